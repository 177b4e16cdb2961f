// SPDX-License-Identifier: MIT
/// A process that hangs accepts connections and does nothing else.
#include "catch.hpp"
#include "tiersim/experiment/simulate.hpp"

using namespace tiersim;
using namespace tiersim::literals;

namespace {

/// A balancer that checks two servers; one of them hangs for ten seconds.
Scenario site(CheckKind kind)
{
    return {.name = "site",
            .run = {.duration = 40s},
            .clients = {{.name = "users",
                         .calls = "lb",
                         .arrivals = Paced{.rate = 10_rps},
                         .timeout = 1s}},
            .balancers =
                {{.name = "lb",
                  .upstream = {.to = "app",
                               .check = {.kind = kind, .interval = 500ms, .rise = 1, .fall = 2}}}},
            .app_servers = {{.name = "app",
                             .place = {.replicas = 2},
                             .routes = {{.steps = {{Compute{.work = Constant{10ms}}}}}}}},
            .faults = {{.effect = Hang{}, .node = "app-2", .at = 10s, .lasts = 10s}}};
}

}  // namespace

TEST_CASE("a check that wants an answer finds a process that hangs", "[model][faults]")
{
    const Result result = simulate(site(CheckKind::http));

    CHECK(result.faults.front().detected);
    CHECK(result.faults.front().time_to_detect.value < 2.1);  // Two checks of at most 1 s.
    CHECK(result.populations.front().failed <= 10);
    CHECK(result.changes.back().up);
}

TEST_CASE("a check that wants a connection does not", "[model][faults]")
{
    const Result result = simulate(site(CheckKind::tcp));

    CHECK(result.changes.empty());
    CHECK(result.populations.front().failed > 40);
}

TEST_CASE("a balancer that hangs passes nothing on until it moves again", "[model][faults]")
{
    Scenario scenario = site(CheckKind::tcp);
    scenario.clients.front().timeout = 0s;
    scenario.faults = {{.effect = Hang{}, .node = "lb-1", .at = 10s, .lasts = 2s}};

    const Result result = simulate(scenario);

    const auto& users = result.populations.front();
    CHECK(users.failed == 0);
    CHECK(users.latency.max > 1.9);
    CHECK(users.latency.max < 2.2);
}
