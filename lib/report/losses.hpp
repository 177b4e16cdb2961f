// SPDX-License-Identifier: MIT
/// Why requests were lost, how long the site was down, and what would have helped.
#pragma once

#include "report/page.hpp"
#include "tiersim/experiment/result.hpp"

#include <string>

namespace tiersim::report {

/// The section on losses; nothing when there are none.
void write_losses(Page& page, const Result& result);

/// The one change that would have given back most of what was lost, as far as the run tells; empty
/// when nothing was lost.
std::string best_remedy(const Page& page, const Result& result);

}  // namespace tiersim::report
