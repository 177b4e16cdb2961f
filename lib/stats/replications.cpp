// SPDX-License-Identifier: MIT
/// Sums over replications, in their order.
#include "tiersim/stats/replications.hpp"

#include "tiersim/stats/quantiles.hpp"

#include <cmath>

namespace tiersim {

Estimate mean_of_replications(std::span<const double> values, Probability confidence)
{
    const auto count = static_cast<double>(values.size());
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    if (values.empty()) return Estimate::without(0.0, "nothing was measured");
    const double mean = sum / count;
    if (values.size() < 2) return Estimate::without(mean, "one replication has no spread");
    double squares = 0.0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double error = std::sqrt(squares / (count - 1.0) / count);
    return Estimate::around(mean, student_factor(confidence, count - 1.0) * error);
}

Estimate ratio_of_replications(std::span<const Totals> replications, Probability confidence)
{
    const auto count = static_cast<double>(replications.size());
    Totals sum;
    for (const auto& one : replications) {
        sum.amount += one.amount;
        sum.base += one.base;
    }
    if (sum.base <= 0.0) return Estimate::without(0.0, "nothing was measured");
    const double ratio = sum.amount / sum.base;
    if (replications.size() < 2) return Estimate::without(ratio, "one replication has no spread");
    double squares = 0.0;
    for (const auto& one : replications) {
        const double off = one.amount - ratio * one.base;
        squares += off * off;
    }
    const double mean_base = sum.base / count;
    const double error = std::sqrt(squares / (count - 1.0) / count) / mean_base;
    return Estimate::around(ratio, student_factor(confidence, count - 1.0) * error);
}

double student_factor(Probability confidence, double freedom)
{
    return student_quantile(0.5 + confidence.value() / 2.0, freedom);
}

}  // namespace tiersim
