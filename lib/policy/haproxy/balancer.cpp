// SPDX-License-Identifier: MIT
/// How events reach the algorithm.
#include "tiersim/policy/haproxy/balancer.hpp"

#include "tiersim/policy/haproxy/slow_start.hpp"

#include <algorithm>
#include <cassert>

namespace tiersim::haproxy {

namespace {

// What HAProxy makes of limits when it has read its configuration.
void settle_limits(Farm::Server& server)
{
    if (server.minconn > server.maxconn) server.maxconn = server.minconn;
    if (server.minconn == 0) server.minconn = server.maxconn;
}

void count(Farm& farm)
{
    farm.active_usable = farm.backups_usable = 0;
    farm.first_backup = nobody;
    for (std::size_t i = 0; i < farm.servers.size(); ++i) {
        const Farm::Server& server = farm.servers[i];
        if (!server.usable()) continue;
        ++(server.backup ? farm.backups_usable : farm.active_usable);
        if (server.backup && farm.first_backup == nobody) farm.first_backup = i;
    }
}

}  // namespace

void Balancer::start(Farm& farm)
{
    divisor_ = weight_divisor(farm.servers);
    farm.served = 0;
    for (Farm::Server& server : farm.servers) {
        settle_limits(server);
        server.rise.reset();
        server.effective = effective_weight(farm, server);
        farm.served += server.served;
    }
    count(farm);
    std::visit([&](auto& algorithm) { algorithm.start(farm); }, algorithm_);
}

void Balancer::server_up(Farm& farm, std::size_t server)
{
    Farm::Server& it = farm.servers[server];
    if (it.up) return;
    it.up = true;
    if (it.slow_start > Seconds{0}) it.rise = farm.now;
    it.effective = effective_weight(farm, it);
    tell(farm, server, false);
}

void Balancer::server_down(Farm& farm, std::size_t server)
{
    Farm::Server& it = farm.servers[server];
    const bool was_usable = it.usable();
    it.up = false;
    it.rise.reset();
    tell(farm, server, was_usable);
}

void Balancer::drain(Farm& farm, std::size_t server)
{
    const bool was_usable = farm.servers[server].usable();
    farm.servers[server].draining = true;
    tell(farm, server, was_usable);
}

void Balancer::ready(Farm& farm, std::size_t server)
{
    if (!farm.servers[server].draining) return;
    farm.servers[server].draining = false;
    tell(farm, server, false);
}

void Balancer::set_weight(Farm& farm, std::size_t server, std::uint32_t weight)
{
    farm.servers[server].weight = weight;
    weigh(farm, server);
}

bool Balancer::slow_step(Farm& farm, std::size_t server)
{
    Farm::Server& it = farm.servers[server];
    if (!it.rise) return false;
    weigh(farm, server);
    return it.rise.has_value();
}

void Balancer::take(Farm& farm, std::size_t server)
{
    ++farm.served;
    ++farm.servers[server].served;
    std::visit([&](auto& algorithm) { algorithm.load_changed(farm, server); }, algorithm_);
}

void Balancer::drop(Farm& farm, std::size_t server)
{
    assert(farm.servers[server].served > 0);
    --farm.served;
    --farm.servers[server].served;
    std::visit([&](auto& algorithm) { algorithm.load_changed(farm, server); }, algorithm_);
}

Assignment Balancer::assign(const Farm& farm, const Asker& asker)
{
    if (farm.duty() == Duty::none) return {};
    if (farm.queued > 0 && waits_behind_others()) return {.verdict = Verdict::full};
    const auto pick = [&](auto& algorithm) { return algorithm.pick(farm, asker); };
    const std::size_t server = std::visit(pick, algorithm_);
    if (server == nobody) return {.verdict = Verdict::full};
    return {.verdict = Verdict::assigned, .server = server};
}

bool Balancer::is_static() const
{
    return std::holds_alternative<StaticRoundRobin>(algorithm_) ||
           std::holds_alternative<MapHash>(algorithm_);
}

// These know that a queue means that all servers are full, and are not asked.
bool Balancer::waits_behind_others() const
{
    return std::holds_alternative<RoundRobin>(algorithm_) ||
           std::holds_alternative<StaticRoundRobin>(algorithm_) ||
           std::holds_alternative<First>(algorithm_);
}

std::uint32_t Balancer::effective_weight(const Farm& farm, const Farm::Server& server) const
{
    return is_static() ? static_weight(server, divisor_) : dynamic_weight(server, farm.now);
}

// The end of a slow start is news to the algorithm, also when the weight had been reached before.
void Balancer::weigh(Farm& farm, std::size_t server)
{
    Farm::Server& it = farm.servers[server];
    const bool was_usable = it.usable();
    const bool ends = it.rise && farm.now - *it.rise >= it.slow_start;
    if (ends) it.rise.reset();
    const std::uint32_t weight = effective_weight(farm, it);
    if (!ends && weight == it.effective) return;
    it.effective = weight;
    tell(farm, server, was_usable);
}

void Balancer::tell(Farm& farm, std::size_t server, bool was_usable)
{
    const bool usable = farm.servers[server].usable();
    if (was_usable != usable) count(farm);
    const auto about_it = [&](auto& algorithm) {
        if (was_usable && usable) algorithm.reweigh(farm, server);
        if (was_usable && !usable) algorithm.leave(farm, server);
        if (!was_usable && usable) algorithm.enter(farm, server);
    };
    std::visit(about_it, algorithm_);
}

}  // namespace tiersim::haproxy
