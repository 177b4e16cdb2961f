// SPDX-License-Identifier: MIT
/// Conditions and rules of HAProxy are plain values.
#include "tiersim/scenario/haproxy_rules.hpp"

#include <type_traits>

namespace tiersim::haproxy {

static_assert(std::is_copy_assignable_v<Rule> && std::is_copy_assignable_v<Acl>);

}  // namespace tiersim::haproxy
