// SPDX-License-Identifier: MIT
/// How processes start, warm up, pause, and come and go; and how a quota is enforced.
#include "catch.hpp"
#include "model/sites.hpp"

using namespace sites;

namespace {

/// The latency of a request to an otherwise idle server, that comes at `at`, in seconds.
double latency(Scenario site, Duration at)
{
    site.clients[0].arrivals = Trace{.arrivals = {{.at = at}}};
    const Result result = simulate(site);
    REQUIRE(result.populations[0].answered == 1);
    return result.populations[0].latency.max;
}

/// A request a moment to two servers behind a balancer that know how to drain.
Scenario deployed(const Deploy& deploy)
{
    Scenario site = balanced();
    site.clients[0].arrivals = Paced{100_rps};
    site.app_servers[0].starts_in = 3s;
    site.app_servers[0].deploys = {deploy};
    return site;
}

/// 200 requests a second of 10 ms, for 30 s, to servers with one worker each.
Scenario scaled(const Autoscale& plan)
{
    Scenario site = balanced();
    site.clients[0].arrivals = Paced{200_rps};
    site.clients[0].until = 30s;
    site.balancers[0].upstream.balance = LeastConnections{};
    site.app_servers[0].workers = 1;
    site.app_servers[0].queue_unbounded = true;
    site.app_servers[0].place.replicas = 5;
    site.app_servers[0].autoscale = plan;
    return site;
}

}  // namespace

TEST_CASE("a process that pauses goes on afterwards where it was", "[model][pauses]")
{
    Scenario site = single();
    site.app_servers[0].pauses = Pauses{.every = Constant{1s}, .length = Constant{100ms}};

    CHECK(latency(site, 500ms) == Approx(0.01));
    CHECK(latency(site, 995ms) == Approx(0.11));
    CHECK(latency(site, 1050ms) == Approx(0.06));
    CHECK(latency(site, 2150ms) == Approx(0.06));
}

TEST_CASE("a process that has just started is slow, and gets faster steadily", "[model][warm-up]")
{
    Scenario site = single();
    site.app_servers[0].warms_up = Warming{.lasts = 10s, .speed = 50_percent};
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 10s, .lasts = 1s}};

    CHECK(latency(site, 5s) == Approx(0.01));
    CHECK(latency(site, 11001ms) == Approx(0.02));
    CHECK(latency(site, 16001ms) == Approx(0.01 / 0.75));
    CHECK(latency(site, 22s) == Approx(0.01));
}

TEST_CASE("a process takes requests only when it has started", "[model][operation]")
{
    Scenario site = single();
    site.app_servers[0].starts_in = 5s;
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 10s, .lasts = 1s}};

    const Result result = simulate(site);

    CHECK(failures(result, Outcome::refused) == Approx(120).margin(1));
    CHECK(node(result, "app-1").restarts == 1);
}

TEST_CASE("a start that an outage interrupts begins anew", "[model][operation]")
{
    Scenario site = single();
    site.app_servers[0].starts_in = 5s;
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 10s, .lasts = 1s},
                   {.effect = Crash{}, .node = "app-1", .at = 14s, .lasts = 1s}};

    CHECK(failures(simulate(site), Outcome::refused) == Approx(200).margin(1));
}

TEST_CASE("a connection that finds the backlog full comes again when TCP says so",
          "[model][backlog]")
{
    Scenario site = single();
    site.app_servers[0].workers = 1;
    site.app_servers[0].queue = 0;
    site.app_servers[0].queue_drops = true;
    site.app_servers[0].routes[0].steps = {{Compute{Constant{1500ms}}}};
    site.clients[0].arrivals = Trace{.arrivals = {{.at = 1s}, {.at = 1s}}};

    const Result result = simulate(site);

    CHECK(result.populations[0].failed == 0);
    CHECK(result.populations[0].latency.max == Approx(4.5));  // Dropped at 0 s and 1 s, in at 3 s.
}

