// SPDX-License-Identifier: MIT
/// The area under a level, and its mean.
#include "tiersim/stats/gauge.hpp"

namespace tiersim {

void Gauge::restart(Instant at)
{
    assert(at >= changed_);
    area_ = 0;
    started_ = at;
    changed_ = at;
    max_ = level_;
}

Wide Gauge::area(Instant until) const
{
    assert(until >= changed_);
    return area_ + Wide{level_} * static_cast<std::uint64_t>((until - changed_).count());
}

double Gauge::mean(Instant until) const
{
    if (until <= started_) return level_;
    return to_double(area(until)) / static_cast<double>((until - started_).count());
}

}  // namespace tiersim
