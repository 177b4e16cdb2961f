// SPDX-License-Identifier: MIT
/// One map for all users.
#include "model/haproxy/jars.hpp"

namespace tiersim::haproxy {

namespace {

std::uint64_t number_of(std::uint8_t population, std::uint32_t user)
{
    return std::uint64_t{population} << 32U | user;
}

bool returns(const Clients& clients)
{
    return clients.sources != 0 || std::holds_alternative<Thinking>(clients.arrivals);
}

}  // namespace

std::string Jars::cookie(std::uint8_t population, std::uint32_t user, const std::string& name) const
{
    const auto found = cookies_.find({number_of(population, user), name});
    return found == cookies_.end() ? "" : found->second;
}

void Jars::keep(std::uint8_t population, std::uint32_t user, const std::string& name,
                const std::string& value)
{
    if (population >= scenario_->clients.size() || !returns(scenario_->clients[population])) return;
    const std::pair key{number_of(population, user), name};
    if (value.empty())
        cookies_.erase(key);
    else
        cookies_[key] = value;
}

}  // namespace tiersim::haproxy
