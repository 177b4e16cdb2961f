// SPDX-License-Identifier: MIT
/// Quantiles of the laws that confidence intervals are made of. They judge results; no simulated
/// event depends on them.
#pragma once

#include <cstdint>

namespace tiersim {

/// The value that a standard normal stays below with chance `share` in (0, 1).
double normal_quantile(double share);

/// The same for Student's t with `freedom` > 0 degrees of freedom.
double student_quantile(double share, double freedom);

/// The same for chi squared.
double chi_squared_quantile(double share, double freedom);

/// The same for the beta law with `a`, `b` > 0.
double beta_quantile(double share, double a, double b);

/// The chance that a standard normal is at most `value`.
double normal_share(double value);

/// The chance of at most `successes` in `trials` of this chance each.
double binomial_share(std::int64_t successes, std::int64_t trials, double chance);

/// The least number of successes that is not exceeded with a chance of at least `share` in (0, 1).
std::int64_t binomial_quantile(double share, std::int64_t trials, double chance);

}  // namespace tiersim
