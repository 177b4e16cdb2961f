// SPDX-License-Identifier: MIT
/// All checks of a scenario, one after the other.
#include "tiersim/scenario/check.hpp"

#include "scenario/ranges.hpp"

#include <algorithm>

namespace tiersim {

std::vector<Problem> check(const Scenario& scenario)
{
    Ranges ranges;
    ranges.look(scenario, table::any);
    return ranges.take();
}

bool any_error(const std::vector<Problem>& problems)
{
    return std::any_of(problems.begin(), problems.end(),
                       [](const Problem& problem) { return problem.severity == Severity::error; });
}

}  // namespace tiersim
