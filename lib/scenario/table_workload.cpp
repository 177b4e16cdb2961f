// SPDX-License-Identifier: MIT
/// Every member of the laws of time is in its table.
#include "scenario/table_workload.hpp"

namespace tiersim::table {

static_assert(complete<Constant>() && complete<Uniform>() && complete<Exponential>());
static_assert(complete<Lognormal>() && complete<Gamma>() && complete<Weibull>());
static_assert(complete<Hyperexponential>() && complete<Hyperexponential::Phase>());
static_assert(complete<BoundedPareto>() && complete<Empirical>());
static_assert(complete<Empirical::Quantile>());

}  // namespace tiersim::table
