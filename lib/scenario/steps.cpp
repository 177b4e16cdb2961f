// SPDX-License-Identifier: MIT
/// Steps are values, however deep they are nested.
#include "tiersim/scenario/steps.hpp"

#include <type_traits>

namespace tiersim {

static_assert(std::is_copy_assignable_v<Step> && std::is_copy_assignable_v<Parallel>);

}  // namespace tiersim
