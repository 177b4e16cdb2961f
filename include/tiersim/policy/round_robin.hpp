// SPDX-License-Identifier: MIT
/// Servers in turn, weights spread over the turns as HAProxy 2.6 does it: each server has a place
/// on a line of positions, and after each request moves on by the total weight over its own.
#pragma once

#include "tiersim/core/random.hpp"
#include "tiersim/policy/choice.hpp"

#include <cstdint>
#include <limits>
#include <vector>

namespace tiersim {

/// In turn, by HAProxy's scheme: the heaviest server first, 5/1/1 gives 1112113. A server that
/// comes back joins about one of its own periods later. Between two picks only the sum of all
/// changes is seen: first who left, then new weights, then who came, each in the order of the
/// servers.
class RoundRobin {
public:
    /// A server with room; `nobody`, all having lost a turn, when there is none.
    std::size_t pick(const Choice& choice, Rng& rng);

    /// The same algorithm; whose turn it is does not matter.
    friend bool operator==(const RoundRobin&, const RoundRobin&) { return true; }

private:
    using Index = std::uint32_t;
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
        std::uint32_t position = 0;
        std::uint32_t last = 0;    ///< Its position before the last request.
        std::uint32_t rest = 0;    ///< Part of a position still owed, out of `weight`.
        std::uint32_t weight = 0;  ///< Sixteen times the server's; 0: not in use.
        std::uint32_t step = 0;    ///< next_total_ / weight,
        std::uint32_t excess = 0;  ///< and the remainder.
        Index after = none;        ///< Neighbours in the line, a ring.
        Index before = none;
        Index under = none;  ///< In the stack of those passed over in a pick.
        Line line = Line::absent;
    };

    bool known(const Choice& choice) const
    {
        return choice.edition == edition_ && choice.edition != 0;
    }

    std::size_t search(const Choice& choice);
    void notice(const Choice& choice);
    void start(const Choice& choice);
    void leave(Index server);
    void enter(Index server, std::uint32_t weight);
    void reweigh(Index server, std::uint32_t weight);
    void compute_steps();

    Index walk(const Choice& choice, Index& passed, bool& switched);
    Index first_in_turn();
    bool open_next_round(bool& switched);
    void advance(Place& place);
    void put_back(Index passed, Index taken, bool switched);

    void put_by_position(Index server);
    void put_by_weight(Index server, Line line);
    void insert(Index server, Line line);
    void remove(Index server);
    Index& first(Line line);
    std::int64_t key_at(const Place& place) const;

    std::uint64_t edition_ = 0;    ///< Of the choice that `places_` reflects.
    std::vector<Place> places_{};  ///< One a server.
    Index current_ = none;         ///< First in line.
    Index opening_ = none;
    Index next_ = none;
    std::uint32_t position_ = 0;
    std::uint32_t total_ = 0;       ///< Of the weights, in this round.
    std::uint32_t next_total_ = 0;  ///< Of the weights now; holds from the next round on.
};

inline std::int64_t RoundRobin::key_at(const Place& place) const
{
    const std::int64_t within = 4096 + std::int64_t{place.rest} - std::int64_t{place.weight};
    return 256 * std::int64_t{place.position} + (within > 0 ? within / 16 : 0);
}

// Most picks take the first in line and put it back as the last, which in a ring is the same place.
inline std::size_t RoundRobin::pick(const Choice& choice, Rng&)
{
    if (!known(choice) || current_ == none) return search(choice);
    const Index server = current_;
    Place& place = places_[server];
    const bool due = place.position <= position_ && server != choice.avoid;
    if (!due || !choice.servers[server].has_room()) return search(choice);
    Place moved = place;
    advance(moved);
    moved.key = key_at(moved);
    const bool stays = moved.position < 2 * total_ && moved.position < total_ + next_total_;
    if (!stays || moved.key < places_[place.before].key) return search(choice);
    place = moved;
    current_ = place.after;
    ++position_;
    return server;
}

inline void RoundRobin::advance(Place& place)
{
    if (place.position == 0) place.position = position_;
    place.last = place.position;
    place.position += place.step;
    place.rest += place.excess;
    if (place.rest >= place.weight) {
        place.rest -= place.weight;
        ++place.position;
    }
}

}  // namespace tiersim
