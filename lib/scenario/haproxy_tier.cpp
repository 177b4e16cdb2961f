// SPDX-License-Identifier: MIT
/// Tiers of HAProxy processes are plain values.
#include "tiersim/scenario/haproxy_tier.hpp"

#include <type_traits>

namespace tiersim {

static_assert(std::is_copy_assignable_v<Haproxy>);

}  // namespace tiersim
