// SPDX-License-Identifier: MIT
/// Intervals have no code of their own.
#include "tiersim/stats/interval.hpp"

namespace tiersim {

static_assert(Interval{1.0, 3.0} == Interval{.low = 1.0, .high = 3.0});

}  // namespace tiersim
