// SPDX-License-Identifier: MIT
/// A heap of events with four children a node: for everything whose delay is not constant.
#pragma once

#include "kernel/event.hpp"
#include "kernel/table.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tiersim {

/// A priority queue; the earliest event is in front. Times lie apart from the rest of the events,
/// so that the times of four children fill half a cache line.
class Heap {
public:
    Heap() { grow(); }

    void push(const Event& event)
    {
        if (size_ + spare > times_.size()) [[unlikely]]
            grow();
        rise(size_++, event);
    }

    /// The earliest event; there is one.
    Event front() const { return event(0); }
    /// Its time; `nothing` when there is none.
    std::int64_t front_time() const { return times_[0]; }
    std::uint64_t front_order() const { return rests_[0].order; }
    /// Whom the front happens to; only good for a guess when there is none.
    std::uint32_t front_subject() const { return rests_[0].due.subject; }

    /// Takes out the front.
    Due pop();

    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }

    /// Takes out all events for which `unwanted(due)` holds; slow, for rare occasions.
    template <class Predicate>
    void remove_if(Predicate unwanted)
    {
        std::vector<Event> kept;
        for (std::size_t i = 0; i < size_; ++i)
            if (const Event one = event(i); !unwanted(one.due)) kept.push_back(one);
        *this = Heap{};
        for (const Event& one : kept)
            push(one);
    }

private:
    static constexpr std::size_t spare = 5;  ///< Children of the last event, and one.

    /// An event without its time.
    struct Rest {
        std::uint64_t order = 0;
        Due due{};
    };

    Event event(std::size_t i) const { return {times_[i], rests_[i].order, rests_[i].due}; }
    void move(std::size_t to, std::size_t from)
    {
        times_[to] = times_[from];
        rests_[to] = rests_[from];
    }
    std::size_t earliest_of_four(std::size_t first) const;
    std::size_t earliest_of_equals(std::size_t first) const;
    void rise(std::size_t hole, const Event& event);
    void grow();

    Table<std::int64_t> times_;  ///< `nothing` beyond the end.
    Table<Rest> rests_;
    std::size_t size_ = 0;
};

// Lets the hole at the end rise to where `event` belongs.
inline void Heap::rise(std::size_t hole, const Event& event)
{
    while (hole > 0) {
        const std::size_t parent = (hole - 1) / 4;
        if (times_[parent] < event.at) break;
        if (times_[parent] == event.at && rests_[parent].order < event.order) break;
        move(hole, parent);
        hole = parent;
    }
    times_[hole] = event.at;
    rests_[hole] = {event.order, event.due};
}

// Without jumps, because which child it is cannot be foreseen.
inline std::size_t Heap::earliest_of_four(std::size_t first) const
{
    const std::int64_t* const times = times_.data() + first;
    const auto left = static_cast<std::size_t>(times[1] < times[0]);
    const auto right = std::size_t{2} + static_cast<std::size_t>(times[3] < times[2]);
    const std::int64_t a = times[left];
    const std::int64_t b = times[right];
    const auto equal = static_cast<unsigned>(times[0] == times[1]) |
                       static_cast<unsigned>(times[2] == times[3]) | static_cast<unsigned>(a == b);
    if (equal != 0) [[unlikely]]
        return earliest_of_equals(first);
    return first + (left ^ ((left ^ right) & (std::size_t{0} - static_cast<std::size_t>(b < a))));
}

// The hole left by the front sinks to the bottom along the earliest children; the last event fills
// it, and rises from there, seldom far.
inline Due Heap::pop()
{
    assert(size_ > 0);
    const Due front = rests_[0].due;
    const Event last = event(--size_);
    times_[size_] = nothing;
    std::int64_t* const times = times_.data();
    Rest* const rests = rests_.data();
    std::size_t hole = 0;
    for (std::size_t first = 1; first < size_; first = 4 * hole + 1) {
        const std::size_t child = earliest_of_four(first);
        times[hole] = times[child];
        rests[hole] = rests[child];
        hole = child;
    }
    if (size_ > 0) rise(hole, last);
    return front;
}

}  // namespace tiersim
