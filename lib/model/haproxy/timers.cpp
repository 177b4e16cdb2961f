// SPDX-License-Identifier: MIT
/// Timers in a heap, the earliest on top.
#include "model/haproxy/timers.hpp"

#include <algorithm>

namespace tiersim::haproxy {

namespace {

bool later(const Timer& a, const Timer& b)
{
    return a.at != b.at ? a.at > b.at : a.order > b.order;
}

}  // namespace

void Timers::set(Millis at, Due what, std::uint32_t subject)
{
    heap_.push_back({.at = at, .order = ++count_, .subject = subject, .what = what});
    std::push_heap(heap_.begin(), heap_.end(), later);
}

Timer Timers::take()
{
    std::pop_heap(heap_.begin(), heap_.end(), later);
    const Timer timer = heap_.back();
    heap_.pop_back();
    return timer;
}

}  // namespace tiersim::haproxy
