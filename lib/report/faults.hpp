// SPDX-License-Identifier: MIT
/// What went wrong, how it was noticed and overcome, and who saw what.
#pragma once

#include "report/page.hpp"
#include "tiersim/experiment/result.hpp"

namespace tiersim::report {

/// A table of all faults, and the course of events around each of the first.
void write_faults(Page& page, const Result& result);

/// Which caller changed its mind about which server, and which balancer took an address over.
void write_changes(Page& page, const Result& result);

}  // namespace tiersim::report
