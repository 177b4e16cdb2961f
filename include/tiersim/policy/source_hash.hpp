// SPDX-License-Identifier: MIT
/// The same server for the same source, so that what it remembers of a user is of use.
#pragma once

#include "tiersim/core/random.hpp"
#include "tiersim/policy/choice.hpp"

#include <cstdint>
#include <vector>

namespace tiersim {

/// Always the same server for one source, as long as the servers stay the same. A request waits for
/// its own server when that is full: room is not looked at. By default a table as long as the sum
/// of the weights, as in HAProxy: when a server comes or goes, most sources move, and `avoid`
/// changes nothing.
struct SourceHash {
    bool consistent = false;  ///< By points on a ring: only the sources of the server that comes or
                              ///< goes move, and one to avoid passes its sources to its neighbours.

    /// A server's point on the ring.
    struct Point {
        std::uint32_t at = 0;
        std::uint32_t server = 0;
    };

    std::uint64_t edition = 0;             ///< State: of the choice that the table reflects.
    std::vector<std::uint32_t> weights{};  ///< State: what the table was made of.
    std::vector<std::uint32_t> table{};    ///< State: a server for each remainder.
    std::vector<Point> ring{};             ///< State: ascending.

    /// A server believed to be up, with room or not; `nobody` when there is none.
    std::size_t pick(const Choice& choice, Rng& rng);

    friend bool operator==(const SourceHash& a, const SourceHash& b)
    {
        return a.consistent == b.consistent;
    }

private:
    void notice(const Choice& choice);
    void fill_table(const Choice& choice);
    void fill_ring();
    std::size_t nearest(std::uint32_t hash, std::size_t avoid) const;
};

}  // namespace tiersim
