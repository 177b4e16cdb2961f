// SPDX-License-Identifier: MIT
/// What an HAProxy backend keeps of its servers: limits, weights, who takes part, and who has how
/// many requests.
#pragma once

#include "tiersim/policy/choice.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tiersim::haproxy {

/// The clock of slow starts: HAProxy counts them in whole seconds.
using Seconds = std::chrono::seconds;

/// Who is balanced over.
enum class Duty : std::uint8_t {
    none,         ///< No server is usable.
    active,       ///< All usable servers that are no backups.
    sole_backup,  ///< The first usable backup alone.
    backups       ///< All usable backups: `option allbackups`.
};

/// The servers of a backend and its own counters.
struct Farm {
    /// One server of a backend. The upper part is configuration; `weight`, `maxconn` and `queued`
    /// may be changed at any time by whoever keeps the farm, the rest of the state by Balancer
    /// alone.
    struct Server {
        std::uint32_t id = 1;        ///< `id`; by default the place in the list, from 1.
        std::uint32_t weight = 1;    ///< `weight`, 0 to 256.
        bool backup = false;         ///< Gets requests only when no other server is usable.
        std::uint32_t maxconn = 0;   ///< Most requests served at a time; 0: no limit.
        std::uint32_t minconn = 0;   ///< The limit while the backend is idle; 0: as `maxconn`.
        std::uint32_t maxqueue = 0;  ///< Most requests that wait for this very server; 0: no limit.
        Seconds slow_start{0};       ///< How long it takes to get its full share; 0: none.
        bool up = true;              ///< State: neither down nor in maintenance.
        bool draining = false;       ///< State: gets no new requests.
        std::optional<Seconds> rise{};  ///< State: when it came up, while its slow start lasts.
        std::uint32_t effective = 0;    ///< State: the weight that algorithms work with.
        std::uint32_t served = 0;       ///< State: requests that own a slot.
        std::uint32_t queued = 0;       ///< State: requests that wait for this very server.

        /// Whether it takes part in the balancing.
        bool usable() const { return up && !draining && effective > 0; }

        friend bool operator==(const Server&, const Server&) = default;
    };

    std::vector<Server> servers{};
    bool all_backups = false;    ///< `option allbackups`.
    std::uint32_t fullconn = 0;  ///< Requests in the backend from which on `maxconn` holds in
                                 ///< full, see Server::minconn; 0: always.
    std::uint32_t requests = 0;  ///< Of the backend now, queued ones and the one that is about to
                                 ///< be assigned included (`beconn`).
    std::uint32_t queued = 0;    ///< Waiting in the queue of the backend itself.
    Seconds now{0};              ///< The time, whole seconds of it.
    std::uint32_t served = 0;    ///< State: the sum over all servers.
    std::uint32_t active_usable = 0;    ///< State: how many servers.
    std::uint32_t backups_usable = 0;   ///< State: how many servers.
    std::size_t first_backup = nobody;  ///< State: the first usable one.

    Duty duty() const;

    /// How many servers are balanced over.
    std::uint32_t on_duty() const;

    /// Whether `server` is one of those balanced over now.
    bool is_on_duty(std::size_t server) const;

    /// Most requests that `server` may have now.
    std::uint32_t limit(std::size_t server) const;

    /// Whether `server` could serve one more request at once, and nobody waits for it.
    bool has_room(std::size_t server) const
    {
        const Server& it = servers[server];
        return it.maxconn == 0 || (it.queued == 0 && it.served < limit(server));
    }

    friend bool operator==(const Farm&, const Farm&) = default;
};

}  // namespace tiersim::haproxy
