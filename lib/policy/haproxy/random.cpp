// SPDX-License-Identifier: MIT
/// Drawing, and keeping the better one.
#include "tiersim/policy/haproxy/random.hpp"

namespace tiersim::haproxy {

namespace {

bool is_busier(const Farm::Server& a, const Farm::Server& b)
{
    return a.served * b.effective > b.served * a.effective;
}

}  // namespace

std::size_t Random::pick(const Farm& farm, const Asker& asker)
{
    Dice& dice = asker.dice != nullptr ? *asker.dice : own_;
    std::size_t best = nobody;
    for (std::uint32_t i = 0; i < draws_; ++i) {
        const std::size_t drawn = rings().nearest(farm, dice.roll(), asker.avoid);
        if (best == nobody || !is_busier(farm.servers[drawn], farm.servers[best])) best = drawn;
    }
    const bool free = farm.servers[best].queued == 0 && farm.has_room(best);
    return free ? best : nobody;
}

}  // namespace tiersim::haproxy
