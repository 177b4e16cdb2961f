// SPDX-License-Identifier: MIT
/// What a balancer does: limits, lines, retries, and beliefs that come from what it sees.
#include "catch.hpp"
#include "sites.hpp"

using namespace sites;

TEST_CASE("with redispatch a refused request goes to another server at once", "[model][balancer]")
{
    Scenario site = balanced();
    site.balancers[0].upstream.retries = 3;
    site.balancers[0].upstream.redispatch = true;
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 20005ms, .lasts = 10s}};

    const Result result = simulate(site);

    CHECK(result.populations[0].failed == 0);
    CHECK(result.populations[0].latency.max == Approx(0.010).epsilon(0.001));
}

TEST_CASE(
    "without redispatch it insists, with pauses of a second: three retries end after three seconds",
    "[model][balancer]")
{
    Scenario site = balanced();
    site.app_servers[0].place.replicas = 1;
    site.clients[0].limit = 1;
    site.balancers[0].upstream.retries = 3;
    site.faults = {{.effect = Crash{}, .node = "app-1"}};

    site.clients[0].timeout = 2990ms;
    CHECK(failures(simulate(site), Outcome::timed_out) == 1);
    site.clients[0].timeout = 3010ms;
    CHECK(failures(simulate(site), Outcome::unavailable) == 1);
}

TEST_CASE("silence costs the connect timeout at each attempt, without pauses", "[model][balancer]")
{
    Scenario site = balanced();
    site.app_servers[0].place.replicas = 1;
    site.clients[0].limit = 1;
    site.balancers[0].upstream.retries = 3;
    site.balancers[0].upstream.connect_timeout = 300ms;
    site.faults = {{.effect = Crash{}, .host = "app-1"}};

    site.clients[0].timeout = 1190ms;
    CHECK(failures(simulate(site), Outcome::timed_out) == 1);
    site.clients[0].timeout = 1210ms;
    CHECK(failures(simulate(site), Outcome::unavailable) == 1);
}

TEST_CASE("a server that takes too long is given up, and works on for nobody", "[model][balancer]")
{
    Scenario site = balanced();
    site.balancers[0].upstream.timeout = 50ms;
    site.app_servers[0].routes[0].steps = {{Compute{Constant{80ms}}}};

    const Result result = simulate(site);

    CHECK(result.populations[0].answered == 0);
    CHECK(failures(result, Outcome::gateway_timeout) == result.populations[0].ended);
    CHECK(node(result, "app-1").orphans + node(result, "app-2").orphans >= 1198);
}

TEST_CASE("no server has more requests than its limit; the rest wait, and give up in time",
          "[model][balancer]")
{
    Scenario site = balanced();
    site.clients[0].arrivals = Paced{100_rps};
    site.balancers[0].upstream.server_limit = 2;
    site.app_servers[0].routes[0].steps = {{Compute{Constant{100ms}}}};

    SECTION("with patience")
    {
        site.balancers[0].upstream.queue_timeout = 250ms;
        const Result result = simulate(site);
        CHECK(failures(result, Outcome::queue_timeout) > 3000);
        CHECK(result.populations[0].throughput.value == Approx(40.0).epsilon(0.02));
        CHECK(result.populations[0].latency.max <= 0.351);
    }
    SECTION("with a short line")
    {
        site.balancers[0].upstream.queue = 5;
        const Result result = simulate(site);
        CHECK(failures(result, Outcome::overloaded) > 3000);
        CHECK(result.populations[0].throughput.value == Approx(40.0).epsilon(0.02));
    }
    CHECK(simulate(site).nodes.at(1).busy.value <= 2.0);
}

TEST_CASE("a dead server is found out by its checks, no sooner", "[model][health]")
{
    Scenario site = balanced();
    site.balancers[0].upstream.check = {.interval = 2s, .rise = 2, .fall = 3};
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 20s, .lasts = 20s}};

    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const FaultResult fault = simulate(site, {.seed = seed}).faults.at(0);
        CHECK(fault.detected);
        CHECK(fault.time_to_detect.value >= 4.0);
        CHECK(fault.time_to_detect.value <= 6.0);
    }
}

TEST_CASE("a TCP check passes for a process that hangs, an HTTP check does not", "[model][health]")
{
    Scenario site = balanced();
    site.balancers[0].upstream.check = {.interval = 1s, .fall = 2};
    site.clients[0].timeout = 500ms;
    site.app_servers[0].workers = 2;
    site.faults = {{.effect = Hang{}, .node = "app-1", .at = 20s, .lasts = 20s}};

    site.balancers[0].upstream.check.kind = CheckKind::tcp;
    CHECK_FALSE(simulate(site).faults.at(0).detected);
    site.balancers[0].upstream.check.kind = CheckKind::http;
    CHECK(simulate(site).faults.at(0).detected);
}

TEST_CASE("without checks a balancer never knows; errors of its requests can tell it",
          "[model][health]")
{
    Scenario site = balanced();
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 20s, .lasts = 20s}};

    const Result blind = simulate(site);
    site.balancers[0].upstream.observe = {.errors = 5, .retry_after = 60s};
    const Result observing = simulate(site);

    CHECK_FALSE(blind.faults[0].detected);
    CHECK(failures(blind, Outcome::unavailable) == 200);
    CHECK(observing.faults[0].detected);
    CHECK(failures(observing, Outcome::unavailable) == 5);
}

TEST_CASE("two balancers find out each for itself", "[model][health]")
{
    Scenario site = balanced();
    site.balancers[0].place.replicas = 2;
    site.balancers[0].upstream.check = {.interval = 2s};
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 20s, .lasts = 20s}};

    std::vector<ChangeResult> downs;
    for (const ChangeResult& change : simulate(site).changes)
        if (!change.up) downs.push_back(change);

    REQUIRE(downs.size() == 2);
    CHECK(downs[0].observer != downs[1].observer);
    CHECK(downs[0].at != downs[1].at);
}
