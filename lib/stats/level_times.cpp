// SPDX-License-Identifier: MIT
/// Booking time to levels, and walking up from the lowest.
#include "tiersim/stats/level_times.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace tiersim {

void LevelTimes::change(Instant at, std::uint32_t level)
{
    assert(at >= changed_);
    if (held_.size() <= level_) held_.resize(std::size_t{level_} + 1);
    held_[level_] += at - changed_;
    changed_ = at;
    level_ = level;
}

void LevelTimes::restart(Instant at)
{
    assert(at >= changed_);
    std::fill(held_.begin(), held_.end(), Duration{0});
    started_ = at;
    changed_ = at;
}

std::uint32_t LevelTimes::quantile(Probability share, Instant until) const
{
    if (until <= started_) return level_;
    const double wanted = share.value() * static_cast<double>((until - started_).count());
    Duration passed{0};
    for (std::uint32_t level = 0;; ++level) {
        if (level < held_.size()) passed += held_[level];
        if (level == level_) passed += until - changed_;
        const bool is_last = level >= level_ && level + 1 >= held_.size();
        if (is_last || (passed > Duration{0} && static_cast<double>(passed.count()) >= wanted))
            return level;
    }
}

Probability LevelTimes::share_at_most(std::uint32_t level, Instant until) const
{
    if (until <= started_) return Probability::of(1.0);
    Duration sum{0};
    for (std::uint32_t i = 0; i <= level && i < held_.size(); ++i)
        sum += held_[i];
    if (level_ <= level) sum += until - changed_;
    return Probability::of(static_cast<double>(sum.count()) /
                           static_cast<double>((until - started_).count()));
}

}  // namespace tiersim
