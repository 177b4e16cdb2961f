// SPDX-License-Identifier: MIT
/// What happened in each interval of simulated time: a row of equal cells that grows with the
/// clock.
#pragma once

#include "tiersim/core/time.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tiersim {

/// Cells of `step` each, the first from Instant{} on. A Cell is a sum: it begins as Cell{} and
/// knows +=.
template <class Cell>
class Timeline {
public:
    /// `step` is above zero.
    explicit Timeline(Duration step = std::chrono::seconds{1}) : step_{step}
    {
        assert(step > Duration{0});
    }

    /// The cell that `at` falls into, made if it is not there yet. Valid until the next call.
    Cell& at(Instant at)
    {
        if (at < begin_ || at >= end_) [[unlikely]]
            turn_to(at);
        return cells_[current_];
    }

    /// Adds the cells of `other`, which has the same step, to the cells at the same place.
    void merge(const Timeline& other)
    {
        assert(other.step_ == step_);
        if (cells_.size() < other.cells_.size()) cells_.resize(other.cells_.size());
        for (std::size_t i = 0; i < other.cells_.size(); ++i)
            cells_[i] += other.cells_[i];
    }

    /// Makes all cells up to `until`, so that a quiet end is seen as zeros; what lies beyond stays.
    void cover(Instant until)
    {
        const auto count = static_cast<std::size_t>(
            (until.time_since_epoch() + step_ - Duration{1}) / step_);
        if (cells_.size() < count) cells_.resize(count);
    }

    Duration step() const { return step_; }
    const std::vector<Cell>& cells() const { return cells_; }
    /// When cell `index` begins.
    Instant begins(std::size_t index) const
    {
        return Instant{step_ * static_cast<std::int64_t>(index)};
    }

    friend bool operator==(const Timeline& a, const Timeline& b)
    {
        return a.step_ == b.step_ && a.cells_ == b.cells_;
    }

private:
    void turn_to(Instant at)
    {
        assert(at >= Instant{});
        current_ = static_cast<std::size_t>(at.time_since_epoch() / step_);
        if (current_ >= cells_.size()) cells_.resize(current_ + 1);
        begin_ = begins(current_);
        end_ = begin_ + step_;
    }

    Duration step_;
    std::vector<Cell> cells_{};
    std::size_t current_ = 0;
    Instant begin_{};
    Instant end_{};
};

}  // namespace tiersim
