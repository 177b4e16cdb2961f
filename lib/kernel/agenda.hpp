// SPDX-License-Identifier: MIT
/// All that is still to happen. Constant delays have lanes, completions a calendar, the rest a
/// heap; the earliest head of all is next, and time never runs backwards.
#pragma once

#include "kernel/calendar.hpp"
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
        completions_.push({ticks(at), ++serial_, {subject, what}});
        heads_[completions] = completions_.front_time();
    }

    /// Anything else. `at` is never before now, nor before the last event of its lane.
    void schedule(Place place, Instant at, std::uint32_t subject, std::uint32_t what)
    {
        const Event event{ticks(at), ++serial_ | after_completions, {subject, what}};
        if (place == unsorted) return schedule_unsorted(event);
        Lane& lane = lanes_[place];
        lane.push(event);
        heads_[first_lane + place] = lane.head_time();
    }

    /// Takes out the next event as `due` and moves the clock there, unless it lies at `end` or
    /// after, or there is none.
    bool next(Due& due, Instant end);

    /// Takes out all completions for which `unwanted(due)` holds; slow, for rare occasions.
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
    static constexpr std::size_t group = 4;       ///< Of sources that are looked at together.

    std::int64_t ticks(Instant at) const
    {
        const std::int64_t value = at.time_since_epoch().count();
        assert(value >= now_);
        return value;
    }
    /// What a look at the sources finds.
    struct Found {
        std::int64_t at = 0;
        std::size_t source = 0;
        unsigned equals = 0;  ///< Not 0: there may be another source with an event at this time.
    };

    void schedule_unsorted(const Event& event);
    Found first_source() const;
    void look(Found& found, std::size_t begin, std::size_t end) const;
    std::size_t first_of_equals(std::int64_t at) const;
    std::uint64_t head_order(std::size_t source) const;
    Due take_from(std::size_t source);

    std::int64_t now_ = 0;
    std::uint64_t serial_ = 0;
    std::uint32_t upcoming_ = 0;
    std::array<std::int64_t, 3 * group> heads_;  ///< When the first of each source is due.
    std::size_t sources_ = first_lane;
    Calendar completions_;
    Heap others_;
    std::array<Lane, most_lanes> lanes_;
    std::array<Duration, most_lanes> delays_{};  ///< Of shared lanes; negative: a lane of its own.
    std::uint32_t open_ = 0;
};

inline Due Agenda::take_from(std::size_t source)
{
    if (source >= first_lane) [[likely]] {
        Lane& lane = lanes_[source - first_lane];
        const Due due = lane.head().due;
        lane.pop();
        heads_[source] = lane.head_time();
        upcoming_ = lane.upcoming();
        return due;
    }
    if (source == others) {
        const Due due = others_.pop();
        heads_[others] = others_.front_time();
        return due;
    }
    const Due due = completions_.pop();
    heads_[completions] = completions_.front_time();
    upcoming_ = completions_.front_subject();
    return due;
}

// Without jumps, because which source it is cannot be foreseen.
inline void Agenda::look(Found& found, std::size_t begin, std::size_t end) const
{
    for (std::size_t i = begin; i < end; ++i) {
        const std::int64_t head = heads_[i];
        found.equals |= static_cast<unsigned>(head == found.at);
        found.source = head < found.at ? i : found.source;
        found.at = head < found.at ? head : found.at;
    }
}

// Most sites have one group of sources.
inline Agenda::Found Agenda::first_source() const
{
    Found found{.at = heads_[0]};
    look(found, 1, group);
    for (std::size_t begin = group; begin < sources_; begin += group)
        [[unlikely]] look(found, begin, begin + group);
    return found;
}

inline bool Agenda::next(Due& due, Instant end)
{
    Found found = first_source();
    if (found.at >= end.time_since_epoch().count()) [[unlikely]]
        return false;
    if (found.equals != 0) [[unlikely]]
        found.source = first_of_equals(found.at);
    now_ = found.at;
    due = take_from(found.source);
    return true;
}

}  // namespace tiersim
