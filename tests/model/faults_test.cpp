// SPDX-License-Identifier: MIT
/// What faults do to a site: only by their effects.
#include "catch.hpp"
#include "sites.hpp"

using namespace sites;

TEST_CASE("a dead process refuses at once, a dead host says nothing", "[model][faults]")
{
    Scenario site = single();
    site.clients[0].timeout = 500ms;
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 20s, .lasts = 10s}};

    SECTION("a process")
    {
        const Result result = simulate(site);
        CHECK(failures(result, Outcome::refused) == 200);
        CHECK(failures(result, Outcome::timed_out) == 0);
    }
    SECTION("a host")
    {
        site.faults[0].node = "";
        site.faults[0].host = "app-1";
        const Result result = simulate(site);
        CHECK(failures(result, Outcome::refused) == 0);
        CHECK(failures(result, Outcome::timed_out) == 200);
    }
}

TEST_CASE("work in hand dies with its process, and its caller hears of it", "[model][faults]")
{
    Scenario site = single();
    site.app_servers[0].routes[0].steps = {{Compute{Constant{200ms}}}};
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 20010ms, .lasts = 1s}};

    const Result result = simulate(site);

    CHECK(failures(result, Outcome::reset) == 4);
    CHECK(node(result, "app-1").killed == 4);
    CHECK(node(result, "app-1").restarts == 1);
}

TEST_CASE("a server that hangs takes calls, and answers them when it moves again",
          "[model][faults]")
{
    Scenario site = single();
    site.app_servers[0].workers = 0;
    site.faults = {{.effect = Hang{}, .node = "app-1", .at = 20s, .lasts = 5s}};

    const Result result = simulate(site);

    CHECK(result.populations[0].failed == 0);
    CHECK(result.populations[0].latency.max == Approx(5.01).margin(0.051));
}

TEST_CASE("a slow server takes as many times longer", "[model][faults]")
{
    Scenario site = single();
    site.faults = {{.effect = Slow{.factor = 3.0}, .node = "app-1"}};

    const Result result = simulate(site);

    CHECK(result.populations[0].latency.mean.value == Approx(0.030).epsilon(0.001));
}

TEST_CASE("overlapping faults compose, and leave no trace", "[model][faults]")
{
    Scenario site = single();
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 10s, .lasts = 10s},
                   {.effect = Crash{}, .node = "app-1", .at = 15s, .lasts = 10s},
                   {.effect = Slow{.factor = 2.0}, .node = "app-1", .at = 12s, .lasts = 20s}};

    const Result result = simulate(site);

    CHECK(failures(result, Outcome::refused) + failures(result, Outcome::reset) == 300);
    CHECK(result.populations[0].timeline[28].p50 == Approx(0.020).epsilon(0.01));
    CHECK(result.populations[0].timeline[40].p50 == Approx(0.010).epsilon(0.01));
}

TEST_CASE("errors come at once, in their share", "[model][faults]")
{
    Scenario site = single();
    site.clients[0].arrivals = Poisson{200_rps};
    site.faults = {{.effect = Errors{.share = 25_percent}, .node = "app"}};

    const PopulationResult users = simulate(site).populations[0];

    const auto offered = static_cast<double>(users.offered);
    CHECK(static_cast<double>(users.failed) / offered == Approx(0.25).margin(0.02));
}

TEST_CASE("what is sent into a partition arrives when it is over, as long as somebody waits",
          "[model][faults]")
{
    Scenario site = single();
    site.faults = {{.effect = Partition{}, .between = {"internet", "app"}, .at = 20s, .lasts = 5s}};

    SECTION("patient users")
    {
        const Result result = simulate(site);
        CHECK(result.populations[0].failed == 0);
        CHECK(result.populations[0].latency.max > 5.0);
    }
    SECTION("users who give up")
    {
        site.clients[0].timeout = 1s;
        const Result result = simulate(site);
        CHECK(failures(result, Outcome::timed_out) >= 80);
        CHECK(node(result, "app-1").orphans == 0);
    }
}

TEST_CASE("delay is added both ways, and loss costs TCP's timeout", "[model][faults]")
{
    Scenario site = single();

    SECTION("delay")
    {
        site.faults = {{.effect = Delay{.extra = 30ms}, .between = {"internet", "app"}}};
        CHECK(simulate(site).populations[0].latency.mean.value == Approx(0.070).epsilon(0.001));
    }
    SECTION("loss")
    {
        site.faults = {{.effect = Loss{.share = 10_percent}, .between = {"internet", "app"}}};
        const PopulationResult users = simulate(site).populations[0];
        CHECK(users.failed == 0);
        CHECK(users.latency.p50.value == Approx(0.010).epsilon(0.01));
        CHECK(users.latency.p99.value > 1.0);
    }
}

TEST_CASE("a zone's outage takes all its hosts, and no other", "[model][faults]")
{
    Scenario site = balanced();
    site.app_servers[0].place.zones = {"east", "west"};
    site.balancers[0].upstream.connect_timeout = 200ms;
    site.faults = {{.effect = Crash{}, .zone = "east", .at = 20s, .lasts = 10s}};

    const Result result = simulate(site);

    CHECK(node(result, "app-1").restarts == 1);
    CHECK(node(result, "app-2").restarts == 0);
    CHECK(failures(result, Outcome::unavailable) == 100);
}

TEST_CASE("each visit of a request to a failing server draws its own lot", "[model][faults]")
{
    Scenario site = single();
    site.app_servers.push_back({.name = "db", .routes = {{}}});
    site.app_servers[0].upstreams = {{.to = "db", .retries = 1, .retry_errors = true}};
    site.app_servers[0].routes[0].steps.emplace_back().does = Query{.to = "db", .times = 3};
    site.faults = {{.effect = Errors{.share = 50_percent}, .node = "db-1"}};

    const std::uint64_t twice = failures(simulate(site), Outcome::error);
    site.app_servers[0].upstreams[0].retries = 0;
    const std::uint64_t once = failures(simulate(site), Outcome::error);

    CHECK(once > 1000);  // 7 of 8 requests, of 1199.
    CHECK(once < 1100);
    CHECK(twice > 620);  // Three times in a row not twice in a row: 37 of 64.
    CHECK(twice < 770);
}

TEST_CASE("a host that is back answers those who have asked it in vain when TCP asks again",
          "[model][faults]")
{
    Scenario site = single();
    site.faults = {{.effect = Crash{}, .host = "app-1", .at = 20s, .lasts = 2500ms}};

    const Result result = simulate(site);

    CHECK(result.populations[0].failed == 0);
    CHECK(result.populations[0].latency.max == Approx(3.01).margin(0.005));  // After 1 s and
                                                                             // 2 s.
}

TEST_CASE("a caller's place at a silent server comes back when its own patience ends",
          "[model][faults]")
{
    Scenario site = balanced();
    site.run.duration = 40s;
    site.app_servers[0].place.replicas = 1;
    site.clients[0].arrivals = Paced{10_rps};
    site.clients[0].timeout = 500ms;
    site.balancers[0].upstream.server_limit = 3;
    site.balancers[0].upstream.timeout = 2s;
    site.app_servers[0].routes[0].steps = {{Compute{Constant{250ms}}}};
    site.faults = {{.effect = Crash{}, .host = "app-1", .at = 10s, .lasts = 500ms}};

    const Result result = simulate(site);

    const auto& timeline = result.populations[0].timeline;
    CHECK(timeline[11].good < 10);
    CHECK(timeline[35].good == 10);
}
