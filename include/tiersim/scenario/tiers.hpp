// SPDX-License-Identifier: MIT
/// The tiers of a site as they are described: balancers, web servers, application servers,
/// databases and caches, each a number of equal nodes.
#pragma once

#include "tiersim/policy/rate_limit.hpp"
#include "tiersim/scenario/operation.hpp"
#include "tiersim/scenario/parts.hpp"
#include "tiersim/scenario/replication.hpp"
#include "tiersim/scenario/steps.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace tiersim {

class Node;

/// One balancer holds the address and serves; others wait and watch its adverts (VRRP, RFC 5798).
/// The first node has the highest priority.
struct Standby {
    Duration advert = std::chrono::seconds{1};  ///< Time between two adverts.
    std::uint32_t priority = 100;  ///< Of the first node; each further one has one less.
    bool preempt = true;  ///< A node of higher priority takes the address back when it returns.
    Duration script_interval = std::chrono::seconds{2};  ///< How often keepalived looks whether the
                                                         ///< balancer process lives; 0: never.
    std::uint32_t script_fall = 2;  ///< Bad looks in a row that make a node give up the address.
    std::uint32_t script_rise = 1;  ///< Good looks in a row that end that.
    std::uint32_t script_cost = 0;  ///< Priority that a node has less while looks are bad; 0: it
                                    ///< gives up the address at once (FAULT).
    std::vector<std::uint32_t> priorities{};  ///< Of the nodes, in place of `priority`, where they
                                              ///< differ by other than one.
    Duration preempt_delay{};  ///< A node that is back lets a lower one be for so long.
    friend bool operator==(const Standby&, const Standby&) = default;
};

/// All balancers serve; clients know all their addresses and take one by lot (DNS round robin).
struct AllActive {
    friend bool operator==(const AllActive&, const AllActive&) = default;
};

using Cluster = std::variant<AllActive, Standby>;

/// HAProxy's place: takes requests, chooses servers, queues, checks, retries.
struct LoadBalancer {
    std::string name{};
    Placement place{};
    Cluster cluster{};
    Distribution work{};            ///< CPU a request, on its host.
    std::uint32_t connections = 0;  ///< Most requests inside at once, the rest are refused; 0: no
                                    ///< limit.
    std::optional<RateLimit> rate_limit{};  ///< Of requests let in by each node; absent: none.
    Upstream upstream{};
    friend bool operator==(const LoadBalancer&, const LoadBalancer&) = default;
};

/// What a web server serves without asking anybody.
struct StaticContent {
    std::string kind{};                            ///< Kind of request.
    Distribution work{};                           ///< CPU, in place of the server's `work`.
    Distribution disk{};                           ///< Reading it, when it is not in memory.
    Probability in_memory = Probability::of(1.0);  ///< Share found in the page cache.
    friend bool operator==(const StaticContent&, const StaticContent&) = default;
};

/// Event-driven: its few workers never wait for the tier below.
struct WebServer {
    std::string name{};
    Placement place{};
    std::uint32_t workers = 0;             ///< Requests that work at once; 0: no limit.
    std::uint32_t connections = 0;         ///< Requests inside at once, waiting for the tier below
                                           ///< included; more are refused; 0: no limit.
    Distribution work{};                   ///< CPU for a request that is passed on.
    Distribution tls{};                    ///< CPU added to every request.
    std::vector<StaticContent> content{};  ///< Kinds it serves itself; all others are passed on.
    Upstream upstream{};                   ///< Not needed when all kinds are content.
    bool cancels = false;                  ///< Stops dealing with a request whose caller has gone.
    friend bool operator==(const WebServer&, const WebServer&) = default;
};

