// SPDX-License-Identifier: MIT
/// All that is still to happen. Constant delays have lanes, the rest a heap; the earliest head of
/// all is next, and time never runs backwards.
#pragma once

#include "kernel/event.hpp"
#include "kernel/heap.hpp"
#include "kernel/lane.hpp"

#include <array>
#include <cassert>
#include <cstdint>

namespace tiersim {

/// The events of one run.
class Agenda {
public:
    Agenda() { heads_.fill(nothing); }

    /// Where a kind of event is kept; an index of a lane, or `unsorted`.
    using Place = std::uint32_t;
    static constexpr Place unsorted = UINT32_MAX;

    Instant now() const { return Instant{Duration{now_}}; }

    /// A lane for events that are scheduled in the order in which they happen; `unsorted` when all
    /// lanes are taken.
    Place open_lane();

    /// The lane shared by all events of this constant delay.
    Place lane_for(Duration delay);

    /// Work is done: before all other events of its instant. `at` is never before now.
    void schedule_completion(Instant at, std::uint32_t subject, std::uint32_t what)
    {
        completions_.push({ticks(at), ++serial_, subject, what});
        heads_[completions] = completions_.front_time();
    }

    /// Anything else. `at` is never before now, nor before the last event of its lane.
    void schedule(Place place, Instant at, std::uint32_t subject, std::uint32_t what)
    {
        const Event event{ticks(at), ++serial_ | after_completions, subject, what};
        if (place == unsorted) return schedule_unsorted(event);
        Lane& lane = lanes_[place];
        if (lane.empty()) heads_[first_lane + place] = event.at;
        lane.push(event);
    }

    /// Takes out the next event into `event` and moves the clock there, unless it lies at `end` or
    /// after, or there is none.
    bool next(Event& event, Instant end);

    /// Takes out all completions for which `unwanted(event)` holds; slow, for rare occasions.
    template <class Predicate>
    void cancel_completions(Predicate unwanted)
    {
        completions_.remove_if(unwanted);
        heads_[completions] = completions_.front_time();
    }

    std::size_t pending() const;

    /// Whom an event that comes soon happens to: a guess, for fetching ahead.
    std::uint32_t upcoming() const { return upcoming_; }

private:
    static constexpr std::size_t most_lanes = 8;
    static constexpr std::size_t completions = 0;  ///< Where their head stands in heads_ ...
    static constexpr std::size_t others = 1;
    static constexpr std::size_t first_lane = 2;  ///< ... and those of the lanes.

    std::int64_t ticks(Instant at) const
    {
        const std::int64_t value = at.time_since_epoch().count();
        assert(value >= now_);
        return value;
    }
    void schedule_unsorted(const Event& event);
    std::size_t first_of_equals(std::int64_t at) const;
    std::uint64_t head_order(std::size_t source) const;
    Event take_from(std::size_t source);

    std::int64_t now_ = 0;
    std::uint64_t serial_ = 0;
    std::uint32_t upcoming_ = 0;
    std::array<std::int64_t, first_lane + most_lanes> heads_;  ///< When the first of each source is
                                                               ///< due.
    std::size_t sources_ = first_lane;
    Heap completions_;
    Heap others_;
    std::array<Lane, most_lanes> lanes_;
    std::array<Duration, most_lanes> delays_{};  ///< Of shared lanes; negative: a lane of its own.
    std::uint32_t open_ = 0;
};

inline Event Agenda::take_from(std::size_t source)
{
    if (source >= first_lane) [[likely]] {
        Lane& lane = lanes_[source - first_lane];
        const Event event = lane.head();
        lane.pop();
        heads_[source] = lane.head_time();
        upcoming_ = lane.upcoming();
        return event;
    }
    Heap& heap = source == completions ? completions_ : others_;
    const Event event = heap.pop();
    heads_[source] = heap.front_time();
    upcoming_ = heap.front_subject();
    return event;
}

inline bool Agenda::next(Event& event, Instant end)
{
    std::int64_t first = heads_[0];
    std::size_t source = 0;
    bool equals = false;
    for (std::size_t i = 1; i < sources_; ++i) {
        const std::int64_t head = heads_[i];
        if (head == first) [[unlikely]]
            equals = true;
        source = head < first ? i : source;
        first = head < first ? head : first;
    }
    if (first >= end.time_since_epoch().count()) return false;
    if (equals) [[unlikely]]
        source = first_of_equals(first);
    event = take_from(source);
    now_ = first;
    return true;
}

}  // namespace tiersim
