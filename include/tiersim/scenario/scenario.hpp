// SPDX-License-Identifier: MIT
/// A scenario: everything that decides a run, as one value. JSON files and C++ make the same one.
#pragma once

#include "tiersim/fault/crew.hpp"
#include "tiersim/fault/fault.hpp"
#include "tiersim/policy/retry.hpp"
#include "tiersim/scenario/expect.hpp"
#include "tiersim/scenario/haproxy_tier.hpp"
#include "tiersim/scenario/parts.hpp"
#include "tiersim/scenario/tiers.hpp"
#include "tiersim/workload/arrivals.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiersim {

/// A header or a cookie of a request.
struct Field {
    std::string name{};
    std::string value{};
    friend bool operator==(const Field&, const Field&) = default;
};

/// How the body of a message passes between a client and whom it asks, when that takes time.
struct Body {
    Distribution takes{};  ///< From its first byte to its last, in a steady flow.
    bool stalls = false;   ///< The last byte never comes: nothing moves any more after `takes`.
    friend bool operator==(const Body&, const Body&) = default;
};

/// How clients keep connections for their next requests.
struct KeepAlive {
    std::uint64_t requests = 0;  ///< On one connection at most; 0: no limit.
    Duration idle{};             ///< Closed by the client after this; 0: never.
    friend bool operator==(const KeepAlive&, const KeepAlive&) = default;
};

/// A kind of request and its share of a population's requests. What it says on the wire is looked
/// at by HAProxy's rules and nobody else.
struct Kind {
    std::string name{};
    Probability share = Probability::of(1.0);  ///< Shares of a population sum to 1.
    Bytes size{};                              ///< Of the answer.
    std::uint32_t priority = 0;  ///< For hosts with Discipline::by_priority; the lowest first.
    std::string method = "GET";
    std::string path = "/";  ///< With its query, if it has one.
    std::string host{};      ///< Header Host.
    std::vector<Field> headers{};
    std::vector<Field> cookies{};
    std::uint32_t port = 0;  ///< Of the HAProxy that is asked; 0: the first that it listens on.
    std::optional<Body> upload{};    ///< To a HAProxy; absent: it comes with the headers.
    std::optional<Body> download{};  ///< From a HAProxy, as far as buffers do not hold it; absent:
                                     ///< at once.
    friend bool operator==(const Kind&, const Kind&) = default;
};

/// People or programs that use the site.
struct Clients {
    std::string name{};
    std::string zone = "internet";
    std::string calls{};  ///< The tier they ask.
    Arrivals arrivals{};
    std::vector<Kind> mix{};                 ///< Empty: one kind, "request".
    Duration timeout{};                      ///< Each attempt is given up after this; 0: never.
    std::optional<Distribution> patience{};  ///< The same, drawn for each attempt, in place of
                                             ///< `timeout`.
    Retry retry{};
    Duration good_within{};     ///< An answer counts as good when it comes within this time of the
                                ///< first attempt; 0: always.
    std::uint64_t sources = 0;  ///< Different users, for source hashing; 0: each request is
                                ///< another's.
    Duration from{};            ///< No request before.
    Duration until{};           ///< No new request from here on; 0: to the end.
    std::uint64_t limit = 0;    ///< Requests in all; 0: no limit.
    std::optional<KeepAlive> keep_alive{};  ///< Of connections to a HAProxy; absent: one for each
                                            ///< request.
    friend bool operator==(const Clients&, const Clients&) = default;
};

/// How long and how often a scenario runs, and how finely it is watched.
struct RunPlan {
    std::uint64_t seed = 1;
    Duration duration = std::chrono::seconds{60};  ///< Warm-up included.
    Duration warmup{};                             ///< Requests that begin in it are not counted.
    std::uint32_t replications = 1;                ///< Independent runs with seeds of their own.
    Duration interval = std::chrono::seconds{1};   ///< Step of the timelines.
    Duration window = std::chrono::seconds{10};    ///< For availability by time: a window is good
                                                   ///< when ...
    Probability window_good = Probability::of(0.99);  ///< ... at least this share of its requests
                                                      ///< was.
    friend bool operator==(const RunPlan&, const RunPlan&) = default;
};

/// The description of a site, its load, its faults and what is expected of it.
struct Scenario {
    std::string name{};
    std::string about{};  ///< A sentence for people.
    RunPlan run{};
    Network network{};
    std::vector<Host> hosts{};  ///< Only those that are shared or special; others come with their
                                ///< nodes.
    std::vector<Clients> clients{};
    std::vector<LoadBalancer> balancers{};
    std::vector<Haproxy> haproxies{};
    std::vector<WebServer> web_servers{};
    std::vector<AppServer> app_servers{};
    std::vector<Database> databases{};
    std::vector<Cache> caches{};
    std::vector<CustomTier> custom_tiers{};
    std::vector<Crew> crews{};
    std::vector<Fault> faults{};
    std::vector<Expect> expect{};
    friend bool operator==(const Scenario&, const Scenario&) = default;
};

/// The longest chain of calls a request may make, its client included.
inline constexpr std::uint32_t deepest_chain = 9;

}  // namespace tiersim
