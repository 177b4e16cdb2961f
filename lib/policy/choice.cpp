// SPDX-License-Identifier: MIT
/// A candidate stays small: a balancer looks at many of them for each request.
#include "tiersim/policy/choice.hpp"

namespace tiersim {

static_assert(sizeof(Candidate) == 32);

}  // namespace tiersim
