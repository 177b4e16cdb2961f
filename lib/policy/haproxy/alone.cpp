// SPDX-License-Identifier: MIT
/// One server is as good as any hash.
#include "tiersim/policy/haproxy/alone.hpp"

namespace tiersim::haproxy {

std::optional<std::uint32_t> hash_that_counts(const Farm& farm, const Asker& asker, Alone alone)
{
    if (alone == Alone::as_ever || farm.on_duty() != 1) return asker.hash;
    if (alone == Alone::zero_if_found && !asker.hash) return std::nullopt;
    return 0;
}

}  // namespace tiersim::haproxy
