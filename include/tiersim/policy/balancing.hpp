// SPDX-License-Identifier: MIT
/// Which server gets the next request. Each algorithm is a value with one verb, `pick`; it sees the
/// caller's own books on the servers and nothing else.
#pragma once

#include "tiersim/core/random.hpp"
#include "tiersim/policy/choice.hpp"
#include "tiersim/policy/least_connections.hpp"
#include "tiersim/policy/random_draws.hpp"
#include "tiersim/policy/round_robin.hpp"
#include "tiersim/policy/source_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace tiersim {

/// In turn, weights spread as nginx does it: the highest current weight wins and pays the sum.
struct SmoothRoundRobin {
    std::vector<std::int64_t> current{};  ///< State: one number a server.

    /// A server with room; `nobody` when there is none.
    std::size_t pick(const Choice& choice, Rng& rng);

    friend bool operator==(const SmoothRoundRobin&, const SmoothRoundRobin&) { return true; }
};

/// The first server with room: fills one server after the other, whatever their weights.
struct First {
    /// A server with room; `nobody` when there is none.
    std::size_t pick(const Choice& choice, Rng& rng);

    friend bool operator==(const First&, const First&) = default;
};

/// An algorithm of one's own, for C++ users; it cannot be written to a file. Equal to others of its
/// name.
struct CustomBalancing {
    std::string name{};
    std::function<std::size_t(const Choice&, Rng&)> choose{};  ///< The index of a server, or
                                                               ///< `nobody`.

    /// What `choose` says.
    std::size_t pick(const Choice& choice, Rng& rng) { return choose(choice, rng); }

    friend bool operator==(const CustomBalancing& a, const CustomBalancing& b)
    {
        return a.name == b.name;
    }
};

using Balancing = std::variant<RoundRobin, SmoothRoundRobin, LeastConnections, First, RandomDraws,
                               SourceHash, CustomBalancing>;

/// The rarer algorithms; see pick().
std::size_t pick_any(Balancing& balancing, const Choice& choice, Rng& rng);

/// The index of the server that `balancing` takes; `nobody` when none is usable and has room
/// (SourceHash: none is usable; RandomDraws: see `blind`).
inline std::size_t pick(Balancing& balancing, const Choice& choice, Rng& rng)
{
    if (auto* turns = std::get_if<RoundRobin>(&balancing)) return turns->pick(choice, rng);
    if (auto* least = std::get_if<LeastConnections>(&balancing)) return least->pick(choice, rng);
    if (auto* draws = std::get_if<RandomDraws>(&balancing)) return draws->pick(choice, rng);
    return pick_any(balancing, choice, rng);
}

}  // namespace tiersim
