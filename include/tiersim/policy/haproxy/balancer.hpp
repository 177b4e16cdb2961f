// SPDX-License-Identifier: MIT
/// Load balancing as HAProxy 2.6 does it: an algorithm that is told of every change in the order in
/// which they happen.
#pragma once

#include "tiersim/policy/haproxy/asker.hpp"
#include "tiersim/policy/haproxy/consistent_hash.hpp"
#include "tiersim/policy/haproxy/farm.hpp"
#include "tiersim/policy/haproxy/first.hpp"
#include "tiersim/policy/haproxy/least_connections.hpp"
#include "tiersim/policy/haproxy/map_hash.hpp"
#include "tiersim/policy/haproxy/random.hpp"
#include "tiersim/policy/haproxy/round_robin.hpp"
#include "tiersim/policy/haproxy/static_round_robin.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>

namespace tiersim::haproxy {

/// What became of a request that asked for a server.
enum class Verdict : std::uint8_t {
    assigned,   ///< It has one, which may still be full: then the request waits there.
    full,       ///< It waits in the queue of the backend.
    no_server,  ///< Nobody is usable: 503 at once.
};

/// The answer to a request.
struct Assignment {
    Verdict verdict = Verdict::no_server;
    std::size_t server = nobody;  ///< When assigned.

    friend bool operator==(const Assignment&, const Assignment&) = default;
};

/// The algorithm of one backend. Every verb changes the farm and tells the algorithm; it may be
/// called for any server at any time, in the order of events.
class Balancer {
public:
    /// Each is a value that keeps what it needs of the farm, and picks.
    using Algorithm = std::variant<RoundRobin, StaticRoundRobin, LeastConnections, First, MapHash,
                                   ConsistentHash, Random>;

    Balancer() = default;
    explicit Balancer(Algorithm algorithm) : algorithm_{std::move(algorithm)} {}

    /// The farm as it is when the process starts: settles limits and weights, nobody starts slowly.
    void start(Farm& farm);

    /// A server comes up, leaves maintenance, or is told by its checks to take requests again; its
    /// slow start begins. No change if it is up.
    void server_up(Farm& farm, std::size_t server);

    /// A server goes down, into maintenance, or is told by its checks to take no more requests. No
    /// change if it is down.
    void server_down(Farm& farm, std::size_t server);

    /// A server is to get no new requests, up or down, until it is `ready`.
    void drain(Farm& farm, std::size_t server);

    /// A server drains no longer. Its slow start, if one was going on, has not stood still.
    void ready(Farm& farm, std::size_t server);

    /// A server gets another weight. Static algorithms know 0 and the weight at the start only.
    void set_weight(Farm& farm, std::size_t server, std::uint32_t weight);

    /// The slow start of a server goes on, at Farm::now; due one second after it came up and each
    /// second from then on. False when this was the last step, or there is none to take.
    bool slow_step(Farm& farm, std::size_t server);

    /// A request takes a slot of a server, no matter how it got there.
    void take(Farm& farm, std::size_t server);

    /// A request gives back its slot.
    void drop(Farm& farm, std::size_t server);

    /// Who gets this request. Takes no slot.
    Assignment assign(const Farm& farm, const Asker& asker);

    const Algorithm& algorithm() const { return algorithm_; }

private:
    bool is_static() const;
    bool waits_behind_others() const;
    std::uint32_t effective_weight(const Farm& farm, const Farm::Server& server) const;
    void weigh(Farm& farm, std::size_t server);
    void tell(Farm& farm, std::size_t server, bool was_usable);

    Algorithm algorithm_{};
    std::uint32_t divisor_ = 1;  ///< Of static weights.
};

}  // namespace tiersim::haproxy
