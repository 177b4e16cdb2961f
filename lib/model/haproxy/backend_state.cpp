// SPDX-License-Identifier: MIT
/// The state of a process is plain values.
#include "model/haproxy/backend_state.hpp"

#include <type_traits>

namespace tiersim::haproxy {

static_assert(std::is_copy_assignable_v<BackendState>);

}  // namespace tiersim::haproxy
