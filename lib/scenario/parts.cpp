// SPDX-License-Identifier: MIT
/// Hosts, the network and upstreams are plain values.
#include "tiersim/scenario/parts.hpp"

#include <type_traits>

namespace tiersim {

static_assert(std::is_copy_assignable_v<Upstream> && std::is_copy_assignable_v<Network>);

}  // namespace tiersim
