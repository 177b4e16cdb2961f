// SPDX-License-Identifier: MIT
/// A scenario is one plain value, and can be moved without a copy.
#include "tiersim/scenario/scenario.hpp"

#include <type_traits>

namespace tiersim {

static_assert(std::is_copy_assignable_v<Scenario> &&
              std::is_nothrow_move_constructible_v<Scenario>);

}  // namespace tiersim
