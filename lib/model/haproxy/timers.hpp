// SPDX-License-Identifier: MIT
/// The clock of a HAProxy process: whole milliseconds. A timer of T ms goes off at the first whole
/// millisecond at which T of them have passed on that clock; so all that HAProxy waits for ends on
/// a whole millisecond, wherever in one it began.
#pragma once

#include "tiersim/core/time.hpp"

#include <chrono>
#include <cstdint>
#include <vector>

namespace tiersim::haproxy {

/// A time on HAProxy's clock, or a length of time.
using Millis = std::int64_t;
inline constexpr Millis no_time = INT64_MAX;

/// The millisecond that `at` lies in.
inline Millis millis(Instant at)
{
    return std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

/// A length as HAProxy keeps it: rounded up.
inline Millis millis(Duration length)
{
    return std::chrono::ceil<std::chrono::milliseconds>(length).count();
}

/// What a timer is for; its subject is a number of that kind.
enum class Due : std::uint8_t {
    stream,
    check,
    check_limit,
    ramp,
    purge,
    desertion,
    gate,
    admin,
    visit,
    agent,
    agent_limit,
    hard_stop
};

struct Timer {
    Millis at = 0;
    std::uint64_t order = 0;  ///< Equals go off in the order in which they were set.
    std::uint32_t subject = 0;
    Due what = Due::stream;
};

/// All timers of a process. None is taken back: whoever set it knows whether it still counts.
class Timers {
public:
    void set(Millis at, Due what, std::uint32_t subject);
    /// When the next one goes off; `no_time` when there is none.
    Millis first() const { return heap_.empty() ? no_time : heap_.front().at; }
    Timer take();
    void clear() { heap_.clear(); }

private:
    std::vector<Timer> heap_;
    std::uint64_t count_ = 0;
};

}  // namespace tiersim::haproxy
