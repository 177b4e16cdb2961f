// SPDX-License-Identifier: MIT
/// Every member of replication and failover is in its table.
#include "scenario/table_replication.hpp"

namespace tiersim::table {

static_assert(complete<Replication>() && complete<Failover>());

}  // namespace tiersim::table
