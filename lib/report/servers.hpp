// SPDX-License-Identifier: MIT
/// What each node did, tier by tier.
#pragma once

#include "report/page.hpp"
#include "tiersim/experiment/result.hpp"

namespace tiersim::report {

void write_servers(Page& page, const Result& result);

}  // namespace tiersim::report
