// SPDX-License-Identifier: MIT
/// Tiers are plain values; steps hold steps.
#include "tiersim/scenario/tiers.hpp"

#include <type_traits>

namespace tiersim {

static_assert(std::is_copy_assignable_v<AppServer> && std::is_copy_assignable_v<Step>);

}  // namespace tiersim
