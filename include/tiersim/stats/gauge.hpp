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
        book(at);
        level_ = level;
        if (level > max_) max_ = level;
    }

    /// One more, one less.
    void raise(Instant at) { change(at, level_ + 1); }
    void lower(Instant at)
    {
        assert(level_ > 0);
        change(at, level_ - 1);
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
    void book(Instant at)
    {
        assert(at >= changed_);
        area_ += Wide{level_} * static_cast<std::uint64_t>((at - changed_).count());
        changed_ = at;
    }

    Wide area_ = 0;
    Instant started_{};
    Instant changed_{};
    std::uint32_t level_ = 0;
    std::uint32_t max_ = 0;
};

}  // namespace tiersim
