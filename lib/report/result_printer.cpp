// SPDX-License-Identifier: MIT
/// What is printed on one line where it fits.
#include "report/result_printer.hpp"

namespace tiersim::report {

static_assert(is_row<TimelinePoint>());
static_assert(is_row<NodePoint>());
static_assert(!is_row<Result>());

}  // namespace tiersim::report
