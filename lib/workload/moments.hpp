// SPDX-License-Identifier: MIT
/// Mean and variance of each law in closed form.
#pragma once

#include "tiersim/workload/distribution.hpp"

namespace tiersim {

/// In nanoseconds and their square.
struct Moments {
    double mean = 0.0;
    double variance = 0.0;
};

/// Exact up to rounding; of a CustomLaw only the mean, as it says itself.
Moments moments(const Distribution& law);

}  // namespace tiersim
