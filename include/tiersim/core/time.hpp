// SPDX-License-Identifier: MIT
/// Simulated time: integer nanoseconds on a clock that only the agenda moves. Wall time cannot slip
/// in, because the clock has no now().
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>

namespace tiersim {

/// A length of simulated time; a bare number does not convert to it.
using Duration = std::chrono::nanoseconds;

/// The clock of a simulation. It has no now(): a simulation knows its own instant.
struct SimClock {
    using duration = Duration;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<SimClock>;
    static constexpr bool is_steady = true;
};

/// A moment of simulated time; a run begins at Instant{}.
using Instant = SimClock::time_point;

/// Later than every event.
inline constexpr Instant never{Duration{std::numeric_limits<std::int64_t>::max()}};

/// The length in seconds, for use inside a formula.
constexpr double to_seconds(Duration length) { return static_cast<double>(length.count()) * 1e-9; }

/// The seconds since the start of the run, for use inside a formula.
constexpr double to_seconds(Instant at) { return to_seconds(at.time_since_epoch()); }

/// `seconds` rounded half up to a whole nanosecond, once; negative and NaN become zero, and what
/// exceeds about 146 years becomes 146 years, so that sums of two such values cannot overflow.
constexpr Duration from_seconds(double seconds)
{
    constexpr double longest = 4.6e18;
    const double nanoseconds = seconds * 1e9 + 0.5;
    if (!(nanoseconds > 0.0)) return Duration{0};
    return Duration{static_cast<std::int64_t>(nanoseconds < longest ? nanoseconds : longest)};
}

}  // namespace tiersim
