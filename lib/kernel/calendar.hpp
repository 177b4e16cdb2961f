// SPDX-License-Identifier: MIT
/// A calendar of events: a page for each short stretch of time, as wide as the usual gap between
/// two events, so that an event is put down and taken out in a few steps however many there are.
#pragma once

#include "kernel/event.hpp"
#include "kernel/heap.hpp"
#include "kernel/table.hpp"

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tiersim {

/// A priority queue; the earliest event is in front. What lies beyond its pages waits in a heap.
class Calendar {
public:
    Calendar() { lay_out(least_pages, 16); }

    /// `event` is never before the latest event taken out.
    void push(const Event& event);

    /// The time of the front; `nothing` when there is none.
    std::int64_t front_time() const
    {
        return near_ < far_.front_time() ? near_ : far_.front_time();
    }
    std::uint64_t front_order() const
    {
        return is_near_first() ? first().event.order : far_.front_order();
    }
    /// Whom the front happens to; only good for a guess when there is none.
    std::uint32_t front_subject() const { return first().event.due.subject; }

    /// Takes out the front.
    Due pop();

    bool empty() const { return size() == 0; }
    std::size_t size() const { return count_ + far_.size(); }

    /// Takes out all events for which `unwanted(due)` holds; slow, for rare occasions.
    template <class Predicate>
    void remove_if(Predicate unwanted)
    {
        std::vector<Event> kept;
        for (const Event& one : take_all())
            if (!unwanted(one.due)) kept.push_back(one);
        put_down(kept);
    }

private:
    using Index = std::uint32_t;
    static constexpr std::size_t least_pages = 256;
    static constexpr std::size_t word_bits = 64;

    /// An event, and the next one on its page.
    struct Entry {
        Event event{};
        Index next = 0;
    };

    std::int64_t day(std::int64_t at) const { return at >> width_bits_; }
    const Entry& first() const { return entries_[firsts_[page_]]; }
    bool is_near_first() const;
    void write(const Event& event, std::size_t page);
    Due take_near();
    std::size_t next_page(std::size_t page) const;
    Index make_entry();
    void add_entries();
    void lay_out(std::size_t pages, unsigned width_bits);
    void fit(std::int64_t now);
    std::vector<Event> take_all();
    void put_down(const std::vector<Event>& events);

    Table<Entry> entries_;             ///< The first one ends every page.
    Index free_ = 0;                   ///< The first entry not in use, and by it the others.
    std::vector<Index> firsts_;        ///< By page; their number is a power of two.
    std::size_t last_page_ = 0;        ///< Their number less one.
    std::vector<std::uint64_t> used_;  ///< A bit for each page: there is something on it.
    std::size_t count_ = 0;            ///< Events on pages.
    std::size_t page_ = 0;             ///< Where the first of them is,
    std::int64_t near_ = nothing;      ///< and its time.
    std::int64_t today_ = 0;           ///< No event is on a page of an earlier day.
    unsigned width_bits_ = 0;          ///< A page is 2 to the power of this wide.
    Heap far_;                         ///< Events of days that have no page yet, and never get one.
    std::size_t taken_ = 0;            ///< Since the pages were last fitted,
    std::size_t fit_after_ = 256;      ///< and how many until it is done again,
    std::int64_t fitted_ = 0;          ///< and the time at which it was done.
};

inline void Calendar::push(const Event& event)
{
    const std::int64_t due = day(event.at);
    if (count_ == 0) [[unlikely]]
        today_ = due - static_cast<std::int64_t>(last_page_ / 2);  // Others may come before it.
    if (static_cast<std::uint64_t>(due - today_) > last_page_) [[unlikely]]
        return far_.push(event);
    const std::size_t page = static_cast<std::size_t>(due) & last_page_;
    write(event, page);
    if (event.at >= near_) return;
    near_ = event.at;
    page_ = page;
}

// Events of a page stand in their order. Behind the last one comes the entry that ends all pages,
// whose time is later than any.
inline void Calendar::write(const Event& event, std::size_t page)
{
    const Index fresh = make_entry();
    Entry* const entries = entries_.data();
    Index* place = &firsts_[page];
    while (earlier(entries[*place].event, event))
        place = &entries[*place].next;
    entries[fresh].event = event;
    entries[fresh].next = *place;
    *place = fresh;
    used_[page / word_bits] |= std::uint64_t{1} << page % word_bits;
    ++count_;
}

inline Calendar::Index Calendar::make_entry()
{
    if (free_ == 0) [[unlikely]]
        add_entries();
    const Index fresh = free_;
    free_ = entries_[fresh].next;
    return fresh;
}

inline Due Calendar::pop()
{
    assert(!empty());
    const std::int64_t now = front_time();
    const Due due = is_near_first() ? take_near() : far_.pop();
    if (++taken_ == fit_after_) [[unlikely]]
        fit(now);
    return due;
}

inline bool Calendar::is_near_first() const
{
    if (near_ != far_.front_time()) [[likely]]
        return near_ < far_.front_time();
    return first().event.order < far_.front_order();
}

inline Due Calendar::take_near()
{
    const Index taken = firsts_[page_];
    Entry& entry = entries_[taken];
    const Due due = entry.event.due;
    const Index next = entry.next;
    today_ = day(near_);
    firsts_[page_] = next;
    entry.next = free_;
    free_ = taken;
    --count_;
    if (next == 0) {
        used_[page_ / word_bits] &= ~(std::uint64_t{1} << page_ % word_bits);
        if (count_ > 0) page_ = next_page(page_);
    }
    near_ = first().event.at;
    return due;
}

// The next page, over the end to the beginning, that has something on it; there is one.
inline std::size_t Calendar::next_page(std::size_t page) const
{
    std::size_t word = page / word_bits;
    std::uint64_t bits = used_[word] >> page % word_bits << page % word_bits;
    while (bits == 0) {
        word = (word + 1) & (used_.size() - 1);
        bits = used_[word];
    }
    return word * word_bits + static_cast<std::size_t>(std::countr_zero(bits));
}

}  // namespace tiersim
