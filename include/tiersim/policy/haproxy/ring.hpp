// SPDX-License-Identifier: MIT
/// A ring of all 32-bit numbers on which every server has points, as HAProxy's consistent hash has.
#pragma once

#include "tiersim/policy/choice.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tiersim::haproxy {

/// The points lie where the server's own number puts them, so that a server that comes or goes
/// moves only its own keys. Points of one place leave in the order in which they came.
class Ring {
public:
    /// Begins empty, with room for so many points of each server.
    void start(std::vector<std::uint32_t> most);

    /// Server `server`, of number `id`, has so many points from now on. More than there was room
    /// for make all of its points newcomers.
    void set_points(std::uint32_t server, std::uint32_t id, std::uint32_t points);

    std::uint32_t size() const { return static_cast<std::uint32_t>(points_.size()); }
    bool empty() const { return points_.empty(); }

    /// The server of the point nearest to `hash`, of two that are as near the one before; if it is
    /// to be skipped, the next one upwards that is not. After two times around whoever comes last.
    /// The ring is not empty.
    template <class Skip>
    std::uint32_t nearest(std::uint32_t hash, const Skip& skip) const;

    /// The next server, point by point from where the last search ended, for which `has_room`;
    /// `avoid` only when nobody else has; `nobody` when there is none. The first search looks at
    /// the first point only, as does one after a search in vain: so does HAProxy.
    template <class HasRoom>
    std::size_t next(const HasRoom& has_room, std::size_t avoid);

    /// Whether a search has stopped somewhere in this ring.
    bool holds_search() const { return last_.has_value(); }

    /// The same as next() as far as the end of the numbers, where the search leaves the ring.
    template <class HasRoom>
    std::size_t next_to_the_end(const HasRoom& has_room, std::size_t avoid);

    /// A search from elsewhere begins at the first point.
    void take_over_search() { last_ = points_.back(); }

private:
    struct Point {
        std::uint32_t at = 0;
        std::uint32_t server = 0;
        std::uint32_t number = 0;  ///< Among those of its server.

        friend bool operator==(const Point&, const Point&) = default;
    };

    void add(std::uint32_t server, std::uint32_t id, std::uint32_t from, std::uint32_t to);
    void remove(std::uint32_t server, std::uint32_t from);
    std::size_t place_of(const Point& point) const;
    std::size_t after(std::size_t place) const { return place + 1 < size() ? place + 1 : 0; }
    std::size_t place_of_nearest(std::uint32_t hash) const;

    std::vector<Point> points_{};        ///< Ascending.
    std::vector<std::uint32_t> now_{};   ///< Points of each server,
    std::vector<std::uint32_t> most_{};  ///< and the most that there is room for.
    std::optional<Point> last_{};        ///< Where next() stopped.
};

template <class Skip>
std::uint32_t Ring::nearest(std::uint32_t hash, const Skip& skip) const
{
    std::size_t place = place_of_nearest(hash);
    std::uint32_t server = points_[place].server;
    int rounds = 0;
    while (skip(server)) {
        if (++place == points_.size()) {
            if (++rounds > 1) break;
            place = 0;
        }
        server = points_[place].server;
    }
    return server;
}

template <class HasRoom>
std::size_t Ring::next(const HasRoom& has_room, std::size_t avoid)
{
    if (empty()) return nobody;
    std::optional<Point> avoided;
    std::size_t place = last_ ? place_of(*last_) : points_.size() - 1;
    const std::uint32_t steps = last_ ? size() : 1;
    for (std::uint32_t i = 0; i < steps; ++i) {
        place = after(place);
        const Point& point = points_[place];
        if (!has_room(point.server)) continue;
        if (point.server != avoid) {
            last_ = point;
            return point.server;
        }
        avoided = point;
    }
    last_ = avoided;
    return avoided ? avoided->server : nobody;
}

template <class HasRoom>
std::size_t Ring::next_to_the_end(const HasRoom& has_room, std::size_t avoid)
{
    for (std::size_t place = place_of(*last_) + 1; place < points_.size(); ++place) {
        const Point& point = points_[place];
        if (point.server == avoid || !has_room(point.server)) continue;
        last_ = point;
        return point.server;
    }
    last_.reset();
    return nobody;
}

}  // namespace tiersim::haproxy
