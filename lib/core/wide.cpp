// SPDX-License-Identifier: MIT
/// What must hold of wide numbers.
#include "tiersim/core/wide.hpp"

namespace tiersim {

static_assert(sizeof(Wide) == 16);
static_assert(to_double(Wide{1} << 100) == 0x1p100);
static_assert(to_double(Wide{7}) == 7.0);

}  // namespace tiersim
