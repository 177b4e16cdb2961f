// SPDX-License-Identifier: MIT
/// How long each level held, for percentiles of queue lengths and of servers in use.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/time.hpp"

#include <cstdint>
#include <vector>

namespace tiersim {

/// Like a Gauge, with the time at every single level; memory grows with the highest.
class LevelTimes {
public:
    /// From `at` on the level is `level`; `at` is never before the last change.
    void change(Instant at, std::uint32_t level);

    /// Measures anew from `at`, beginning with the level that holds now.
    void restart(Instant at);

    /// The least level that is not exceeded for at least this share of the time from the last
    /// restart to `until`; the level that holds when there was no time.
    std::uint32_t quantile(Probability share, Instant until) const;

    /// The share of the same time at this level or below; 1 when there was no time.
    Probability share_at_most(std::uint32_t level, Instant until) const;

private:
    std::vector<Duration> held_{};
    Instant started_{};
    Instant changed_{};
    std::uint32_t level_ = 0;
};

}  // namespace tiersim
