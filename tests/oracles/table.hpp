// SPDX-License-Identifier: MIT
/// The table of findings as a page of the documentation.
#pragma once

#include "oracles/judge.hpp"

#include <string>

namespace oracles {

/// The page: what was compared and how, the counts, a table for each area.
std::string page(const std::vector<Finding>& findings);

/// What of a page does not change when the simulated values do: the cases, their exact values and
/// verdicts, the counts.
std::string outline(const std::string& page);

}  // namespace oracles
