// SPDX-License-Identifier: MIT
/// What must hold of simulated time on every platform.
#include "tiersim/core/time.hpp"

namespace tiersim {

static_assert(sizeof(Instant) == 8);
static_assert(from_seconds(0.25) == std::chrono::milliseconds{250});
static_assert(from_seconds(-1.0) == Duration{0});
static_assert(from_seconds(1e200) + from_seconds(1e200) > Duration{0});

}  // namespace tiersim
