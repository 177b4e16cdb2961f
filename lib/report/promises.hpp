// SPDX-License-Identifier: MIT
/// What was promised, what was measured, and whether it was kept.
#pragma once

#include "report/page.hpp"
#include "tiersim/experiment/result.hpp"

namespace tiersim::report {

/// Nothing when nothing was promised.
void write_promises(Page& page, const Result& result);

}  // namespace tiersim::report
