// SPDX-License-Identifier: MIT
/// No figure of a node or a fault is left out.
#include "report/table_nodes.hpp"

namespace tiersim::report {

static_assert(names_all_members<NodePoint>());
static_assert(names_all_members<NodeResult>());
static_assert(names_all_members<DataResult>());
static_assert(names_all_members<FaultResult>());
static_assert(names_all_members<ChangeResult>());

}  // namespace tiersim::report
