// SPDX-License-Identifier: MIT
/// A level over time: how many wait, how many workers are busy. Its mean weighs each level with the
/// time it held, and is exact.
#pragma once

#include "tiersim/core/time.hpp"
#include "tiersim/core/wide.hpp"

#include <cassert>
#include <cstdint>

namespace tiersim {

/// A whole number that changes at instants; remembers the area under it and its greatest value.
class Gauge {
public:
    /// From `at` on the level is `level`; `at` is never before the last change.
    void change(Instant at, std::uint32_t level)
    {
        look(at);
        area_ += ticks(at) * level_ - ticks(at) * level;
        level_ = level;
        if (level > max_) max_ = level;
    }

    /// One more, one less.
    void raise(Instant at)
    {
        look(at);
        area_ -= ticks(at);
        ++level_;
        if (level_ > max_) max_ = level_;
    }
    void lower(Instant at)
    {
        assert(level_ > 0);
        look(at);
        area_ += ticks(at);
        --level_;
    }

    /// Measures anew from `at`, beginning with the level that holds now (the end of a warm-up).
    void restart(Instant at);

    std::uint32_t level() const { return level_; }
    /// The greatest level since the last restart.
    std::uint32_t max() const { return max_; }
    /// Level times nanoseconds from the last restart to `until`, which is not before the last
    /// change.
    Wide area(Instant until) const;
    /// The time-weighted mean over the same window; the level itself when the window is empty.
    double mean(Instant until) const;

private:
    static Wide ticks(Instant at)
    {
        return static_cast<std::uint64_t>(at.time_since_epoch().count());
    }

    void look([[maybe_unused]] Instant at)
    {
#ifndef NDEBUG
        assert(at >= changed_);
        changed_ = at;
#endif
    }

    Wide area_ = 0;  ///< The area so far, if the level were zero from Instant{} on: what each unit
                     ///< adds when it goes, less what it takes when it comes. Wraps around.
    Instant started_{};
#ifndef NDEBUG
    Instant changed_{};
#endif
    std::uint32_t level_ = 0;
    std::uint32_t max_ = 0;
};

}  // namespace tiersim
