// SPDX-License-Identifier: MIT
/// Every member of a scenario is in its table, but for custom tiers, which only C++ can describe.
#include "scenario/table_scenario.hpp"

namespace tiersim::table {

static_assert(complete<Field>() && complete<Body>() && complete<KeepAlive>());
static_assert(complete<Kind>() && complete<Clients>() && complete<RunPlan>());
static_assert(complete<Expect>() && complete<Scenario>(1));

}  // namespace tiersim::table
