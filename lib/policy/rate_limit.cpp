// SPDX-License-Identifier: MIT
/// How tokens are taken.
#include "tiersim/policy/rate_limit.hpp"

#include <algorithm>

namespace tiersim {

bool TokenBucket::take(Instant at)
{
    const Instant full = std::max(full_, at) + gap_;
    if (full - at > depth_) return false;
    full_ = full;
    return true;
}

}  // namespace tiersim
