// SPDX-License-Identifier: MIT
/// How a tier is operated is told in values.
#include "tiersim/scenario/operation.hpp"

#include <type_traits>

namespace tiersim {

static_assert(std::is_copy_assignable_v<Pauses> && std::is_copy_assignable_v<Autoscale>);

}  // namespace tiersim
