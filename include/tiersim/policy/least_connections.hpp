// SPDX-License-Identifier: MIT
/// The server with the fewest requests of one's own for its weight.
#pragma once

#include "tiersim/core/random.hpp"
#include "tiersim/policy/choice.hpp"

#include <cstdint>

namespace tiersim {

/// Who is chosen among equals.
enum class Ties : std::uint8_t {
    turns,  ///< Who has been as busy as now for the longest time, as in HAProxy; then in turn.
    first,  ///< The first in the list, every time.
    random  ///< By lot, all alike.
};

/// The fewest requests for its weight, by HAProxy's measure: an idle server is 0 whatever its
/// weight, a busy one (requests + 1) * 256 / weight, whole numbers.
struct LeastConnections {
    Ties ties = Ties::turns;
    std::uint32_t turn = 0;  ///< State: where the search begins.

    /// A server with room; `nobody` when there is none.
    std::size_t pick(const Choice& choice, Rng& rng);

    friend bool operator==(const LeastConnections& a, const LeastConnections& b)
    {
        return a.ties == b.ties;
    }
};

}  // namespace tiersim
