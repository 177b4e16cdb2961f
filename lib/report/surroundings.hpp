// SPDX-License-Identifier: MIT
/// The course of events around a fault, drawn: what a population offered, got and lost, step by
/// step.
#pragma once

#include "report/page.hpp"
#include "tiersim/experiment/result.hpp"

namespace tiersim::report {

/// From five steps before `fault` to five after its recovery, or after its end when that is later;
/// wide stretches are drawn several steps a column.
void draw_surroundings(Page& page, const Result& result, const FaultResult& fault);

}  // namespace tiersim::report
