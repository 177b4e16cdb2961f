// SPDX-License-Identifier: MIT
/// All that is still to happen. Constant delays have lanes, the rest a heap; the earliest head of all
/// is next, and time never runs backwards.
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
    }

    /// Anything else. `at` is never before now, nor before the last event of its lane.
    void schedule(Place place, Instant at, std::uint32_t subject, std::uint32_t what)
    {
        const Event event{ticks(at), ++serial_ | after_completions, subject, what};
        if (place == unsorted) return others_.push(event);
        lanes_[place].push(event);
    }

    /// Takes out the next event into `event` and moves the clock there, unless it lies at `end` or
    /// after, or there is none.
    bool next(Event& event, Instant end);

    /// Takes out all completions for which `unwanted(event)` holds; slow, for rare occasions.
    template <class Predicate>
    void cancel_completions(Predicate unwanted)
    {
        completions_.remove_if(unwanted);
    }

    std::size_t pending() const;

private:
    static constexpr std::size_t most_lanes = 8;

    std::int64_t ticks(Instant at) const
    {
        const std::int64_t value = at.time_since_epoch().count();
        assert(value >= now_);
        return value;
    }

    std::int64_t now_ = 0;
    std::uint64_t serial_ = 0;
    Heap completions_;
    Heap others_;
    std::array<Lane, most_lanes> lanes_;
    std::array<Duration, most_lanes> delays_{};  ///< Of shared lanes; negative: a lane of its own.
    std::uint32_t open_ = 0;
};

inline bool Agenda::next(Event& event, Instant end)
{
    static const Event none{Lane::nothing, UINT64_MAX, 0, 0};
    const Event* first = completions_.empty() ? &none : &completions_.front();
    std::uint32_t from = most_lanes;
    if (!others_.empty() && earlier(others_.front(), *first)) {
        first = &others_.front();
        from = most_lanes + 1;
    }
    for (std::uint32_t lane = 0; lane < open_; ++lane) {
        const Event& head = lanes_[lane].head();
        if (earlier(head, *first)) {
            first = &head;
            from = lane;
        }
    }
    if (first->at >= end.time_since_epoch().count()) return false;
    event = *first;
    now_ = event.at;
    if (from < most_lanes) lanes_[from].pop();
    else (from == most_lanes ? completions_ : others_).pop();
    return true;
}

}  // namespace tiersim
