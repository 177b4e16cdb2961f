// SPDX-License-Identifier: MIT
/// Every member of a tier of HAProxy is in its table, but for what its file holds.
#include "scenario/table_haproxy.hpp"

namespace tiersim::table {

static_assert(complete<ServerPlace>() && complete<AdminStep>() && complete<AgentStep>() &&
              complete<Haproxy>(1));

}  // namespace tiersim::table
