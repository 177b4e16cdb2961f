// SPDX-License-Identifier: MIT
/// Either by the hash, or along the ring.
#include "tiersim/policy/haproxy/consistent_hash.hpp"

namespace tiersim::haproxy {

std::size_t ConsistentHash::pick(const Farm& farm, const Asker& asker)
{
    const auto hash = hash_that_counts(farm, asker, alone_);
    return hash ? rings().nearest(farm, *hash, asker.avoid) : rings().next(farm, asker.avoid);
}

}  // namespace tiersim::haproxy
