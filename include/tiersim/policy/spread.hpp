// SPDX-License-Identifier: MIT
/// A table in which servers have as many slots as they weigh, well mixed, as HAProxy fills it for
/// its static algorithms.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tiersim {

/// `slots` slots, each with the index of a server that weighs more than 0. `slots` is the sum of
/// the weights, or less; somebody weighs something.
std::vector<std::uint32_t> spread(std::span<const std::uint32_t> weights, std::uint32_t slots);

}  // namespace tiersim
