// SPDX-License-Identifier: MIT
/// Servers in turn, weights spread over the turns as HAProxy 2.6 does it: each server has a place
/// on a line of positions, and after each request moves on by the total weight over its own.
#pragma once

#include "tiersim/core/random.hpp"
#include "tiersim/policy/choice.hpp"
#include "tiersim/policy/turns.hpp"

#include <cstddef>
#include <cstdint>

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
    void notice(const Choice& choice);
    void start(const Choice& choice);

    std::uint64_t edition_ = 0;  ///< Of the choice that `turns_` reflects.
    Turns turns_{};
};

inline std::size_t RoundRobin::pick(const Choice& choice, Rng&)
{
    if (choice.edition != edition_ || choice.edition == 0) notice(choice);
    const auto has_room = [&](std::size_t server) { return choice.servers[server].has_room(); };
    return turns_.pick(has_room, choice.avoid);
}

}  // namespace tiersim
