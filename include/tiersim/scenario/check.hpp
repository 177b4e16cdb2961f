// SPDX-License-Identifier: MIT
/// Everything that can be wrong with a scenario, wherever it came from: values out of range, names
/// that nothing bears, calls without end; and, as warnings, what will surprise in a run.
#pragma once

#include "tiersim/scenario/problem.hpp"
#include "tiersim/scenario/scenario.hpp"

#include <vector>

namespace tiersim {

/// All problems, errors and warnings, in the order of the members. Their pointers name members as a
/// file does, as in "/clients/0/arrivals/poisson/rate".
std::vector<Problem> check(const Scenario& scenario);

/// Whether any of `problems` is an error.
bool any_error(const std::vector<Problem>& problems);

}  // namespace tiersim
