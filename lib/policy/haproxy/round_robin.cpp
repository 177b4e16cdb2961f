// SPDX-License-Identifier: MIT
/// Two lines of turns, and whose is asked.
#include "tiersim/policy/haproxy/round_robin.hpp"

#include <vector>

namespace tiersim::haproxy {

namespace {

// Those of the other line weigh nothing in this one.
std::vector<std::uint32_t> weights(const Farm& farm, bool backup)
{
    std::vector<std::uint32_t> all;
    for (const Farm::Server& server : farm.servers) {
        const bool here = server.usable() && server.backup == backup;
        all.push_back(here ? server.effective : 0);
    }
    return all;
}

}  // namespace

void RoundRobin::start(const Farm& farm)
{
    active_.start(weights(farm, false));
    backups_.start(weights(farm, true));
}

void RoundRobin::enter(const Farm& farm, std::size_t server)
{
    line_of(farm, server).enter(static_cast<Turns::Index>(server), farm.servers[server].effective);
}

void RoundRobin::leave(const Farm& farm, std::size_t server)
{
    line_of(farm, server).leave(static_cast<Turns::Index>(server));
}

void RoundRobin::reweigh(const Farm& farm, std::size_t server)
{
    line_of(farm, server)
        .reweigh(static_cast<Turns::Index>(server), farm.servers[server].effective);
}

std::size_t RoundRobin::pick(const Farm& farm, const Asker& asker)
{
    const Duty duty = farm.duty();
    if (duty == Duty::sole_backup) return farm.first_backup;
    const auto has_room = [&](std::size_t server) { return farm.has_room(server); };
    return (duty == Duty::active ? active_ : backups_).pick(has_room, asker.avoid);
}

Turns& RoundRobin::line_of(const Farm& farm, std::size_t server)
{
    return farm.servers[server].backup ? backups_ : active_;
}

}  // namespace tiersim::haproxy
