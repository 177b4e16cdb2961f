// SPDX-License-Identifier: MIT
/// How a quota is enforced period by period, as Linux does it for containers: a node uses cores
/// freely until it has had its part, and then none until the next period begins.
#include "model/cpu.hpp"

#include <algorithm>

namespace tiersim {

namespace {

constexpr double crumb = 0.5;  // Nanoseconds of a core that are as good as none.

}  // namespace

bool Cpu::is_throttled(const Share& share)
{
    return share.period > Duration{0} && share.budget <= crumb;
}

double Cpu::cores_of(const Share& share) const
{
    if (share.rate <= 0.0) return 0.0;
    return static_cast<double>(share.jobs.size()) * share.rate / (speed_ * share.factor);
}

// Periods lie on a grid from the start of the run on.
void Cpu::enforce_quotas(Instant at)
{
    for (Share& share : shares_) {
        if (share.period == Duration{0} || at < share.refill) continue;
        share.budget = share.quota * static_cast<double>(share.period.count());
        share.refill = Instant{share.period * (at.time_since_epoch() / share.period + 1)};
    }
}

// Something changes when a part is used up, and when the next period begins.
void Cpu::foresee_quotas(Instant at)
{
    for (const Share& share : shares_) {
        if (share.period == Duration{0} || share.jobs.empty()) continue;
        due_ = std::min(due_, share.refill);
        const double cores = cores_of(share);
        if (cores <= 0.0) continue;
        const auto left = static_cast<std::int64_t>(std::max(share.budget, 0.0) / cores + 0.5);
        due_ = std::min(due_, at + std::max(Duration{left}, Duration{1}));
    }
}

}  // namespace tiersim
