// SPDX-License-Identifier: MIT
/// How estimates are made.
#include "tiersim/stats/estimate.hpp"

#include <utility>

namespace tiersim {

Estimate without_interval(double value, std::string doubt)
{
    return {.value = value, .low = value, .high = value, .doubt = std::move(doubt)};
}

Estimate within(double value, double half_width)
{
    return {.value = value, .low = value - half_width, .high = value + half_width};
}

}  // namespace tiersim
