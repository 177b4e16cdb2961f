// SPDX-License-Identifier: MIT
/// What became of the data of replicated databases.
#pragma once

#include "report/page.hpp"
#include "tiersim/experiment/result.hpp"

namespace tiersim::report {

void write_data(Page& page, const Result& result);

}  // namespace tiersim::report
