// SPDX-License-Identifier: MIT
/// Every member of application servers and their steps is in its table.
#include "scenario/table_steps.hpp"

namespace tiersim::table {

static_assert(complete<Compute>() && complete<Query>() && complete<Lookup>());
static_assert(complete<Repeat>() && complete<Perhaps>() && complete<Route>());
static_assert(complete<Way>() && complete<OneOf>() && complete<Branch>() && complete<Parallel>());
static_assert(complete<Attempt>() && complete<Hedge>() && complete<Wait>());
static_assert(complete<AppServer>());

}  // namespace tiersim::table
