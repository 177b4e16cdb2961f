// SPDX-License-Identifier: MIT
/// What a balancing algorithm decides on: the caller's own books on the servers, and nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tiersim {

/// What a caller knows of one server: its own requests there, and whether it believes it alive.
struct Candidate {
    std::uint32_t active = 0;  ///< Requests of this caller at the server now.
    std::uint32_t queued = 0;  ///< Requests of this caller that wait for this very server.
    std::uint32_t limit = 0;   ///< Most requests of this caller at the server; 0: no limit.
    std::uint32_t weight = 1;  ///< Share of the load; 0: none.
    std::uint64_t moved = 0;   ///< Count of changes in the caller's books when the last one of
                               ///< `active`, `weight` or `usable` was here; 0: not kept.
    bool usable = true;        ///< Believed to be up.

    /// Whether it takes part in the balancing at all.
    bool in_use() const { return usable && weight > 0; }

    /// Whether it can take one more request now.
    bool has_room() const { return in_use() && !is_full(); }

    /// Whether it is at its limit, or others wait for it already.
    bool is_full() const { return limit != 0 && (queued != 0 || active >= limit); }
};

/// No server can be had.
inline constexpr std::size_t nobody = static_cast<std::size_t>(-1);

/// What an algorithm decides on.
struct Choice {
    std::span<const Candidate> servers{};
    std::uint64_t source = 0;    ///< A number for who asks.
    std::size_t avoid = nobody;  ///< Tried before by this request; taken only when nobody else can
                                 ///< be.

    /// Another number whenever the number of servers, or `weight` or `usable` of one, has changed.
    /// It saves an algorithm from looking at all of them each time. 0: not kept, look.
    std::uint64_t edition = 0;

    /// Whether `server` has room and is not the one to avoid.
    bool may_take(std::size_t server) const
    {
        return server != avoid && servers[server].has_room();
    }

    /// Who is left when nobody may be taken: the server to avoid, if it has room.
    std::size_t last_resort() const
    {
        return avoid < servers.size() && servers[avoid].has_room() ? avoid : nobody;
    }
};

}  // namespace tiersim
