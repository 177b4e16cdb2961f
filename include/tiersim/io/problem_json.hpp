// SPDX-License-Identifier: MIT
/// Problems for machines.
#pragma once

#include "tiersim/scenario/problem.hpp"

#include <string>
#include <vector>

namespace tiersim {

/// A list of objects with the members of Problem, empty ones left out, as JSON.
std::string json_of(const std::vector<Problem>& problems);

}  // namespace tiersim
