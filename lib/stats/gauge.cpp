// SPDX-License-Identifier: MIT
/// The area under a level, and its mean.
#include "tiersim/stats/gauge.hpp"

namespace tiersim {

void Gauge::restart(Instant at)
{
    look(at);
    area_ = Wide{0} - ticks(at) * level_;
    started_ = at;
    max_ = level_;
}

Wide Gauge::area(Instant until) const { return area_ + ticks(until) * level_; }

double Gauge::mean(Instant until) const
{
    if (until <= started_) return level_;
    return to_double(area(until)) / static_cast<double>((until - started_).count());
}

}  // namespace tiersim
