// SPDX-License-Identifier: MIT
/// Finds what somebody meant who mistyped a name.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tiersim {

/// The one of `known` that is fewest typing slips away from `typed`; empty when none is near enough
/// to be meant. A slip is a letter too many, missing, wrong, or swapped with its neighbour.
std::string nearest(std::string_view typed, std::span<const std::string> known);

}  // namespace tiersim
