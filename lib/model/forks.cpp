// SPDX-License-Identifier: MIT
/// Numbers of forks, used again and again.
#include "model/forks.hpp"

#include <algorithm>
#include <utility>

namespace tiersim {

std::uint32_t Forks::open(Slot parent, std::uint16_t fan)
{
    if (free_.empty()) {
        free_.push_back(static_cast<std::uint32_t>(forks_.size()));
        forks_.emplace_back();
    }
    const std::uint32_t number = free_.back();
    free_.pop_back();
    forks_[number].parent = parent;
    forks_[number].fan = fan;
    return number;
}

Fork Forks::close(std::uint32_t number)
{
    free_.push_back(number);
    return std::exchange(forks_[number], Fork{});
}

std::uint32_t Forks::of(Slot parent) const
{
    const auto found = std::find_if(forks_.begin(), forks_.end(),
                                    [=](const Fork& fork) { return fork.parent == parent; });
    assert(found != forks_.end());
    return static_cast<std::uint32_t>(found - forks_.begin());
}

void Forks::end(std::uint32_t number, Slot branch)
{
    std::vector<Slot>& branches = forks_[number].branches;
    branches.erase(std::find(branches.begin(), branches.end(), branch));
}

void Forks::renumber(std::uint32_t number, Slot branch, Slot now)
{
    std::vector<Slot>& branches = forks_[number].branches;
    std::replace(branches.begin(), branches.end(), branch, now);
}

void Forks::clear()
{
    forks_.clear();
    free_.clear();
}

}  // namespace tiersim
