// SPDX-License-Identifier: MIT
/// What a HAProxy process knows of a backend and of its servers, and who waits there.
#pragma once

#include "model/haproxy/rates.hpp"
#include "model/haproxy/stream.hpp"
#include "model/server_pool.hpp"
#include "tiersim/policy/haproxy/balancer.hpp"
#include "tiersim/scenario/haproxy.hpp"

#include <compare>
#include <cstdint>
#include <set>
#include <vector>

namespace tiersim::haproxy {

/// A place in a queue: the lower class first, then who came first.
struct Waiting {
    std::int32_t priority = 0;
    Millis since = 0;  ///< With the offset that the request was given.
    std::uint64_t serial = 0;
    StreamId stream = 0;
    friend auto operator<=>(const Waiting&, const Waiting&) = default;
};

struct Queue {
    std::set<Waiting> waiting{};
    std::uint32_t left = 0;  ///< Requests that it gave to a server which had a slot for them.
};

/// No server.
inline constexpr std::uint32_t absent_subject = UINT32_MAX;

/// What keeps a server from new requests, or from any.
struct Standpoint {
    bool down = false;      ///< By its checks.
    bool stopping = false;  ///< NOLB: a check got 404.
    bool agent_down = false;
    bool maint = false;
    bool drain = false;
};

/// How a check ended.
enum class CheckResult : std::uint8_t {
    passed,
    not_found,  ///< 404 where that means: no new requests.
    failed
};

/// Whose check one is.
struct Checked {
    std::uint32_t subject = 0;
    bool agent = false;
};

/// The check of a server that is under way, and the next one.
struct CheckState {
    Millis due = no_time;    ///< When the next one begins.
    Millis limit = no_time;  ///< When the present one has lasted too long.
    Slot slot = no_slot;     ///< Its call; `no_slot`: there is none.
    bool connecting = false;
    std::uint32_t number = 0;  ///< Among the checks of the process.
};

struct ServerState {
    const Server* config = nullptr;
    Address address{};
    Queue queue{};
    Standpoint is{};
    CheckState check{};
    CheckState agent{};                     ///< The same of its agent's.
    std::uint32_t sessions = 0;             ///< Requests with a connection, or on the way to one.
    std::uint32_t health = 0;               ///< UP from `rise` on.
    std::uint32_t errors = 0;               ///< That were observed since something went well.
    std::uint32_t idle_fresh = 0;           ///< Idle connections that have carried one request ...
    std::uint32_t idle_safe = 0;            ///< ... and more than one.
    std::uint32_t tracks = absent_subject;  ///< Whose state it shares.
    Millis ramp_due = no_time;              ///< Next step of its slow start.
    FrequencyCounter session_rate{};

    Millis purge_due = no_time;   ///< When idle connections are looked through.
    std::uint32_t most_used = 0;  ///< Sessions at once since then ...
    std::uint32_t needed = 0;     ///< ... and smoothed.

    std::uint32_t idle() const { return idle_fresh + idle_safe; }
    bool up() const { return !is.down && !is.agent_down && !is.maint; }
    bool usable() const { return up() && !is.stopping; }
    std::uint32_t full_health() const { return config->check.rise + config->check.fall - 1; }
};

struct BackendState {
    const Backend* config = nullptr;
    Farm farm{};
    Balancer balancer{};
    Queue queue{};
    std::vector<ServerState> servers{};
    std::uint32_t waiting = 0;  ///< In all its queues.
    FrequencyCounter session_rate{};
};

/// One address that a frontend listens on.
struct Door {
    const Bind* bind = nullptr;
    Index frontend = 0;
    std::uint32_t connections = 0;
    std::uint32_t backlog = 0;
    Line line{};  ///< Connections that the kernel has, and the process not yet.
};

struct FrontendState {
    const Frontend* config = nullptr;
    std::uint32_t connections = 0;
    FrequencyCounter session_rate{};
    FrequencyCounter request_rate{};
};

}  // namespace tiersim::haproxy
