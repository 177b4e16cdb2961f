// SPDX-License-Identifier: MIT
/// What each population saw: counts, availability, rates, latencies, and how requests failed.
#pragma once

#include "report/page.hpp"
#include "tiersim/experiment/result.hpp"

namespace tiersim::report {

void write_users(Page& page, const Result& result);

}  // namespace tiersim::report
