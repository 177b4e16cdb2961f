// SPDX-License-Identifier: MIT
/// How lanes are given out.
#include "kernel/agenda.hpp"

namespace tiersim {

Agenda::Place Agenda::open_lane()
{
    if (open_ == most_lanes) return unsorted;
    delays_[open_] = Duration{-1};
    ++sources_;
    return open_++;
}

Agenda::Place Agenda::lane_for(Duration delay)
{
    assert(delay >= Duration{0});
    for (Place lane = 0; lane < open_; ++lane)
        if (delays_[lane] == delay) return lane;
    const Place lane = open_lane();
    if (lane != unsorted) delays_[lane] = delay;
    return lane;
}

void Agenda::schedule_unsorted(const Event& event)
{
    others_.push(event);
    heads_[others] = others_.front_time();
}

// Completions come first; among the others the one that was scheduled first.
std::size_t Agenda::first_of_equals(std::int64_t at) const
{
    std::size_t best = completions;
    std::uint64_t least = UINT64_MAX;
    for (std::size_t source = 0; source < sources_; ++source) {
        if (heads_[source] != at || head_order(source) >= least) continue;
        least = head_order(source);
        best = source;
    }
    return best;
}

std::uint64_t Agenda::head_order(std::size_t source) const
{
    if (source >= first_lane) return lanes_[source - first_lane].head().order;
    return source == completions ? completions_.front_order() : others_.front_order();
}

std::size_t Agenda::pending() const
{
    std::size_t count = completions_.size() + others_.size();
    for (const Lane& lane : lanes_)
        count += lane.size();
    return count;
}

}  // namespace tiersim
