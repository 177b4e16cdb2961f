// SPDX-License-Identifier: MIT
/// No figure of a population is left out.
#include "report/table_users.hpp"

namespace tiersim::report {

static_assert(names_all_members<LatencyResult>());
static_assert(names_all_members<FailureResult>());
static_assert(names_all_members<TimelinePoint>());
static_assert(names_all_members<KindResult>());
static_assert(names_all_members<PopulationResult>());

}  // namespace tiersim::report
