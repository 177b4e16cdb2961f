// SPDX-License-Identifier: MIT
/// How servers keep their place in the order of the least busy.
#include "tiersim/policy/haproxy/least_connections.hpp"

namespace tiersim::haproxy {

namespace {

// HAProxy's key: 32 bits, rounded down.
std::uint32_t busyness(const Farm::Server& server)
{
    const std::uint32_t requests = server.served + server.queued;
    return requests == 0 ? 0 : (requests + 1) * 4096 / server.effective;
}

bool could_take(const Farm& farm, std::size_t server)
{
    const Farm::Server& it = farm.servers[server];
    return it.maxconn == 0 || it.served + it.queued < farm.limit(server) + it.maxqueue;
}

// When the first of the order is not to be had, all are looked at.
std::size_t first_to_be_had(const Farm& farm, const Tournament& order, std::size_t avoid)
{
    std::uint32_t best = Tournament::none;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        if (!order.takes_part(i) || i == avoid || !could_take(farm, i)) continue;
        if (best == Tournament::none || order.precedes(i, best)) best = i;
    }
    if (best != Tournament::none) return best;
    const bool last_resort = avoid < order.size() &&
                             order.takes_part(static_cast<std::uint32_t>(avoid)) &&
                             could_take(farm, avoid);
    return last_resort ? avoid : nobody;
}

}  // namespace

void LeastConnections::start(const Farm& farm)
{
    active_.start(farm.servers.size());
    backups_.start(farm.servers.size());
    for (std::size_t i = 0; i < farm.servers.size(); ++i) {
        if (farm.servers[i].usable()) enter(farm, i);
    }
}

void LeastConnections::enter(const Farm& farm, std::size_t server)
{
    const std::uint32_t rank = busyness(farm.servers[server]);
    order_of(farm, server).enter(static_cast<std::uint32_t>(server), rank);
}

void LeastConnections::leave(const Farm& farm, std::size_t server)
{
    order_of(farm, server).leave(static_cast<std::uint32_t>(server));
}

void LeastConnections::load_changed(const Farm& farm, std::size_t server)
{
    const auto index = static_cast<std::uint32_t>(server);
    Tournament& order = order_of(farm, server);
    if (!order.takes_part(index)) return;
    const std::uint32_t rank = busyness(farm.servers[server]);
    if (rank != order.rank(index)) order.enter(index, rank);
}

std::size_t LeastConnections::pick(const Farm& farm, const Asker& asker) const
{
    const Duty duty = farm.duty();
    if (duty == Duty::sole_backup) return farm.first_backup;
    const Tournament& order = duty == Duty::active ? active_ : backups_;
    const std::uint32_t first = order.first();
    if (first != asker.avoid && could_take(farm, first)) return first;
    return first_to_be_had(farm, order, asker.avoid);
}

Tournament& LeastConnections::order_of(const Farm& farm, std::size_t server)
{
    return farm.servers[server].backup ? backups_ : active_;
}

}  // namespace tiersim::haproxy
