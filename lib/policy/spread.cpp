// SPDX-License-Identifier: MIT
/// Slot by slot, everybody earns its weight and the winner pays the length of the table.
#include "tiersim/policy/spread.hpp"

#include <cstddef>

namespace tiersim {

namespace {

/// The servers with a weight and what each has earned.
struct Contest {
    std::span<const std::uint32_t> weights;
    std::vector<std::int64_t> score;
    std::int64_t slots;

    // Who has earned the most, in whole tables; equals in their order.
    std::uint32_t winner()
    {
        std::int64_t most = -1;
        std::uint32_t best = 0;
        for (std::uint32_t i = 0; i < weights.size(); ++i) {
            if (weights[i] == 0) continue;
            score[i] += weights[i];
            const std::int64_t claim = (score[i] + slots) / slots;
            if (claim <= most) continue;
            most = claim;
            best = i;
        }
        score[best] -= slots;
        return best;
    }
};

std::uint32_t first_of(std::span<const std::uint32_t> weights)
{
    std::uint32_t server = 0;
    while (weights[server] == 0) {
        ++server;
    }
    return server;
}

}  // namespace

std::vector<std::uint32_t> spread(std::span<const std::uint32_t> weights, std::uint32_t slots)
{
    if (slots == 1) return {first_of(weights)};
    Contest contest{weights, std::vector<std::int64_t>(weights.size()), slots};
    std::vector<std::uint32_t> table(slots);
    for (std::uint32_t& slot : table) {
        slot = contest.winner();
    }
    return table;
}

}  // namespace tiersim
