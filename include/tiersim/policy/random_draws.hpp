// SPDX-License-Identifier: MIT
/// A few servers by lot, and of those the least busy: the power of two choices.
#pragma once

#include "tiersim/core/random.hpp"
#include "tiersim/policy/choice.hpp"

#include <cstdint>
#include <vector>

namespace tiersim {

/// A few servers by lot, the least busy of them: 1 is plain random, 2 the power of two choices. The
/// chance of a server is its share of the weights; among equals the one drawn later is taken.
struct RandomDraws {
    std::uint32_t draws = 2;  ///< At least 1.
    bool distinct = false;    ///< Never the same server twice in one choice.
    bool blind = false;       ///< As in HAProxy, full servers are drawn as well, and if the best of
                              ///< those drawn is full, nobody is taken although others may be idle.

    std::uint64_t edition = 0;           ///< State: of the choice that `heaviest` is about.
    std::uint32_t heaviest = 0;          ///< State: the greatest weight in use.
    std::vector<std::uint32_t> drawn{};  ///< State: in this choice so far, when `distinct`.

    /// A server with room; `nobody` when there is none, and, if `blind`, when those drawn are full.
    std::size_t pick(const Choice& choice, Rng& rng);

    friend bool operator==(const RandomDraws& a, const RandomDraws& b)
    {
        return a.draws == b.draws && a.distinct == b.distinct && a.blind == b.blind;
    }

private:
    std::size_t draw(const Choice& choice, Rng& rng) const;
    std::size_t draw_from_all(const Choice& choice, Rng& rng) const;
    bool accepts(const Candidate& server, Rng& rng) const;
    bool in_the_urn(const Choice& choice, std::size_t server) const;
};

}  // namespace tiersim
