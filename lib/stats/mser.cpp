// SPDX-License-Identifier: MIT
/// One pass from the end to the start: the mean and spread of all that is kept, by Welford's
/// updates.
#include "tiersim/stats/mser.hpp"

namespace tiersim {

namespace {

double batch_mean(std::span<const double> series, std::size_t batch, std::size_t index)
{
    double sum = 0.0;
    for (const double value : series.subspan(index * batch, batch))
        sum += value;
    return sum / static_cast<double>(batch);
}

}  // namespace

WarmUp mser(std::span<const double> series, std::size_t batch)
{
    const std::size_t batches = batch == 0 ? 0 : series.size() / batch;
    const std::size_t latest = batches / 2;
    WarmUp best;
    double mean = 0.0;
    double squares = 0.0;
    bool found = false;
    for (std::size_t first = batches; first-- > 0;) {
        const double value = batch_mean(series, batch, first);
        const auto kept = static_cast<double>(batches - first);
        const double off = value - mean;
        mean += off / kept;
        squares += off * (value - mean);
        const double statistic = squares / (kept * kept);
        if (first > latest || (found && statistic > best.statistic)) continue;
        found = true;
        best = {first, first * batch, statistic, mean, 10 * first >= 9 * latest};
    }
    return best;
}

}  // namespace tiersim
