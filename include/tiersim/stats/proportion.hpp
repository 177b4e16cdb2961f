// SPDX-License-Identifier: MIT
/// Intervals for a share of independent trials: error rates. Requests of one run are not
/// independent (outages strike many at once); for these use ratio_of_replications, or the number of
/// trials that the clustering leaves.
#pragma once

#include "tiersim/stats/interval.hpp"

#include <cstdint>

namespace tiersim {

/// Wilson's score interval for `hits` of `trials`, which need not be whole; `trials` above zero.
Interval wilson(double hits, double trials, Probability confidence = usual_confidence());

/// The interval that covers with at least this confidence whatever the truth is (Clopper & Pearson
/// 1934).
Interval clopper_pearson(std::uint64_t hits, std::uint64_t trials,
                         Probability confidence = usual_confidence());

/// The number of independent trials that are worth as much as `trials` clustered ones: shares from
/// equally long replications vary by `variance` between them, not by share (1 - share) / trials.
double effective_trials(double share, double trials, double variance);

}  // namespace tiersim
