// SPDX-License-Identifier: MIT
/// What members of one struct must be to each other: ends in order, shares that sum to one, times
/// that fit.
#pragma once

#include "tiersim/scenario/problem.hpp"
#include "tiersim/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace tiersim {

/// A member that does not fit the others; `pointer` goes on from the struct's own.
using Misfits = std::vector<Problem>;

/// Nothing to say of most structs.
template <class T>
Misfits together(const T& /*value*/)
{
    return {};
}

Misfits together(const Uniform& law);
Misfits together(const Hyperexponential& law);
Misfits together(const BoundedPareto& law);
Misfits together(const Empirical& law);

Misfits together(const Renewal& arrivals);
Misfits together(const Batches& arrivals);
Misfits together(const Bursts& arrivals);
Misfits together(const RateCurve& arrivals);
Misfits together(const Trace& arrivals);

Misfits together(const Placement& place);
Misfits together(const Repeat& repeat);
Misfits together(const OneOf& choice);
Misfits together(const Parallel& parallel);
Misfits together(const Breaker& breaker);
Misfits together(const Failover& failover);
Misfits together(const Database& tier);
Misfits together(const AppServer& tier);
Misfits together(const Clients& clients);
Misfits together(const Fault& fault);
Misfits together(const RunPlan& run);
Misfits together(const Expect& expect);

}  // namespace tiersim
