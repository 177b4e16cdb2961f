// SPDX-License-Identifier: MIT
/// Every member of the arrival processes is in its table.
#include "scenario/table_arrivals.hpp"

namespace tiersim::table {

static_assert(complete<Poisson>() && complete<Paced>() && complete<Renewal>());
static_assert(complete<Batches>() && complete<Bursts>() && complete<Bursts::Phase>());
static_assert(complete<RateCurve>() && complete<RateCurve::Point>() && complete<Wave>());
static_assert(complete<Trace>() && complete<Trace::Arrival>() && complete<Thinking>());

}  // namespace tiersim::table
