// SPDX-License-Identifier: MIT
/// Binomial places.
#include "tiersim/stats/order_statistics.hpp"

#include "tiersim/stats/histogram.hpp"
#include "tiersim/stats/quantiles.hpp"

#include <cassert>
#include <cstddef>

namespace tiersim {

Ranks quantile_ranks(std::int64_t count, Probability share, Probability confidence)
{
    assert(count > 0);
    const double tail = (1.0 - confidence.value()) / 2.0;
    const std::int64_t low = binomial_quantile(tail, count, share.value());
    const std::int64_t high = binomial_quantile(1.0 - tail, count, share.value()) + 1;
    const double coverage = binomial_share(high - 1, count, share.value()) -
                            binomial_share(low - 1, count, share.value());
    return {low, high, coverage};
}

Estimate quantile_of_independent(std::span<const double> ascending, Probability share,
                                 Probability confidence)
{
    if (ascending.empty()) return Estimate::without(0.0, "nothing was measured");
    const double value = ascending[quantile_rank(share, ascending.size()) - 1];
    const auto count = static_cast<std::int64_t>(ascending.size());
    const Ranks ranks = quantile_ranks(count, share, confidence);
    if (ranks.low < 1 || ranks.high > count)
        return Estimate::without(value, "too few values for an interval of this quantile");
    const auto at = [&](std::int64_t rank) {
        return ascending[static_cast<std::size_t>(rank) - 1];
    };
    return {value, Interval{at(ranks.low), at(ranks.high)}, {}};
}

}  // namespace tiersim
