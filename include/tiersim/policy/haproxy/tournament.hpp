// SPDX-License-Identifier: MIT
/// Who comes first of many whose ranks change one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace tiersim::haproxy {

/// Players in a knock-out tree: a change of one is settled in as many matches as the tree is high.
/// The lower rank wins, among equals the one that came to its rank first.
class Tournament {
public:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    /// Begins with room for so many players, none of whom takes part.
    void start(std::size_t players);

    /// `player` takes part with this rank, behind all who have it already.
    void enter(std::uint32_t player, std::uint32_t rank);

    /// `player` takes part no longer.
    void leave(std::uint32_t player);

    bool takes_part(std::uint32_t player) const { return seats_[player].since != 0; }
    std::uint32_t rank(std::uint32_t player) const { return seats_[player].rank; }

    /// Whether `a`, who takes part, comes before `b`, who does as well.
    bool precedes(std::uint32_t a, std::uint32_t b) const;

    /// The winner; `none` when nobody takes part.
    std::uint32_t first() const { return winners_.empty() ? none : winners_[1]; }

    std::size_t size() const { return seats_.size(); }

private:
    struct Seat {
        std::uint64_t since = 0;  ///< Count of entries before; 0: does not take part.
        std::uint32_t rank = 0;
    };

    void play(std::uint32_t player);

    std::vector<Seat> seats_{};             ///< One a player.
    std::vector<std::uint32_t> winners_{};  ///< Of match i play the winners of 2i and 2i + 1; the
                                            ///< second half are the players.
    std::uint64_t entries_ = 0;
};

}  // namespace tiersim::haproxy
