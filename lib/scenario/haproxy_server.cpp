// SPDX-License-Identifier: MIT
/// Servers of HAProxy and their checks are plain values.
#include "tiersim/scenario/haproxy_server.hpp"

#include <type_traits>

namespace tiersim::haproxy {

static_assert(std::is_copy_assignable_v<Server> && std::is_copy_assignable_v<Check>);

}  // namespace tiersim::haproxy
