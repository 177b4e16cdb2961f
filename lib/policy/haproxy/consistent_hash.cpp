// SPDX-License-Identifier: MIT
/// Either by the hash, or along the ring.
#include "tiersim/policy/haproxy/consistent_hash.hpp"

namespace tiersim::haproxy {

std::size_t ConsistentHash::pick(const Farm& farm, const Asker& asker)
{
    const auto hash = hash_that_counts(farm, asker, alone_);
    return hash ? rings_.nearest(farm, *hash, asker.avoid) : rings_.next(farm, asker.avoid);
}

}  // namespace tiersim::haproxy
