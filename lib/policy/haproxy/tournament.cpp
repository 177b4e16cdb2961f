// SPDX-License-Identifier: MIT
/// Matches from the changed player upwards.
#include "tiersim/policy/haproxy/tournament.hpp"

#include <bit>

namespace tiersim::haproxy {

void Tournament::start(std::size_t players)
{
    *this = {};
    seats_.resize(players);
    winners_.assign(2 * std::bit_ceil(players), none);
}

void Tournament::enter(std::uint32_t player, std::uint32_t rank)
{
    seats_[player] = {.since = ++entries_, .rank = rank};
    play(player);
}

void Tournament::leave(std::uint32_t player)
{
    seats_[player].since = 0;
    play(player);
}

bool Tournament::precedes(std::uint32_t a, std::uint32_t b) const
{
    const Seat& one = seats_[a];
    const Seat& other = seats_[b];
    return one.rank < other.rank || (one.rank == other.rank && one.since < other.since);
}

void Tournament::play(std::uint32_t player)
{
    std::size_t match = winners_.size() / 2 + player;
    winners_[match] = takes_part(player) ? player : none;
    while (match > 1) {
        const std::uint32_t a = winners_[match & ~std::size_t{1}];
        const std::uint32_t b = winners_[match | 1];
        match /= 2;
        winners_[match] = b == none || (a != none && precedes(a, b)) ? a : b;
    }
}

}  // namespace tiersim::haproxy
