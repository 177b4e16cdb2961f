// SPDX-License-Identifier: MIT
/// Changes a tree of values by settings from the command line, as "clients.users.timeout=2s".
#pragma once

#include "io/reader.hpp"

#include <string>
#include <vector>

namespace tiersim::json {

/// Makes all `settings` in `root`, in their order; what cannot be made is in the result.
std::vector<Misfit> apply(const std::vector<std::string>& settings, Value& root);

}  // namespace tiersim::json
