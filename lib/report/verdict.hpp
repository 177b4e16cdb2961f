// SPDX-License-Identifier: MIT
/// The first screen of a report: did it survive, what did users see, what broke first.
#pragma once

#include "report/page.hpp"
#include "tiersim/experiment/result.hpp"

namespace tiersim::report {

/// Title, the three answers, and a warning when there are notes.
void write_verdict(Page& page, const Result& result);

}  // namespace tiersim::report
