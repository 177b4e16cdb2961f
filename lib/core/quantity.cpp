// SPDX-License-Identifier: MIT
/// The checks that keep a rate and a share in their ranges.
#include "tiersim/core/quantity.hpp"

#include <cmath>
#include <stdexcept>

namespace tiersim {

Rate Rate::per_second(double per_second)
{
    if (!(per_second >= 0.0) || !std::isfinite(per_second))
        throw std::invalid_argument{"a rate is a finite number of events per second, not negative"};
    Rate rate;
    rate.per_second_ = per_second;
    return rate;
}

Probability Probability::of(double share)
{
    if (!(share >= 0.0 && share <= 1.0))
        throw std::invalid_argument{"a share lies between 0 and 1"};
    Probability probability;
    probability.value_ = share;
    return probability;
}

}  // namespace tiersim
