// SPDX-License-Identifier: MIT
/// Checks that names are borne once, and that whatever is named is there.
#pragma once

#include "scenario/site.hpp"
#include "tiersim/scenario/problem.hpp"

#include <vector>

namespace tiersim {

/// Names that are given twice.
std::vector<Problem> check_unique_names(const Site& site);

/// Names that nothing bears.
std::vector<Problem> check_references(const Site& site);

}  // namespace tiersim
