// SPDX-License-Identifier: MIT
/// The short algorithms, and the way to any of them.
#include "tiersim/policy/balancing.hpp"

namespace tiersim {

std::size_t SmoothRoundRobin::pick(const Choice& choice, Rng&)
{
    current.resize(choice.servers.size());
    std::size_t best = nobody;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < current.size(); ++i) {
        if (!choice.may_take(i)) continue;
        current[i] += choice.servers[i].weight;
        sum += choice.servers[i].weight;
        if (best == nobody || current[i] > current[best]) best = i;
    }
    if (best == nobody) return choice.last_resort();
    current[best] -= sum;
    return best;
}

std::size_t First::pick(const Choice& choice, Rng&)
{
    for (std::size_t i = 0; i < choice.servers.size(); ++i) {
        if (choice.may_take(i)) return i;
    }
    return choice.last_resort();
}

std::size_t pick_any(Balancing& balancing, const Choice& choice, Rng& rng)
{
    return std::visit([&](auto& algorithm) { return algorithm.pick(choice, rng); }, balancing);
}

}  // namespace tiersim
