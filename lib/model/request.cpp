// SPDX-License-Identifier: MIT
/// What must hold of requests.
#include "model/request.hpp"

#include <type_traits>

namespace tiersim {

static_assert(std::is_trivially_copyable_v<Request>);
static_assert(alignof(Request) == 64);

}  // namespace tiersim
