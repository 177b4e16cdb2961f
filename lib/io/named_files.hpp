// SPDX-License-Identifier: MIT
/// Reads the files that a scenario names: traces and observed values, relative to its own folder.
#pragma once

#include "tiersim/scenario/problem.hpp"
#include "tiersim/scenario/scenario.hpp"

#include <filesystem>
#include <vector>

namespace tiersim::json {

/// Fills in what the files hold. A file that gives nothing is an error, one that gives less than it
/// should a warning; pointers are those of the members that name them.
std::vector<Problem> read_named_files(Scenario& scenario, const std::filesystem::path& folder);

}  // namespace tiersim::json
