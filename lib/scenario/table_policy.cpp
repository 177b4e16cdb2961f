// SPDX-License-Identifier: MIT
/// Every member of the policies is in its table, but for the state of the balancing algorithms.
#include "scenario/table_policy.hpp"

namespace tiersim::table {

static_assert(complete<RoundRobin>(1) && complete<SmoothRoundRobin>(1));
static_assert(complete<LeastConnections>(1) && complete<First>() && complete<RandomDraws>(3));
static_assert(complete<SourceHash>(4) && complete<HealthCheck>() && complete<Observe>());
static_assert(complete<Retry>() && complete<Breaker>() && complete<RateLimit>());

}  // namespace tiersim::table
