// SPDX-License-Identifier: MIT
/// Short names for floating-point matchers.
#pragma once

#include "catch.hpp"

namespace tiersim::testing {

/// Within a relative error, one in a thousand million unless said otherwise.
inline auto near(double value, double relative = 1e-9)
{
    return Catch::Matchers::WithinRel(value, relative);
}

/// Within an absolute error.
inline auto within(double value, double error) { return Catch::Matchers::WithinAbs(value, error); }

}  // namespace tiersim::testing
