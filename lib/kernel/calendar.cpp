// SPDX-License-Identifier: MIT
/// How a calendar fits its pages to what comes.
#include "kernel/calendar.hpp"

#include <algorithm>

namespace tiersim {

void Calendar::add_entries()
{
    const std::size_t first = entries_.size();
    const std::size_t more = std::max<std::size_t>(64, first / 8);
    entries_.grow(more);
    for (std::size_t i = first + more; i-- > first;) {
        entries_[i].next = free_;
        free_ = static_cast<Index>(i);
    }
}

void Calendar::lay_out(std::size_t pages, unsigned width_bits)
{
    if (entries_.size() == 0) entries_.grow(1, {.event = {.at = nothing, .order = UINT64_MAX}});
    firsts_.assign(pages, 0);
    last_page_ = pages - 1;
    used_.assign(pages / word_bits, 0);
    width_bits_ = width_bits;
    page_ = 0;
}

// Pages as wide as the mean gap between the latest events, and at least as many as events.
void Calendar::fit(std::int64_t now)
{
    const auto span = static_cast<std::uint64_t>(std::max<std::int64_t>(1, now - fitted_));
    const auto width_bits = static_cast<unsigned>(std::bit_width(span / taken_ + 1));
    const std::size_t pages = std::max(least_pages, std::bit_ceil(size()));
    taken_ = 0;
    fitted_ = now;
    fit_after_ = std::max<std::size_t>(4096, 8 * size());
    const bool wide_enough = width_bits + 1 >= width_bits_ && width_bits <= width_bits_ + 1;
    if (wide_enough && pages <= firsts_.size() && 4 * pages >= firsts_.size()) return;
    const std::vector<Event> all = take_all();
    lay_out(pages, width_bits);
    put_down(all);
}

std::vector<Event> Calendar::take_all()
{
    std::vector<Event> all;
    all.reserve(size());
    for (; count_ > 0; take_near())
        all.push_back(first().event);
    for (; !far_.empty(); far_.pop())
        all.push_back(far_.front());
    return all;
}

void Calendar::put_down(const std::vector<Event>& events)
{
    for (const Event& event : events)
        push(event);
}

}  // namespace tiersim
