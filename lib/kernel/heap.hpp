// SPDX-License-Identifier: MIT
/// A heap of events with four children a node: for everything whose delay is not constant.
#pragma once

#include "kernel/event.hpp"

#include <cassert>
#include <cstddef>
#include <vector>

namespace tiersim {

/// A priority queue; the earliest event is at the front.
class Heap {
public:
    void push(const Event& event)
    {
        std::size_t hole = events_.size();
        events_.push_back(event);
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / 4;
            if (!earlier(event, events_[parent])) break;
            events_[hole] = events_[parent];
            hole = parent;
        }
        events_[hole] = event;
    }

    const Event& front() const
    {
        assert(!events_.empty());
        return events_.front();
    }

    void pop();

    bool empty() const { return events_.empty(); }
    std::size_t size() const { return events_.size(); }

    /// Takes out all events for which `unwanted(event)` holds; slow, for rare occasions.
    template <class Predicate>
    void remove_if(Predicate unwanted)
    {
        std::vector<Event> kept;
        for (const Event& event : events_)
            if (!unwanted(event)) kept.push_back(event);
        events_.clear();
        for (const Event& event : kept) push(event);
    }

private:
    void sink(const Event& event);

    std::vector<Event> events_;
};

}  // namespace tiersim
