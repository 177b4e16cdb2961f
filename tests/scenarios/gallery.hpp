// SPDX-License-Identifier: MIT
/// The scenarios that come with the project, run once in a test program, as they stand in their
/// files.
#pragma once

#include "tiersim/experiment/result.hpp"

#include <string>
#include <vector>

namespace gallery {

/// The names of all scenarios, sorted: of scenarios/haproxy/maxconn.json "haproxy/maxconn".
std::vector<std::string> names();

/// The result of scenarios/`name`.json; run when first asked for.
const tiersim::Result& result(const std::string& name);

/// Checks that scenarios/`name`.json keeps its promises, and that its report and its fingerprint
/// are those that were approved.
void runs_as_approved(const std::string& name);

/// The line of tests/golden/fingerprints.txt on `name`; with TIERSIM_APPROVE set it becomes `line`.
std::string approved_fingerprint(const std::string& name, const std::string& line);

}  // namespace gallery
