// SPDX-License-Identifier: MIT
/// Servers in turn, weights spread over the turns as HAProxy 2.6 does it: each server has a place
/// on a line of positions, and after each request moves on by the total weight over its own.
#pragma once

#include "tiersim/core/random.hpp"
#include "tiersim/policy/choice.hpp"

#include <algorithm>
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

    /// A point on the line of positions.
    struct Step {
        std::uint32_t position = 0;
        std::uint32_t rest = 0;  ///< Part of a position still owed, out of the server's weight.
    };

    struct Place {
        std::int64_t key = 0;  ///< Order within its line.
        Step at{};
        std::uint32_t last = 0;    ///< Its position before the last request.
        std::uint32_t weight = 0;  ///< Sixteen times the server's; 0: not in use.
        std::uint32_t stride = 0;  ///< next_total_ / weight,
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
    void measure();

    Index walk(const Choice& choice, Index& passed, bool& switched);
    Index first_in_turn();
    bool open_next_round(bool& switched);
    Step step(const Place& place) const;
    void advance(Place& place);
    /// From this position on, servers wait for the next round.
    std::uint32_t round_end() const { return total_ + std::min(total_, next_total_); }
    void put_back(Index passed, Index taken, bool switched);

    void put_by_position(Index server);
    void put_by_weight(Index server, Line line);
    void insert(Index server, Line line);
    void remove(Index server);
    Index& first(Line line);
    static std::int64_t key(const Step& at, std::uint32_t weight);

    std::uint64_t edition_ = 0;    ///< Of the choice that `places_` reflects.
    std::vector<Place> places_{};  ///< One a server.
    Index current_ = none;         ///< First in line.
    Index opening_ = none;
    Index next_ = none;
    std::uint32_t position_ = 0;
    std::uint32_t total_ = 0;       ///< Of the weights, in this round.
    std::uint32_t next_total_ = 0;  ///< Of the weights now; holds from the next round on.
};

inline std::int64_t RoundRobin::key(const Step& at, std::uint32_t weight)
{
    const std::int64_t within = 4096 + std::int64_t{at.rest} - std::int64_t{weight};
    return 256 * std::int64_t{at.position} + (within > 0 ? within / 16 : 0);
}

inline RoundRobin::Step RoundRobin::step(const Place& place) const
{
    const std::uint32_t owed = place.at.rest + place.excess;
    const bool whole = owed >= place.weight;
    return {.position = place.at.position + place.stride + (whole ? 1U : 0U),
            .rest = whole ? owed - place.weight : owed};
}

// Most picks take the first in line and put it back as the last, which in a ring is the same place.
inline std::size_t RoundRobin::pick(const Choice& choice, Rng&)
{
    if (!known(choice) || current_ == none) return search(choice);
    const Index server = current_;
    Place& place = places_[server];
    const bool due = place.at.position <= position_ && server != choice.avoid;
    if (!due || !choice.servers[server].has_room()) return search(choice);
    const Step next = step(place);
    const std::int64_t next_key = key(next, place.weight);
    if (next.position >= round_end() || next_key < places_[place.before].key) return search(choice);
    place.last = place.at.position;
    place.at = next;
    place.key = next_key;
    current_ = place.after;
    ++position_;
    return server;
}

}  // namespace tiersim
