// SPDX-License-Identifier: MIT
/// docs/validation.md: all records of a file, what tiersim says of each, and what it cannot say.
#pragma once

#include "oracles/judge.hpp"

#include <string>
#include <string_view>

namespace oracles {

/// The whole page on `findings`, which are of the file with this `digest`. A finding that was not
/// run has cells of "…", and so has all that follows from it.
std::string page(const std::vector<Finding>& findings, const std::string& digest);

/// Whether `text` is `pattern`, line by line, where "…" in the pattern stands for anything.
bool agrees(std::string_view text, std::string_view pattern);

/// The root of the mean square of all z in the tables of a page.
double rms_z_in(const std::string& page);

}  // namespace oracles
