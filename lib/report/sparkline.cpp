// SPDX-License-Identifier: MIT
/// From values to levels.
#include "report/sparkline.hpp"

#include <algorithm>
#include <cmath>

namespace tiersim::report {

std::string sparkline(const std::vector<double>& values, double most, const Ink& ink)
{
    std::string row;
    for (const double value : values) {
        if (value < 0.0) {
            row += ' ';
        } else if (value == 0.0 || most <= 0.0) {
            row += ink.level(0);
        } else {
            const double height = std::ceil(8.0 * std::min(value / most, 1.0));
            row += ink.level(static_cast<std::size_t>(std::max(height, 1.0)));
        }
    }
    return row;
}

}  // namespace tiersim::report
