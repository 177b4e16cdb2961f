// SPDX-License-Identifier: MIT
/// The rarer needs of a heap: ties, and room.
#include "kernel/heap.hpp"

namespace tiersim {

std::size_t Heap::earliest_of_equals(std::size_t first) const
{
    std::size_t best = first;
    for (std::size_t child = first + 1; child < first + 4; ++child) {
        const bool earlier = times_[child] < times_[best] ||
                             (times_[child] == times_[best] && times_[child] != nothing &&
                              rests_[child].order < rests_[best].order);
        if (earlier) best = child;
    }
    return best;
}

void Heap::grow()
{
    times_.resize(2 * times_.size(), nothing);
    rests_.resize(times_.size());
}

}  // namespace tiersim
