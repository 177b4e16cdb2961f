// SPDX-License-Identifier: MIT
/// How lanes are given out.
#include "kernel/agenda.hpp"

namespace tiersim {

Agenda::Place Agenda::open_lane()
{
    if (open_ == most_lanes) return unsorted;
    delays_[open_] = Duration{-1};
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

std::size_t Agenda::pending() const
{
    std::size_t count = completions_.size() + others_.size();
    for (const Lane& lane : lanes_) count += lane.size();
    return count;
}

}  // namespace tiersim
