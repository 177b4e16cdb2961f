// SPDX-License-Identifier: MIT
/// Independent replications, the usual source of intervals: means, differences of pairs, and ratios
/// of two totals.
#pragma once

#include "tiersim/stats/interval.hpp"

#include <span>

namespace tiersim {

/// The mean of one number from each replication, with Student's interval. For two systems under
/// common random numbers, give it the differences.
Estimate mean_of_replications(std::span<const double> values,
                              Probability confidence = usual_confidence());

/// What one replication (or batch, or cycle) adds to a ratio: latencies and their number, failures
/// and requests.
struct Totals {
    double amount = 0.0;
    double base = 0.0;
    friend bool operator==(const Totals&, const Totals&) = default;
};

/// The sum of all amounts over the sum of all bases, by the ratio estimator: not the mean of the
/// ratios, which is biased when the bases differ (Law, "Simulation Modeling and Analysis", 9.5).
Estimate ratio_of_replications(std::span<const Totals> replications,
                               Probability confidence = usual_confidence());

/// Student's factor for a two-sided interval: what the standard error is multiplied with.
double student_factor(Probability confidence, double freedom);

}  // namespace tiersim
