// SPDX-License-Identifier: MIT
/// An interval for a quantile of independent values, whatever their law: from one place in their
/// order to another.
#pragma once

#include "tiersim/stats/interval.hpp"

#include <cstdint>
#include <span>

namespace tiersim {

/// Places in ascending order, from 1.
struct Ranks {
    std::int64_t low = 0;   ///< 0: no value is low enough, the interval is open below.
    std::int64_t high = 0;  ///< One beyond the last: no value is high enough.
    double coverage = 0.0;  ///< The chance that the interval between them covers the quantile.
    friend bool operator==(const Ranks&, const Ranks&) = default;
};

/// The places for the quantile `share` of `count` independent values: how many of them lie below
/// the truth is binomial.
Ranks quantile_ranks(std::int64_t count, Probability share,
                     Probability confidence = usual_confidence());

/// The quantile of values in ascending order, x(ceil(n share)), with that interval. The values must
/// be independent: one from each replication, never the requests of a run.
Estimate quantile_of_independent(std::span<const double> ascending, Probability share,
                                 Probability confidence = usual_confidence());

}  // namespace tiersim
