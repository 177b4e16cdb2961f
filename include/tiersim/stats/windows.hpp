// SPDX-License-Identifier: MIT
/// Availability as users see it: by their own time, in the worst stretch of each length, and
/// against a budget of errors (Hauer et al., NSDI 2020; "The Site Reliability Workbook", 5).
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace tiersim {

/// An answer that a user got.
struct UserEvent {
    Instant at{};
    bool good = true;
};

/// Time that users had, or would have had, answers.
struct UserTime {
    Duration up{};
    Duration down{};
    Probability share() const;  ///< Of up in all; 1 if there was none.
    UserTime& operator+=(const UserTime& other);
};

/// The time of one user, events ascending: each outcome holds until the next event, but at most for
/// `cutoff` (the user went away); after the last nothing is known.
UserTime user_uptime(std::span<const UserEvent> events, Duration cutoff);

/// What came in one step of time, and how much of it was good.
struct Score {
    std::uint64_t good = 0;
    std::uint64_t all = 0;
    Score& operator+=(const Score& other);
    friend bool operator==(const Score&, const Score&) = default;
};

/// The least share of good over all stretches of `length` steps in a row; stretches in which
/// nothing came do not count. 1 if no stretch counts; a series shorter than `length` is one
/// stretch.
Probability worst_window(std::span<const Score> steps, std::size_t length);

/// A promise over a period: at least this share is good; the rest is the budget for errors.
struct ServiceLevel {
    Probability goal = Probability::of(0.999);
    Duration period = std::chrono::hours{30 * 24};

    /// How long everything may fail within a period.
    Duration budget() const;
    /// How many times faster than evenly the budget burns when `share` of it goes in `window`.
    double burn_rate(Probability share, Duration window) const;
    /// How many times faster than evenly the budget burns at this share of errors; the goal is
    /// below 1.
    double burn_rate(Probability errors) const;
    /// How long the budget lasts at a constant share of errors.
    Duration lasts(Probability errors) const;
};

}  // namespace tiersim
