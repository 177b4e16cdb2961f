// SPDX-License-Identifier: MIT
/// How promises compare.
#include "tiersim/scenario/expect.hpp"

#include <type_traits>

namespace tiersim {

static_assert(std::variant_size_v<Quantity> == 3);

}  // namespace tiersim
