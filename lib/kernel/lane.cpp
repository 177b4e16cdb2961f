// SPDX-License-Identifier: MIT
/// How a lane grows.
#include "kernel/lane.hpp"

namespace tiersim {

void Lane::grow()
{
    std::vector<Event> larger(2 * ring_.size());
    const std::size_t mask = larger.size() - 1;
    for (std::size_t i = head_; i != tail_; ++i)
        larger[i & mask] = ring_[i & mask_];
    ring_ = std::move(larger);
    mask_ = mask;
}

}  // namespace tiersim
