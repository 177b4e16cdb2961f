// SPDX-License-Identifier: MIT
/// A result as JSON for programs: everything in it, in a fixed order, numbers in the shortest form
/// that is read back as the same value. docs/results.md says what each key means.
#pragma once

#include "tiersim/experiment/result.hpp"
#include "tiersim/topology/analysis.hpp"

#include <string>

namespace tiersim {

/// The whole result. What is absent or without end is null.
std::string json_report(const Result& result);

/// The JSON Schema (draft-07) of json_report.
std::string result_schema();

/// The whole analysis, likewise. docs/structure.md says what each key means.
std::string json_report(const Analysis& analysis);

/// The JSON Schema (draft-07) of an analysis.
std::string analysis_schema();

}  // namespace tiersim
