// SPDX-License-Identifier: MIT
/// Points that come and go.
#include "tiersim/policy/haproxy/ring.hpp"

#include "tiersim/policy/haproxy/hash.hpp"

#include <algorithm>
#include <utility>

namespace tiersim::haproxy {

namespace {

constexpr std::uint32_t numbers_per_server = 4096;

}  // namespace

void Ring::start(std::vector<std::uint32_t> most)
{
    *this = {};
    now_.resize(most.size());
    most_ = std::move(most);
}

void Ring::set_points(std::uint32_t server, std::uint32_t id, std::uint32_t points)
{
    std::uint32_t& now = now_[server];
    if (points < now) remove(server, points);
    if (points > most_[server]) {
        remove(server, 0);
        now = 0;
        most_[server] = points;
    }
    if (points > now) add(server, id, now, points);
    now = points;
}

void Ring::add(std::uint32_t server, std::uint32_t id, std::uint32_t from, std::uint32_t to)
{
    const auto before = static_cast<std::ptrdiff_t>(points_.size());
    for (std::uint32_t number = from; number < to; ++number) {
        points_.push_back({avalanche(id * numbers_per_server + number), server, number});
    }
    const auto middle = points_.begin() + before;
    const auto lower = [](const Point& a, const Point& b) { return a.at < b.at; };
    std::stable_sort(middle, points_.end(), lower);
    std::inplace_merge(points_.begin(), middle, points_.end(), lower);
}

// A search that stopped at a point that goes will go on behind the next one that stays.
void Ring::remove(std::uint32_t server, std::uint32_t from)
{
    const auto goes = [&](const Point& point) {
        return point.server == server && point.number >= from;
    };
    if (last_ && goes(*last_)) {
        std::size_t place = place_of(*last_);
        std::uint32_t steps = size();
        while (steps > 0 && goes(points_[place])) {
            place = after(place);
            --steps;
        }
        last_ = steps > 0 ? std::optional{points_[place]} : std::nullopt;
    }
    std::erase_if(points_, goes);
}

std::size_t Ring::place_of(const Point& point) const
{
    auto here = std::ranges::lower_bound(points_, point.at, {}, &Point::at);
    while (*here != point) {
        ++here;
    }
    return static_cast<std::size_t>(here - points_.begin());
}

std::size_t Ring::place_of_nearest(std::uint32_t hash) const
{
    const auto above = std::ranges::lower_bound(points_, hash, {}, &Point::at);
    const auto next = above == points_.end() ? points_.begin() : above;
    const auto before = (next == points_.begin() ? points_.end() : next) - 1;
    const bool back = hash - before->at <= next->at - hash;
    return static_cast<std::size_t>((back ? before : next) - points_.begin());
}

}  // namespace tiersim::haproxy
