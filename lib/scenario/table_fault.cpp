// SPDX-License-Identifier: MIT
/// Every member of effects and faults is in its table.
#include "scenario/table_fault.hpp"

namespace tiersim::table {

static_assert(complete<Crash>() && complete<Hang>() && complete<Slow>() && complete<Errors>());
static_assert(complete<Delay>() && complete<Loss>() && complete<Partition>());
static_assert(complete<Fault>() && complete<Crew>());

}  // namespace tiersim::table
