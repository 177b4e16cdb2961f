// SPDX-License-Identifier: MIT
/// Which server gets the next request. Each algorithm is a value with one verb, `pick`; it sees the
/// caller's own books on the servers and nothing else.
#pragma once

#include "tiersim/core/random.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace tiersim {

/// What a caller knows of one server: its own requests there, and whether it believes it alive.
struct Candidate {
    std::uint32_t active = 0;  ///< Requests of this caller at the server now.
    std::uint32_t queued = 0;  ///< Requests of this caller that wait for this very server.
    std::uint32_t limit = 0;   ///< Most requests of this caller at the server; 0: no limit.
    std::uint32_t weight = 1;  ///< Share of the load; 0: none.
    bool usable = true;        ///< Believed to be up.

    bool has_room() const
    {
        return usable && weight > 0 && (limit == 0 || (queued == 0 && active < limit));
    }
};

/// No server can be had.
inline constexpr std::size_t nobody = static_cast<std::size_t>(-1);

/// What an algorithm decides on.
struct Choice {
    std::span<const Candidate> servers{};
    std::uint64_t source = 0;    ///< A number for who asks.
    std::size_t avoid = nobody;  ///< Tried before by this request; taken only when nobody else can be.
};

/// In turn, by HAProxy's scheme when weights differ.
struct RoundRobin {
    std::uint32_t turn = 0;  ///< State: whose turn it is.
    std::size_t pick(const Choice& choice, Rng& rng);
    friend bool operator==(const RoundRobin&, const RoundRobin&) { return true; }
};

/// In turn, weights spread as nginx does it: the highest current weight wins and pays the sum.
struct SmoothRoundRobin {
    std::vector<std::int64_t> current{};  ///< State: one number a server.
    std::size_t pick(const Choice& choice, Rng& rng);
    friend bool operator==(const SmoothRoundRobin&, const SmoothRoundRobin&) { return true; }
};

/// Who is chosen among equals.
enum class Ties : std::uint8_t { turns, first, random };

/// The fewest requests of one's own for its weight.
struct LeastConnections {
    Ties ties = Ties::turns;
    std::uint32_t turn = 0;  ///< State: where the search begins.
    std::size_t pick(const Choice& choice, Rng& rng);
    friend bool operator==(const LeastConnections& a, const LeastConnections& b)
    {
        return a.ties == b.ties;
    }
};

/// The first server with room: fills one server after the other.
struct First {
    std::size_t pick(const Choice& choice, Rng& rng);
    friend bool operator==(const First&, const First&) = default;
};

/// A few servers by lot, the least busy of them: 1 is plain random, 2 the power of two choices.
struct RandomDraws {
    std::uint32_t draws = 2;
    bool distinct = false;  ///< Never the same server twice in one choice.
    std::size_t pick(const Choice& choice, Rng& rng);
    friend bool operator==(const RandomDraws&, const RandomDraws&) = default;
};

/// Always the same server for one source, as long as the servers stay the same. A request waits for
/// its own server when that is full.
struct SourceHash {
    std::size_t pick(const Choice& choice, Rng& rng);
    friend bool operator==(const SourceHash&, const SourceHash&) = default;
};

/// An algorithm of one's own, for C++ users; it cannot be written to a file.
struct CustomBalancing {
    std::string name{};
    std::function<std::size_t(const Choice&, Rng&)> choose{};
    std::size_t pick(const Choice& choice, Rng& rng) { return choose(choice, rng); }
    friend bool operator==(const CustomBalancing& a, const CustomBalancing& b)
    {
        return a.name == b.name;
    }
};

using Balancing = std::variant<RoundRobin, SmoothRoundRobin, LeastConnections, First, RandomDraws,
                               SourceHash, CustomBalancing>;

/// The index of the server that `balancing` takes; `nobody` when none is usable and has room
/// (SourceHash: none is usable).
std::size_t pick(Balancing& balancing, const Choice& choice, Rng& rng);

}  // namespace tiersim
