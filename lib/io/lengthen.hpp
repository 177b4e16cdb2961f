// SPDX-License-Identifier: MIT
/// Puts the long forms in place of the short ones in a file's tree, so that the path of a setting
/// finds every member by its name.
#pragma once

#include "io/json.hpp"

namespace tiersim::json {

/// {"place": 4} becomes {"place": {"replicas": 4}}, and so on; places in the text are kept. What
/// has not the right shape stays as it is.
void lengthen_scenario(Value& root);

}  // namespace tiersim::json