TEST_CASE("a rolling deploy that drains loses nothing, and one that does not cuts calls off",
          "[model][deploy]")
{
    Scenario site = deployed({.at = 10s, .drain = 1s, .takes = 2s});

    const Result drained = simulate(site);
    site.app_servers[0].routes[0].steps = {{Compute{Constant{100ms}}}};
    site.app_servers[0].workers = 0;
    site.app_servers[0].deploys[0].drain = 0s;
    const Result cut = simulate(site);

    CHECK(drained.populations[0].failed == 0);
    CHECK(node(drained, "app-1").restarts == 1);
    CHECK(node(drained, "app-2").restarts == 1);
    CHECK(node(drained, "app-1").arrived == Approx(3000).margin(5));
    CHECK(cut.populations[0].failed == node(cut, "app-1").killed + node(cut, "app-2").killed);
    CHECK(cut.populations[0].failed == Approx(15).margin(2));  // 5 at first, 10 of the other.
}

TEST_CASE("while a batch is deployed the others have its load", "[model][deploy]")
{
    Scenario site = deployed({.at = 10s, .takes = 22s});
    site.run.duration = 35s;

    const Result result = simulate(site);

    CHECK(node(result, "app-1").arrived == Approx(500).margin(3));
    CHECK(node(result, "app-2").arrived == Approx(3000).margin(5));
}

TEST_CASE("blue and green lose nothing, but all are cold at once", "[model][deploy]")
{
    Scenario site = deployed({.at = 10s, .blue_green = true});
    site.app_servers[0].warms_up = Warming{.lasts = 10s, .speed = 20_percent};

    const Result result = simulate(site);

    CHECK(result.populations[0].failed == 0);
    CHECK(node(result, "app-1").restarts == 0);
    CHECK(result.populations[0].latency.max == Approx(0.05).epsilon(0.05));
    CHECK(latency(site, 25s) == Approx(0.01));
}

TEST_CASE("nodes are started until the load of each is what it should be", "[model][autoscale]")
{
    const Result result = simulate(scaled({.target = 50_percent, .every = 5s, .boot = 10s}));

    CHECK(result.populations[0].failed == 0);
    CHECK(node(result, "app-1").restarts == 0);
    CHECK(node(result, "app-4").restarts == 1);
    CHECK(node(result, "app-2").arrived > 500);
    const Result late = simulate(scaled({.target = 50_percent, .every = 5s, .boot = 40s}));
    CHECK(node(late, "app-2").arrived == 0);
}

TEST_CASE("nodes that have nothing to do are stopped after a while, and drained before",
          "[model][autoscale]")
{
    Scenario site = scaled(
        {.least = 2, .target = 50_percent, .every = 2s, .boot = 2s, .cool_down = 10s, .drain = 1s});
    site.faults.clear();

    const Result result = simulate(site);

    CHECK(result.populations[0].failed == 0);
    CHECK(node(result, "app-3").killed == 0);
    CHECK(node(result, "app-3").restarts == 1);
    site.clients.push_back(site.clients[0]);
    site.clients[1].name = "later";
    site.clients[1].from = 58s;
    site.clients[1].until = 0s;
    CHECK(node(simulate(site), "app-3").arrived == node(result, "app-3").arrived);
}

TEST_CASE("a quota for periods lets work run, and stops it when its part is used up",
          "[model][cores]")
{
    Scenario site = single();
    site.app_servers[0].place = {.cores = 2, .quota = 0.5, .quota_period = 100ms};
    const auto work = [&](Duration length) {
        site.app_servers[0].routes[0].steps = {{Compute{Constant{length}}}};
        return site;
    };

    CHECK(latency(work(30ms), 1s) == Approx(0.03));
    CHECK(latency(work(80ms), 1s) == Approx(0.13));
    CHECK(latency(work(80ms), 1080ms) == Approx(0.13));  // 20 ms, 50 ms, nothing for 50, 10 ms.
    site.app_servers[0].place.quota_period = 0s;
    CHECK(latency(work(30ms), 1s) == Approx(0.06));
}

TEST_CASE("jobs side by side use a quota up the sooner", "[model][cores]")
{
    Scenario site = single();
    site.app_servers[0].place = {.cores = 4, .quota = 1.0, .quota_period = 100ms};
    site.app_servers[0].routes[0].steps = {{Compute{Constant{50ms}}}};
    site.clients[0].arrivals = Trace{.arrivals = {{.at = 1s}, {.at = 1s}, {.at = 1s}, {.at = 1s}}};

    CHECK(simulate(site).populations[0].latency.max == Approx(0.125));
}
