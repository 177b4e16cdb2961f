// SPDX-License-Identifier: MIT
/// A line of events that are scheduled in the order in which they happen, such as all messages of one
/// constant delay: already sorted, only its head competes with others.
#pragma once

#include "kernel/event.hpp"

#include <cassert>
#include <cstddef>
#include <vector>

namespace tiersim {

/// A ring of events in ascending order; it grows as needed.
class Lane {
public:
    Lane() { ring_[0].at = nothing; }

    /// `event` is never before the last one pushed.
    void push(const Event& event)
    {
        assert(empty() || !earlier(event, ring_[(tail_ - 1) & mask_]));
        ring_[tail_ & mask_] = event;
        ++tail_;
        if (tail_ - head_ > mask_) grow();
        ring_[tail_ & mask_].at = nothing;
    }

    /// The next event; its time is `nothing` when there is none.
    const Event& head() const { return ring_[head_ & mask_]; }

    void pop() { ++head_; }

    bool empty() const { return head_ == tail_; }
    std::size_t size() const { return tail_ - head_; }

    /// Later than every event.
    static constexpr std::int64_t nothing = INT64_MAX;

private:
    void grow();

    std::vector<Event> ring_ = std::vector<Event>(64);
    std::size_t mask_ = 63;
    std::size_t head_ = 0;
    std::size_t tail_ = 0;
};

}  // namespace tiersim
