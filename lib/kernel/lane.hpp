// SPDX-License-Identifier: MIT
/// A line of events that are scheduled in the order in which they happen, such as all messages of
/// one constant delay: already sorted, only its head competes with others.
#pragma once

#include "kernel/event.hpp"

#include <array>
#include <cassert>
#include <cstddef>

namespace tiersim {

/// A queue of events in ascending order. It lies in blocks, so that it grows and shrinks without
/// moving what is in it. As large as a cache line.
class alignas(64) Lane {
public:
    Lane();
    ~Lane();
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    /// `event` is never before the last one pushed.
    void push(const Event& event)
    {
        assert(empty() || !earlier(event, last_));
#ifndef NDEBUG
        last_ = event;
#endif
        *tail_ = event;
        if (++tail_ == tail_end_) [[unlikely]]
            append_block();
        tail_->at = nothing;
    }

    /// The next event; there is one.
    const Event& head() const { return *head_; }
    /// Its time; `nothing` when there is none.
    std::int64_t head_time() const { return head_->at; }

    void pop()
    {
        if (++head_ == head_end_) [[unlikely]]
            drop_block();
    }

    /// Whom the event after the next one happens to, or did: only good for a guess.
    std::uint32_t upcoming() const { return head_[1].due.subject; }

    bool empty() const { return head_ == tail_; }
    std::size_t size() const;

private:
    static constexpr std::size_t block_size = 64;

    struct Block {
        /// One more than is used, so that there is always a next one to guess from.
        std::array<Event, block_size + 1> events{};
        Block* next = nullptr;
    };

    void append_block();
    void drop_block();

    const Event* head_ = nullptr;
    const Event* head_end_ = nullptr;
    Event* tail_ = nullptr;  ///< One behind the last event, with a time later than any.
    Event* tail_end_ = nullptr;
    Block* first_ = nullptr;  ///< With the head; by it all blocks up to that with the tail.
    Block* last_block_ = nullptr;
    Block* spare_ = nullptr;
#ifndef NDEBUG
    Event last_;
#endif
};

}  // namespace tiersim
