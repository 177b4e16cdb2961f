// SPDX-License-Identifier: MIT
/// The parts that tiers are described with: hosts, the network, and how one tier calls another.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/time.hpp"
#include "tiersim/policy/balancing.hpp"
#include "tiersim/policy/breaker.hpp"
#include "tiersim/policy/health.hpp"
#include "tiersim/workload/distribution.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiersim {

/// How the cores of a host are given to the work that is ready.
enum class Discipline : std::uint8_t {
    shared,       ///< Processor sharing: all at once, at most one core a job.
    in_turn,      ///< First come, first served; a job keeps its core.
    last_first,   ///< Last come, first served; a job keeps its core.
    by_priority,  ///< In turn by the kind's priority, the lowest number first; a job keeps its
                  ///< core.
    preemptive    ///< By the kind's priority, and in turn; a job gives its core to a more important
                  ///< one, and goes on later where it was.
};

/// A machine that carries one or more nodes. When it dies, all of them do.
struct Host {
    std::string name{};
    std::string zone = "site";
    std::uint32_t cores = 0;  ///< 0: more than its nodes can use.
    double speed = 1.0;       ///< 2: work takes half as long; above 0.
    Discipline discipline = Discipline::shared;
    friend bool operator==(const Host&, const Host&) = default;
};

/// Where the nodes of a tier stand: on named hosts in turn, or each on a host of its own.
struct Placement {
    std::uint32_t replicas = 1;
    std::vector<std::string> hosts{};  ///< Names of hosts, taken in turn; empty: a host for each
                                       ///< node, named like it.
    std::vector<std::string> zones{};  ///< For hosts of their own: their zones, in turn; empty:
                                       ///< "site".
    std::uint32_t cores = 0;           ///< Of hosts of their own; 0: more than the node can use.
    double speed = 1.0;                ///< Of hosts of their own.
    Discipline discipline = Discipline::shared;  ///< Of hosts of their own.
    double quota = 0.0;            ///< Cores that a node of this tier may use at most; 0: no quota.
    Duration quota_period{};       ///< Of the quota: in each period a node uses cores freely until
                                   ///< it has had its part, and none until the next (Linux: 100
                                   ///< ms); 0: it never uses more at any time.
    std::vector<double> speeds{};  ///< Of each host of its own, where they differ; empty: `speed`
                                   ///< for all.
    friend bool operator==(const Placement&, const Placement&) = default;
};

/// The links between two places.
struct Link {
    std::string from{};  ///< A zone or a host; "*": any.
    std::string to{};
    Duration latency{};     ///< One way.
    Distribution jitter{};  ///< Added to each message.
    Probability loss{};
    friend bool operator==(const Link&, const Link&) = default;
};

/// How long messages take. The most telling link counts: hosts before zones before the rest.
struct Network {
    Duration latency = std::chrono::microseconds{200};  ///< One way, between any two hosts.
    Duration local = std::chrono::microseconds{20};     ///< One way, between two nodes of one host.
    Distribution jitter{};
    Probability loss{};
    std::vector<Link> links{};  ///< Exceptions; they hold both ways.
    friend bool operator==(const Network&, const Network&) = default;
};

/// How a node calls the servers of another tier: its choice, its limits, its patience, its own
/// books.
struct Upstream {
    std::string to{};  ///< Name of a tier.
    Balancing balance{};
    std::vector<std::uint32_t> weights{};  ///< One a server; empty: 1 each.
    std::uint32_t server_limit = 0;  ///< Most requests of this caller at one server (maxconn, pool
                                     ///< size); 0: no limit.
    std::uint32_t queue = 0;         ///< Most requests that wait for a server; 0: no limit.
    Duration queue_timeout{};        ///< Longest wait for a server; 0: without end.
    Duration connect_timeout{};      ///< Longest wait for a connection; 0: without end.
    Duration timeout{};         ///< Longest wait for the answer once connected; 0: without end.
    std::uint32_t retries = 0;  ///< Further attempts when no connection could be had.
    Duration retry_pause = std::chrono::seconds{1};  ///< Before the same server is tried again.
    bool redispatch = false;                         ///< The last retry may go to another server.
    bool retry_errors = false;  ///< Attempts that broke or were answered with an error are retried
                                ///< as well.
    HealthCheck check{.interval = Duration{0}};
    Observe observe{};
    std::uint32_t calls_limit = 0;  ///< Most calls of this caller to this tier at once, those that
                                    ///< wait for a server included; more fail at once (bulkhead);
                                    ///< 0: no limit.
    std::optional<Breaker> breaker{};  ///< Of this caller for this tier; absent: none.
    friend bool operator==(const Upstream&, const Upstream&) = default;
};

}  // namespace tiersim
