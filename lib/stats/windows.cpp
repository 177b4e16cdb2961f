// SPDX-License-Identifier: MIT
/// Sums that slide along, and the arithmetic of budgets.
#include "tiersim/stats/windows.hpp"

#include <algorithm>

namespace tiersim {

namespace {

Probability share_of(std::uint64_t good, std::uint64_t all)
{
    return all == 0 ? Probability::of(1.0)
                    : Probability::of(static_cast<double>(good) / static_cast<double>(all));
}

}  // namespace

Probability UserTime::share() const
{
    return share_of(static_cast<std::uint64_t>(up.count()),
                    static_cast<std::uint64_t>((up + down).count()));
}

UserTime& UserTime::operator+=(const UserTime& other)
{
    up += other.up;
    down += other.down;
    return *this;
}

UserTime user_uptime(std::span<const UserEvent> events, Duration cutoff)
{
    UserTime time;
    for (std::size_t i = 1; i < events.size(); ++i) {
        const Duration held = std::min(events[i].at - events[i - 1].at, cutoff);
        (events[i - 1].good ? time.up : time.down) += held;
    }
    return time;
}

Score& Score::operator+=(const Score& other)
{
    good += other.good;
    all += other.all;
    return *this;
}

Probability worst_window(std::span<const Score> steps, std::size_t length)
{
    const std::size_t width = std::clamp(length, std::size_t{1},
                                         std::max(steps.size(), std::size_t{1}));
    Probability worst = Probability::of(1.0);
    Score window;
    for (std::size_t end = 0; end < steps.size(); ++end) {
        window += steps[end];
        if (end >= width) {
            window.good -= steps[end - width].good;
            window.all -= steps[end - width].all;
        }
        if (end + 1 >= width) worst = std::min(worst, share_of(window.good, window.all));
    }
    return worst;
}

Duration ServiceLevel::budget() const
{
    return from_seconds((1.0 - goal.value()) * to_seconds(period));
}

double ServiceLevel::burn_rate(Probability share, Duration window) const
{
    return share.value() * to_seconds(period) / to_seconds(window);
}

double ServiceLevel::burn_rate(Probability errors) const
{
    return errors.value() / (1.0 - goal.value());
}

Duration ServiceLevel::lasts(Probability errors) const
{
    return from_seconds(to_seconds(period) * (1.0 - goal.value()) / errors.value());
}

}  // namespace tiersim
