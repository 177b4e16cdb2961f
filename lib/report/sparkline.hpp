// SPDX-License-Identifier: MIT
/// A row of numbers as a row of bars, one character each.
#pragma once

#include "report/ink.hpp"

#include <string>
#include <vector>

namespace tiersim::report {

/// One sign a value: the highest for `most` and above, the lowest bar for the least above zero, a
/// dot for zero, a space for what is not known (negative).
std::string sparkline(const std::vector<double>& values, double most, const Ink& ink);

}  // namespace tiersim::report
