// SPDX-License-Identifier: MIT
/// Joining batches, testing them, and overlapping ones.
#include "tiersim/stats/batch_means.hpp"

#include "tiersim/stats/quantiles.hpp"
#include "tiersim/stats/replications.hpp"

#include <cassert>
#include <cmath>
#include <vector>

namespace tiersim {

namespace {

double sum_of(std::span<const double> values)
{
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    return sum;
}

double mean_of(std::span<const double> values)
{
    return sum_of(values) / static_cast<double>(values.size());
}

double squares_about(double centre, std::span<const double> values)
{
    double squares = 0.0;
    for (const double value : values)
        squares += (value - centre) * (value - centre);
    return squares;
}

}  // namespace

Estimate BatchMeans::mean(Probability confidence) const
{
    if (count() == 0) return Estimate::without(0.0, "nothing was measured");
    const std::span<const double> full{sums_.data(), batches_};
    const double value = (sum_of(full) + open_) / static_cast<double>(count());
    if (batches_ < slots / 2)
        return Estimate::without(value, "the run is too short: fewer than 20 observations");
    std::vector<double> means;
    for (const double sum : full)
        means.push_back(sum / static_cast<double>(length_));
    if (move_together(means))
        return Estimate::without(
            value, "the run is too short: its parts still depend on each other; try twice as long");
    const Interval spread = *mean_of_replications(means, confidence).interval;
    return Estimate::around(value, spread.half_width());
}

void BatchMeans::close()
{
    sums_[batches_++] = open_;
    open_ = 0.0;
    in_open_ = 0;
    if (batches_ < slots) return;
    for (std::size_t i = 0; i < slots / 2; ++i)
        sums_[i] = sums_[2 * i] + sums_[2 * i + 1];
    batches_ = slots / 2;
    length_ *= 2;
}

Estimate batch_means(std::span<const double> series, std::size_t batches, Probability confidence)
{
    assert(batches > 0);
    const std::size_t length = series.size() / batches;
    if (length == 0) return Estimate::without(0.0, "the series is shorter than its batches");
    std::vector<double> means;
    for (std::size_t i = 0; i < batches; ++i)
        means.push_back(mean_of(series.subspan(i * length, length)));
    return mean_of_replications(means, confidence);
}

Estimate overlapping_batch_means(std::span<const double> series, std::size_t length,
                                 Probability confidence)
{
    if (series.empty()) return Estimate::without(0.0, "nothing was measured");
    const double mean = mean_of(series);
    if (length == 0 || series.size() < 2 * length)
        return Estimate::without(mean, "the series is shorter than two batches");
    const double batches = static_cast<double>(series.size()) / static_cast<double>(length);
    const double factor = student_factor(confidence, 1.5 * (batches - 1.0));
    return Estimate::around(mean, factor * std::sqrt(overlapping_variance(series, length)));
}

double overlapping_variance(std::span<const double> series, std::size_t length)
{
    assert(length > 0 && series.size() > length);
    const auto n = static_cast<double>(series.size());
    const auto b = static_cast<double>(length);
    const double mean = mean_of(series);
    double window = sum_of(series.first(length));
    double squares = (window / b - mean) * (window / b - mean);
    for (std::size_t end = length; end < series.size(); ++end) {
        window += series[end] - series[end - length];
        squares += (window / b - mean) * (window / b - mean);
    }
    return b / ((n - b + 1.0) * (n - b)) * squares;
}

bool move_together(std::span<const double> means)
{
    if (means.size() < 3) return false;
    const auto count = static_cast<double>(means.size());
    const double squares = squares_about(mean_of(means), means);
    if (squares <= 0.0) return false;
    double steps = 0.0;
    for (std::size_t i = 1; i < means.size(); ++i)
        steps += (means[i] - means[i - 1]) * (means[i] - means[i - 1]);
    const double correlation = 1.0 - steps / (2.0 * squares);
    const double deviation = std::sqrt((count - 2.0) / (count * count - 1.0));
    return correlation > normal_quantile(0.9) * deviation;
}

}  // namespace tiersim
