// SPDX-License-Identifier: MIT
/// Whose ring is asked, and when a server is passed over.
#include "tiersim/policy/haproxy/rings.hpp"

#include "tiersim/policy/haproxy/slow_start.hpp"

#include <algorithm>
#include <utility>

namespace tiersim::haproxy {

void Rings::start(const Farm& farm)
{
    std::vector<std::uint32_t> most;
    for (const Farm::Server& server : farm.servers) {
        most.push_back(server.weight * weight_scale);
    }
    active_.start(most);
    backups_.start(std::move(most));
    weight_before_.assign(farm.servers.size(), 0);
    for (std::size_t i = 0; i < farm.servers.size(); ++i) {
        if (!farm.servers[i].usable()) continue;
        weight_before_[i] = ring_of(farm, i).size();
        adjust(farm, i);
    }
}

void Rings::adjust(const Farm& farm, std::size_t server)
{
    const Farm::Server& it = farm.servers[server];
    const auto index = static_cast<std::uint32_t>(server);
    ring_of(farm, server).set_points(index, it.id, it.usable() ? it.effective : 0);
}

std::size_t Rings::nearest(const Farm& farm, std::uint32_t hash, std::size_t avoid) const
{
    const Duty duty = farm.duty();
    if (duty == Duty::sole_backup) return farm.first_backup;
    const Ring& ring = duty == Duty::active ? active_ : backups_;
    return ring.nearest(hash, [&](std::uint32_t server) {
        return server == avoid || (balance_factor_ > 0 && !bears_more(farm, server, ring.size()));
    });
}

// HAProxy has one search for both rings. When the other one comes on duty, it goes on where it is
// until the end of its ring, and so gives backups requests while active servers are usable again.
std::size_t Rings::next(const Farm& farm, std::size_t avoid)
{
    const Duty duty = farm.duty();
    if (duty == Duty::sole_backup) return farm.first_backup;
    Ring& ring = duty == Duty::active ? active_ : backups_;
    Ring& other = duty == Duty::active ? backups_ : active_;
    const auto has_room = [&](std::uint32_t server) { return farm.has_room(server); };
    if (other.holds_search()) {
        const std::size_t server = other.next_to_the_end(has_room, avoid);
        if (server != nobody) return server;
        ring.take_over_search();
    }
    return ring.next(has_room, avoid);
}

Ring& Rings::ring_of(const Farm& farm, std::size_t server)
{
    return farm.servers[server].backup ? backups_ : active_;
}

// Whole shares by weight, and the rest spread along the servers as they stand, in 32 bits.
bool Rings::bears_more(const Farm& farm, std::size_t server, std::uint32_t total_weight) const
{
    const std::uint32_t weight = farm.servers[server].effective;
    const std::uint32_t before = weight_before_[server];
    const std::uint32_t all = ((farm.served + 1) * balance_factor_ + 99) / 100;
    const std::uint32_t rest = all % total_weight;
    const std::uint32_t share = weight * (all / total_weight) +
                                (before + weight) * rest / total_weight -
                                before * rest / total_weight;
    return farm.servers[server].served < std::max(1U, share);
}

}  // namespace tiersim::haproxy
