// SPDX-License-Identifier: MIT
/// The line of positions on which servers take turns in HAProxy's round robin: each moves on by the
/// total weight over its own after each request.
#pragma once

#include "tiersim/policy/choice.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace tiersim {

/// Servers that take turns, changed event by event. Weights are HAProxy's effective ones, sixteen
/// times those of the user; 0 is not in use.
class Turns {
public:
    using Index = std::uint32_t;

    /// A point on the line of positions.
    struct Step {
        std::uint32_t position = 0;
        std::uint32_t rest = 0;  ///< Part of a position still owed, out of the server's weight.

        friend bool operator==(const Step&, const Step&) = default;
    };

    /// Begins with these servers; the heaviest opens, equals in their order.
    void start(std::span<const std::uint32_t> weights);

    /// Makes room for so many servers; those that are new are not in use. One in use must not go.
    void resize(std::size_t servers) { places_.resize(servers); }

    /// A server comes into use. It joins about one of its own periods later, so that it gets no
    /// burst.
    void enter(Index server, std::uint32_t weight);

    /// A server goes out of use.
    void leave(Index server);

    /// A server in use weighs something else from now on, or looks for its place again.
    void reweigh(Index server, std::uint32_t weight);

    std::size_t size() const { return places_.size(); }
    std::uint32_t weight(Index server) const { return places_[server].weight; }

    /// Up to where turns have come.
    std::uint32_t position() const { return position_; }

    /// Where a server has its next turn.
    Step at(Index server) const { return places_[server].at; }

    /// Whose turn it is among those that `has_room`; `avoid` only when nobody else has. `nobody`,
    /// all having lost a turn, when there is none.
    template <class HasRoom>
    std::size_t pick(const HasRoom& has_room, std::size_t avoid);

private:
    static constexpr Index none = std::numeric_limits<Index>::max();

    /// Where a server waits for its turn.
    enum class Line : std::uint8_t {
        absent,   ///< Not in use, or about to be placed.
        current,  ///< By position.
        opening,  ///< Not yet served in this round of positions, by weight.
        next      ///< Done with this round, by weight.
    };

    struct Place {
        std::int64_t key = 0;  ///< Order within its line.
        Step at{};
        std::uint32_t last = 0;    ///< Its position before the last request.
        std::uint32_t weight = 0;  ///< 0: not in use.
        std::uint32_t stride = 0;  ///< next_total_ / weight,
        std::uint32_t excess = 0;  ///< and the remainder.
        Index after = none;        ///< Neighbours in the line, a ring.
        Index before = none;
        Index under = none;  ///< In the stack of those passed over in a pick.
        Line line = Line::absent;
    };

    template <class HasRoom>
    std::size_t search(const HasRoom& has_room, std::size_t avoid);
    template <class HasRoom>
    Index walk(const HasRoom& has_room, std::size_t avoid, Index& passed, bool& switched);

    void measure();
    Index next_to_look_at(bool& switched);
    Index first_in_turn();
    bool open_next_round(bool& switched);
    Step step(const Place& place) const;
    void advance(Index server);
    /// From this position on, servers wait for the next round.
    std::uint32_t round_end() const
    {
        return total_ + (next_total_ < total_ ? next_total_ : total_);
    }
    void put_back(Index passed, Index taken, bool switched);

    void put_by_position(Index server);
    void put_by_weight(Index server, Line line);
    void insert(Index server, Line line);
    void remove(Index server);
    Index& first(Line line);
    static std::int64_t key(const Step& at, std::uint32_t weight);

    std::vector<Place> places_{};  ///< One a server.
    Index current_ = none;         ///< First in line.
    Index opening_ = none;
    Index next_ = none;
    bool measured_ = true;  ///< Whether strides are those of the weights now.
    std::uint32_t position_ = 0;
    std::uint32_t total_ = 0;       ///< Of the weights, in this round.
    std::uint32_t next_total_ = 0;  ///< Of the weights now; holds from the next round on.
};

inline std::int64_t Turns::key(const Step& at, std::uint32_t weight)
{
    const std::int64_t within = 4096 + std::int64_t{at.rest} - std::int64_t{weight};
    return 256 * std::int64_t{at.position} + (within > 0 ? within / 16 : 0);
}

inline Turns::Step Turns::step(const Place& place) const
{
    const std::uint32_t owed = place.at.rest + place.excess;
    const bool whole = owed >= place.weight;
    return {.position = place.at.position + place.stride + (whole ? 1U : 0U),
            .rest = whole ? owed - place.weight : owed};
}

// Most picks take the first in line and put it back as the last, which in a ring is the same place.
template <class HasRoom>
std::size_t Turns::pick(const HasRoom& has_room, std::size_t avoid)
{
    if (current_ == none || !measured_) return search(has_room, avoid);
    const Index server = current_;
    Place& place = places_[server];
    const bool due = place.at.position <= position_ && server != avoid;
    if (!due || !has_room(server)) return search(has_room, avoid);
    const Step next = step(place);
    const std::int64_t next_key = key(next, place.weight);
    if (next.position >= round_end() || next_key < places_[place.before].key)
        return search(has_room, avoid);
    place.last = place.at.position;
    place.at = next;
    place.key = next_key;
    current_ = place.after;
    ++position_;
    return server;
}

template <class HasRoom>
std::size_t Turns::search(const HasRoom& has_room, std::size_t avoid)
{
    if (next_total_ == 0) return nobody;
    if (!measured_) measure();
    Index passed = none;
    bool switched = false;
    const Index taken = walk(has_room, avoid, passed, switched);
    if (taken != none) put_by_position(taken);
    put_back(passed, taken, switched);
    return taken == none ? nobody : taken;
}

// Those without room are passed over; they lose their turn, and form a stack.
template <class HasRoom>
Turns::Index Turns::walk(const HasRoom& has_room, std::size_t avoid, Index& passed, bool& switched)
{
    Index avoided = none;
    while (true) {
        const Index server = next_to_look_at(switched);
        if (server == none) return avoided;
        advance(server);
        if (has_room(server)) {
            if (server != avoid) return server;
            avoided = server;
        }
        places_[server].under = passed;
        passed = server;
    }
}

}  // namespace tiersim
