// SPDX-License-Identifier: MIT
/// A line of events that are scheduled in the order in which they happen, such as all messages of
/// one constant delay: already sorted, only its head competes with others.
#pragma once

#include "kernel/event.hpp"

#include <array>
#include <cassert>
#include <cstddef>
#include <deque>
#include <memory>

namespace tiersim {

/// A queue of events in ascending order. It lies in blocks, so that it grows and shrinks without
/// moving what is in it.
class Lane {
public:
    Lane();

    /// `event` is never before the last one pushed.
    void push(const Event& event)
    {
        assert(empty() || !earlier(event, last_));
#ifndef NDEBUG
        last_ = event;
#endif
        *tail_++ = event;
        if (tail_ == tail_end_) [[unlikely]]
            append_block();
    }

    /// The next event; there is one.
    const Event& head() const { return *head_; }
    /// Its time; `nothing` when there is none.
    std::int64_t head_time() const { return empty() ? nothing : head_->at; }

    void pop()
    {
        if (++head_ == head_end_) [[unlikely]]
            drop_block();
    }

    /// Whom the event after the next one happens to, or did: only good for a guess.
    std::uint32_t upcoming() const { return head_[1].subject; }

    bool empty() const { return head_ == tail_; }
    std::size_t size() const;

private:
    static constexpr std::size_t block_size = 64;
    /// One more than is used, so that there is always a next one to guess from.
    using Block = std::array<Event, block_size + 1>;

    void append_block();
    void drop_block();

    std::deque<std::unique_ptr<Block>> blocks_;
    std::unique_ptr<Block> spare_;
    const Event* head_ = nullptr;
    const Event* head_end_ = nullptr;
    Event* tail_ = nullptr;
    Event* tail_end_ = nullptr;
#ifndef NDEBUG
    Event last_;
#endif
};

}  // namespace tiersim
