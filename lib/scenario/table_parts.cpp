// SPDX-License-Identifier: MIT
/// Every member of hosts, network and upstreams is in its table.
#include "scenario/table_parts.hpp"

namespace tiersim::table {

static_assert(complete<Host>() && complete<Placement>() && complete<Link>());
static_assert(complete<Network>() && complete<Upstream>());

}  // namespace tiersim::table
