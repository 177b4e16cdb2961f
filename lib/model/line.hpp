// SPDX-License-Identifier: MIT
/// A line of requests that wait: first in, first out, and out of the middle when patience ends. The
/// links lie in the requests themselves.
#pragma once

#include "kernel/table.hpp"
#include "model/request.hpp"

#include <cstddef>

namespace tiersim {

/// Requests in the order in which they came; each is in one line at most.
class Line {
public:
    bool empty() const { return first_ == no_slot; }
    std::uint32_t size() const { return size_; }
    Slot first() const { return first_; }

    void push(Table<Request>& requests, Slot slot)
    {
        Request& request = requests[slot];
        request.next = no_slot;
        request.previous = last_;
        (last_ == no_slot ? first_ : requests[last_].next) = slot;
        last_ = slot;
        ++size_;
    }

    /// Takes out a request that is in this line.
    void remove(Table<Request>& requests, Slot slot)
    {
        const Request& request = requests[slot];
        (request.previous == no_slot ? first_ : requests[request.previous].next) = request.next;
        (request.next == no_slot ? last_ : requests[request.next].previous) = request.previous;
        --size_;
    }

    Slot pop(Table<Request>& requests)
    {
        const Slot slot = first_;
        remove(requests, slot);
        return slot;
    }

    void clear() { *this = Line{}; }

private:
    Slot first_ = no_slot;
    Slot last_ = no_slot;
    std::uint32_t size_ = 0;
};

}  // namespace tiersim
