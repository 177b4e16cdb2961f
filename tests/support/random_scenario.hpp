// SPDX-License-Identifier: MIT
/// Random scenarios that can be run in a moment: small sites with all kinds of nodes, laws,
/// policies and faults, for properties that hold of every scenario.
#pragma once

#include "tiersim/scenario/scenario.hpp"

#include <cstdint>

namespace support {

/// A valid scenario, the same one for the same seed: some seconds of some dozens of requests a
/// second. Each seed does wholly without some kinds of faults and policies.
tiersim::Scenario random_scenario(std::uint64_t seed);

}  // namespace support
