// SPDX-License-Identifier: MIT
/// Either by the hash, or in turn.
#include "tiersim/policy/haproxy/map_hash.hpp"

namespace tiersim::haproxy {

std::size_t MapHash::pick(const Farm& farm, const Asker& asker)
{
    const auto hash = hash_that_counts(farm, asker, alone_);
    return hash ? slots_.at(*hash) : slots_.next(farm, asker.avoid);
}

}  // namespace tiersim::haproxy
