// SPDX-License-Identifier: MIT
/// An event is a small plain record: when, in which order among its like, what, and to whom.
#pragma once

#include "tiersim/core/time.hpp"

#include <cstdint>

namespace tiersim {

/// What happens, and to whom.
struct Due {
    std::uint32_t subject = 0;  ///< Whom it happens to: a slot, a node, a host.
    std::uint32_t what = 0;     ///< What happens; the agenda does not look at it.
};

/// Something that will happen. Ordered by time; within one instant completions come first, then all
/// others, each in the order in which they were scheduled.
struct Event {
    std::int64_t at = 0;      ///< Nanoseconds since the start of the run.
    std::uint64_t order = 0;  ///< Class in the top bit (completions 0, others 1), then a serial
                              ///< number.
    Due due{};
};

static_assert(sizeof(Event) == 24);

/// The top bit of Event::order of everything but completions.
inline constexpr std::uint64_t after_completions = std::uint64_t{1} << 63;

/// Later than every event, in nanoseconds.
inline constexpr std::int64_t nothing = INT64_MAX;

/// Whether `a` comes before `b`.
inline bool earlier(const Event& a, const Event& b)
{
    return a.at != b.at ? a.at < b.at : a.order < b.order;
}

}  // namespace tiersim
