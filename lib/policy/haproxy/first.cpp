// SPDX-License-Identifier: MIT
/// One walk along the numbers.
#include "tiersim/policy/haproxy/first.hpp"

#include <algorithm>
#include <numeric>

namespace tiersim::haproxy {

void First::start(const Farm& farm)
{
    by_id_.resize(farm.servers.size());
    std::iota(by_id_.begin(), by_id_.end(), 0U);
    std::ranges::stable_sort(by_id_, {}, [&](std::uint32_t i) { return farm.servers[i].id; });
}

std::size_t First::pick(const Farm& farm, const Asker& asker) const
{
    if (farm.duty() == Duty::sole_backup) return farm.first_backup;
    std::size_t avoided = nobody;
    for (const std::uint32_t server : by_id_) {
        if (!farm.is_on_duty(server) || !farm.has_room(server)) continue;
        if (server != asker.avoid) return server;
        avoided = server;
    }
    return avoided;
}

}  // namespace tiersim::haproxy
