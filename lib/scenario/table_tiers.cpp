// SPDX-License-Identifier: MIT
/// Every member of balancers, web servers, databases and caches is in its table.
#include "scenario/table_tiers.hpp"

namespace tiersim::table {

static_assert(complete<AllActive>() && complete<Standby>() && complete<LoadBalancer>());
static_assert(complete<StaticContent>() && complete<WebServer>() && complete<Statement>());
static_assert(complete<Database>() && complete<Cache>());

}  // namespace tiersim::table