/// A bounded pool of workers, each held from the first step to the last, also while it waits for
/// the tier below; or event loops.
struct AppServer {
    std::string name{};
    Placement place{};
    std::uint32_t workers = 0;     ///< 0: no limit.
    std::uint32_t queue = 1024;    ///< Requests that wait for a worker; more are refused. 0: none
                                   ///< waits.
    bool queue_unbounded = false;  ///< Any number may wait.
    Duration queue_timeout{};      ///< Longest wait for a worker, then the request is given up; 0:
                                   ///< without end.
    std::optional<Distribution> patience{};  ///< Longest wait for a worker drawn for each request,
                                             ///< in place of `queue_timeout`.
    std::vector<Upstream> upstreams{};       ///< The tiers it asks.
    std::vector<Route> routes{};
    bool event_loop = false;  ///< Workers are the threads of event loops: one is held only while it
                              ///< computes, or while it waits for a query that blocks.
    bool cancels = false;     ///< Stops working on a request whose caller has gone, and gives up
                              ///< what it asked for it.
    bool queue_drops = false;  ///< A full queue is the kernel's: it drops the connection, which the
                               ///< caller's kernel asks for again after 1 s, 3 s, 7 s ...
    Duration starts_in{};      ///< From the end of an outage until the process takes requests.
    std::optional<Warming> warms_up{};     ///< After each start; absent: at full speed at once.
    std::optional<Pauses> pauses{};        ///< Absent: it never pauses.
    std::vector<Deploy> deploys{};         ///< One after the other.
    std::optional<Autoscale> autoscale{};  ///< Absent: all nodes always run.
    friend bool operator==(const AppServer&, const AppServer&) = default;
};

/// What a read or a write costs a database.
struct Statement {
    Distribution work{};  ///< CPU.
    Distribution disk{};  ///< One access to the disk; a read needs it when its page is not in the
                          ///< buffer cache.
    friend bool operator==(const Statement&, const Statement&) = default;
};

/// Connections, CPU, buffer cache and disk. The first node is the primary: writes go there.
struct Database {
    std::string name{};
    Placement place{};
    std::uint32_t connections = 0;  ///< Statements at once; 0: no limit.
    std::uint32_t queue = 1024;     ///< Statements that wait for a connection; more are refused.
    bool queue_unbounded = false;
    Statement read{};
    Statement write{};
    Probability buffer_hits = Probability::of(1.0);  ///< Reads that find their page in memory.
    std::uint32_t disks = 1;                         ///< Accesses at once; others wait in turn.
    Duration warms_up{};  ///< After a crash the buffer is cold: misses fall back to normal over
                          ///< this time.
    std::optional<Replication> replication{};  ///< Absent: nodes do not copy what is written.
    std::optional<Failover> failover{};        ///< Absent: the first node stays the primary.
    bool cancels = false;  ///< Stops working on a statement whose caller has gone; accesses to the
                           ///< disk and writes that others must have go on.
    friend bool operator==(const Database&, const Database&) = default;
};

/// Keys of Zipf popularity in a store of limited capacity; the least recently used goes first.
/// Empty after a crash.
struct Cache {
    std::string name{};
    Placement place{};
    std::uint32_t workers = 0;  ///< 0: no limit.
    Distribution work{};        ///< CPU for a lookup or a fill.
    std::uint64_t keys = 10000;
    double zipf = 1.0;              ///< Popularity of the k-th key ~ k^-zipf; 0: all alike.
    std::uint64_t capacity = 1000;  ///< Keys held.
    Duration ttl{};                 ///< Time a key is good for after it was filled; 0: for good.
    friend bool operator==(const Cache&, const Cache&) = default;
};

/// Nodes of a type of one's own, for C++ users; it cannot be written to a file. Equal by name.
struct CustomTier {
    std::string name{};
    Placement place{};
    std::vector<Upstream> upstreams{};              ///< The tiers it asks, by their numbers.
    std::function<std::unique_ptr<Node>()> make{};  ///< One node; called for each replica.
    friend bool operator==(const CustomTier& a, const CustomTier& b) { return a.name == b.name; }
};

/// The name of the `number`-th node (1, 2, ...) of a tier: "app-2".
std::string node_name(const std::string& tier, std::uint32_t number);

}  // namespace tiersim
