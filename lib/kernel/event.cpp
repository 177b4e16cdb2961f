// SPDX-License-Identifier: MIT
/// What must hold of events on every platform.
#include "kernel/event.hpp"

#include <type_traits>

namespace tiersim {

static_assert(std::is_trivially_copyable_v<Event>);
static_assert(after_completions > 0x7fff'ffff'ffff'ffffU);

}  // namespace tiersim
