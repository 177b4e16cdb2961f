// SPDX-License-Identifier: MIT
/// Filling the table, and walking around it.
#include "tiersim/policy/haproxy/slots.hpp"

#include "tiersim/policy/spread.hpp"

#include <numeric>

namespace tiersim::haproxy {

void Slots::fill(const Farm& farm)
{
    const Duty duty = farm.duty();
    table_.clear();
    if (duty == Duty::none) return;
    std::vector<std::uint32_t> weights;
    for (const Farm::Server& server : farm.servers) {
        const bool competes = server.usable() && server.backup == (duty != Duty::active);
        weights.push_back(competes ? server.effective : 0);
    }
    const bool alone = duty == Duty::sole_backup;
    table_ = spread(weights, alone ? farm.servers[farm.first_backup].effective
                                   : std::accumulate(weights.begin(), weights.end(), 0U));
}

std::size_t Slots::at(std::uint32_t hash) const
{
    return table_.empty() ? nobody : table_[hash % table_.size()];
}

std::size_t Slots::next(const Farm& farm, std::size_t avoid)
{
    if (turn_ >= table_.size()) turn_ = 0;
    std::size_t slot = turn_;
    std::size_t avoided = nobody;
    for (std::size_t i = 0; i < table_.size(); ++i) {
        const std::size_t server = table_[slot++];
        if (farm.has_room(server) && server != avoid) {
            turn_ = slot;
            return server;
        }
        if (farm.has_room(server)) avoided = slot;
        if (slot == table_.size()) slot = 0;
    }
    if (avoided == nobody) return nobody;
    turn_ = avoided;
    return avoid;
}

}  // namespace tiersim::haproxy
