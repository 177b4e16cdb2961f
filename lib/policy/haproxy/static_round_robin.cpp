// SPDX-License-Identifier: MIT
/// All of it is in the table of slots.
#include "tiersim/policy/haproxy/static_round_robin.hpp"

#include <type_traits>

namespace tiersim::haproxy {

static_assert(std::is_copy_assignable_v<StaticRoundRobin>);

}  // namespace tiersim::haproxy
