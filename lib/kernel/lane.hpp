// SPDX-License-Identifier: MIT
/// A line of events that are scheduled in the order in which they happen, such as all messages of
/// one constant delay: already sorted, only its head competes with others.
#pragma once

#include "kernel/event.hpp"

#include <cassert>
#include <cstddef>
#include <vector>

namespace tiersim {

/// A ring of events in ascending order; it grows as needed.
class Lane {
public:
    /// `event` is never before the last one pushed.
    void push(const Event& event)
    {
        assert(empty() || !earlier(event, ring_[(tail_ - 1) & mask_]));
        ring_[tail_++ & mask_] = event;
        if (tail_ - head_ > mask_) [[unlikely]]
            grow();
    }

    /// The next event; there is one.
    const Event& head() const { return ring_[head_ & mask_]; }
    /// Its time; `nothing` when there is none.
    std::int64_t head_time() const { return empty() ? nothing : head().at; }

    void pop() { ++head_; }

    /// Whom the event after the next one happens to, or did: only good for a guess.
    std::uint32_t upcoming() const { return ring_[(head_ + 1) & mask_].subject; }

    bool empty() const { return head_ == tail_; }
    std::size_t size() const { return tail_ - head_; }

private:
    void grow();

    std::vector<Event> ring_ = std::vector<Event>(64);
    std::size_t mask_ = 63;
    std::size_t head_ = 0;
    std::size_t tail_ = 0;
};

}  // namespace tiersim
