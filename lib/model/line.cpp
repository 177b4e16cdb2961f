// SPDX-License-Identifier: MIT
/// A line is all in its header.
#include "model/line.hpp"

namespace tiersim {

static_assert(sizeof(Line) == 12);

}  // namespace tiersim
