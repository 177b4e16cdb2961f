// SPDX-License-Identifier: MIT
/// The two intervals for a share.
#include "tiersim/stats/proportion.hpp"

#include "tiersim/stats/quantiles.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tiersim {

Interval wilson(double hits, double trials, Probability confidence)
{
    assert(trials > 0.0 && hits >= 0.0 && hits <= trials);
    const double z = normal_quantile(0.5 + confidence.value() / 2.0);
    const double share = hits / trials;
    const double shrink = 1.0 + z * z / trials;
    const double centre = (share + z * z / (2.0 * trials)) / shrink;
    const double variance = share * (1.0 - share) / trials + z * z / (4.0 * trials * trials);
    const double half_width = z * std::sqrt(variance) / shrink;
    // At the ends the formula gives 0 and 1 but for rounding.
    return {hits > 0.0 ? centre - half_width : 0.0, hits < trials ? centre + half_width : 1.0};
}

Interval clopper_pearson(std::uint64_t hits, std::uint64_t trials, Probability confidence)
{
    assert(trials > 0 && hits <= trials);
    const double tail = (1.0 - confidence.value()) / 2.0;
    const auto k = static_cast<double>(hits);
    const auto rest = static_cast<double>(trials - hits);
    return {hits == 0 ? 0.0 : beta_quantile(tail, k, rest + 1.0),
            hits == trials ? 1.0 : beta_quantile(1.0 - tail, k + 1.0, rest)};
}

double effective_trials(double share, double trials, double variance)
{
    if (variance <= 0.0) return trials;
    return std::clamp(share * (1.0 - share) / variance, 1.0, trials);
}

}  // namespace tiersim
