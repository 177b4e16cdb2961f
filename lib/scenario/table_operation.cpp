// SPDX-License-Identifier: MIT
/// Every member of how a tier is operated is in its table.
#include "scenario/table_operation.hpp"

namespace tiersim::table {

static_assert(complete<Pauses>() && complete<Warming>() && complete<Deploy>());
static_assert(complete<Autoscale>());

}  // namespace tiersim::table
