// SPDX-License-Identifier: MIT
/// Replication and failover are plain values.
#include "tiersim/scenario/replication.hpp"

#include <type_traits>

namespace tiersim {

static_assert(std::is_default_constructible_v<Replication>);
static_assert(std::is_default_constructible_v<Failover>);

}  // namespace tiersim
