// SPDX-License-Identifier: MIT
/// How the front of a heap is taken out.
#include "kernel/heap.hpp"

namespace tiersim {

namespace {

// The earliest of the (at most four) children from `first` on.
std::size_t earliest_child(const Event* events, std::size_t first, std::size_t count)
{
    if (first + 4 <= count) {
        const std::size_t left = first + (earlier(events[first + 1], events[first]) ? 1 : 0);
        const std::size_t right = first + 2 + (earlier(events[first + 3], events[first + 2]) ? 1 : 0);
        return earlier(events[right], events[left]) ? right : left;
    }
    std::size_t best = first;
    for (std::size_t child = first + 1; child < count; ++child)
        if (earlier(events[child], events[best])) best = child;
    return best;
}

}  // namespace

void Heap::pop()
{
    assert(!events_.empty());
    const Event last = events_.back();
    events_.pop_back();
    if (!events_.empty()) sink(last);
}

// Lets the hole at the front fall to where `event` belongs.
void Heap::sink(const Event& event)
{
    Event* const events = events_.data();
    const std::size_t count = events_.size();
    std::size_t hole = 0;
    for (std::size_t first = 1; first < count; first = 4 * hole + 1) {
        const std::size_t child = earliest_child(events, first, count);
        if (!earlier(events[child], event)) break;
        events[hole] = events[child];
        hole = child;
    }
    events[hole] = event;
}

}  // namespace tiersim
