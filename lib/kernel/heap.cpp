// SPDX-License-Identifier: MIT
/// The rarer needs of a heap: ties, and room.
#include "kernel/heap.hpp"

#include <algorithm>

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
    const std::size_t more = std::max<std::size_t>(64, times_.size() / 8);
    times_.grow(more, nothing);
    rests_.grow(more);
}

}  // namespace tiersim
