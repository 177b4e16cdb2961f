// SPDX-License-Identifier: MIT
/// Small sites for tests of the model, and questions about their results.
#pragma once

#include "tiersim/experiment/simulate.hpp"
#include "tiersim/scenario/scenario.hpp"

#include <string>

namespace sites {

using namespace tiersim;
using namespace tiersim::literals;

/// One application server that users call directly: constant work of 10 ms on one of eight workers,
/// 20 paced requests a second for 60 s, no latency.
inline Scenario single()
{
    return {.name = "single",
            .run = {.duration = 60s},
            .network = {.latency = 0ns, .local = 0ns},
            .clients = {{.name = "users", .calls = "app", .arrivals = Paced{20_rps}}},
            .app_servers = {
                {.name = "app", .workers = 8, .routes = {{.steps = {{Compute{Constant{10ms}}}}}}}}};
}

/// Two such servers behind a balancer.
inline Scenario balanced()
{
    Scenario site = single();
    site.clients[0].calls = "lb";
    site.balancers = {{.name = "lb", .upstream = {.to = "app"}}};
    site.app_servers[0].place.replicas = 2;
    return site;
}

/// How many of the users' requests failed in this way.
inline std::uint64_t failures(const Result& result, Outcome outcome)
{
    std::uint64_t count = 0;
    for (const FailureResult& failure : result.populations.at(0).failures)
        if (failure.outcome == outcome) count += failure.count;
    return count;
}

inline const NodeResult& node(const Result& result, const std::string& name)
{
    for (const NodeResult& one : result.nodes)
        if (one.name == name) return one;
    throw std::out_of_range{name};
}

}  // namespace sites
