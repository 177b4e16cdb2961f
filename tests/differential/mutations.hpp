// SPDX-License-Identifier: MIT
/// Small configurations of HAProxy and what may befall them: lines and words that come, go and
/// change.
#pragma once

#include "support/dice.hpp"

#include <string>
#include <vector>

namespace differential {

/// Configurations that HAProxy accepts.
const std::vector<std::string>& sound_configurations();

/// One of them after a few changes by chance; most are still accepted, many are not.
std::string changed_configuration(support::Dice& dice);

}  // namespace differential
