// SPDX-License-Identifier: MIT
/// Balancing and persistence of HAProxy are plain values.
#include "tiersim/scenario/haproxy_balance.hpp"

#include <type_traits>

namespace tiersim::haproxy {

static_assert(std::is_copy_assignable_v<Balance> && std::is_copy_assignable_v<StickTable>);

}  // namespace tiersim::haproxy
