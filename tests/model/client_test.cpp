// SPDX-License-Identifier: MIT
/// What clients do: give up, ask again, think; and what goes on without them.
#include "catch.hpp"
#include "sites.hpp"

#include <cmath>

using namespace sites;

TEST_CASE("work below goes on after the client gave up", "[model][client]")
{
    Scenario site = single();
    site.clients[0].timeout = 5ms;

    const Result result = simulate(site);

    CHECK(failures(result, Outcome::timed_out) == result.populations[0].ended);
    CHECK(node(result, "app-1").busy.value == Approx(0.2).epsilon(0.01));
    CHECK(node(result, "app-1").orphans >= 1198);
}

TEST_CASE("a client asks as often as it is told to, and waits in between", "[model][client]")
{
    Scenario site = single();
    site.clients[0].arrivals = Paced{1_rps};
    site.clients[0].retry = {.attempts = 3, .backoff = 100ms};
    site.faults = {{.effect = Crash{}, .node = "app-1"}};

    const PopulationResult users = simulate(site).populations[0];

    CHECK(users.attempts == 3 * users.ended);
    CHECK(users.answered == 0);
}

TEST_CASE("a retry within the outage's end saves the request", "[model][client]")
{
    Scenario site = single();
    site.clients[0].retry = {.attempts = 4, .backoff = 300ms};
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 20s, .lasts = 1s}};

    const Result result = simulate(site);

    CHECK(result.populations[0].failed == 0);
    CHECK(result.populations[0].latency.max > 0.9);
}

TEST_CASE("patience is drawn anew for each attempt", "[model][client]")
{
    Scenario site = single();
    site.app_servers[0].workers = 0;
    site.clients[0].arrivals = Paced{100_rps};
    site.clients[0].patience = Exponential{10ms};

    const PopulationResult once = simulate(site).populations[0];
    site.clients[0].retry.attempts = 2;
    const PopulationResult twice = simulate(site).populations[0];

    const auto failed = [](const PopulationResult& users) {
        return static_cast<double>(users.failed) / static_cast<double>(users.ended);
    };
    CHECK(failed(once) == Approx(1.0 - std::exp(-1.0)).margin(0.02));
    CHECK(failed(twice) == Approx(failed(once) * failed(once)).margin(0.02));
}

TEST_CASE("only a share of the clients asks again", "[model][client]")
{
    Scenario site = single();
    site.clients[0].arrivals = Paced{100_rps};
    site.clients[0].retry = {.attempts = 0, .chance = 75_percent};
    site.faults = {{.effect = Errors{}, .node = "app-1"}};

    const PopulationResult users = simulate(site).populations[0];

    const double attempts = static_cast<double>(users.attempts) / static_cast<double>(users.ended);
    CHECK(attempts == Approx(4.0).epsilon(0.05));
}

TEST_CASE("who asks again only when nobody answers takes an error for an answer", "[model][client]")
{
    Scenario site = single();
    site.clients[0].arrivals = Paced{100_rps};
    site.clients[0].timeout = 5ms;
    site.clients[0].retry = {.attempts = 3, .on_failure = false};

    const PopulationResult late = simulate(site).populations[0];
    site.faults = {{.effect = Errors{}, .node = "app-1"}};
    const PopulationResult wrong = simulate(site).populations[0];

    CHECK(late.attempts == 3 * late.ended);
    CHECK(wrong.attempts == wrong.ended);
}

TEST_CASE("a budget keeps retries to a share of the requests", "[model][client]")
{
    Scenario site = single();
    site.clients[0].arrivals = Paced{100_rps};
    site.clients[0].retry = {.attempts = 3, .budget = 10_percent};
    site.faults = {{.effect = Crash{}, .node = "app-1"}};

    const PopulationResult users = simulate(site).populations[0];

    const double retries = static_cast<double>(users.attempts - users.ended);
    CHECK(retries / static_cast<double>(users.ended) == Approx(0.1).margin(0.005));
}

TEST_CASE("users who think make the load that theory says", "[model][client][theory]")
{
    Scenario site = single();
    site.run.duration = 1000s;
    site.clients[0].arrivals = Thinking{.users = 10, .think = Constant{990ms}};

    const PopulationResult users = simulate(site).populations[0];

    CHECK(users.throughput.value == Approx(10.0).epsilon(0.01));
}

TEST_CASE("kinds come in their shares and have their own work", "[model][client]")
{
    Scenario site = single();
    site.clients[0].arrivals = Poisson{100_rps};
    site.clients[0].mix = {{.name = "page", .share = 70_percent, .size = 10_kB},
                           {.name = "order", .share = 30_percent}};
    site.app_servers[0].workers = 0;
    site.app_servers[0].routes = {{.kind = "order", .steps = {{Compute{Constant{50ms}}}}},
                                  {.steps = {{Compute{Constant{10ms}}}}}};

    const PopulationResult users = simulate(site).populations[0];

    REQUIRE(users.kinds.size() == 2);
    const auto pages = static_cast<double>(users.kinds[0].offered);
    CHECK(pages / static_cast<double>(users.offered) == Approx(0.7).margin(0.03));
    CHECK(users.kinds[0].bytes == users.kinds[0].answered * 10'000);
    CHECK(users.kinds[0].latency.p99.value == Approx(0.010).epsilon(0.005));
    CHECK(users.kinds[1].latency.p50.value == Approx(0.050).epsilon(0.005));
}

TEST_CASE("whoever asks later is not disturbed by more servers: the same requests, the same work",
          "[model][client]")
{
    Scenario site = balanced();
    site.clients[0].arrivals = Poisson{50_rps};
    site.app_servers[0].workers = 0;
    site.app_servers[0].routes[0].steps = {{Compute{Exponential{20ms}}}};

    const Result two = simulate(site);
    site.app_servers[0].place.replicas = 7;
    site.balancers[0].upstream.balance = RandomDraws{};
    const Result seven = simulate(site);

    CHECK(two.populations[0].latencies == seven.populations[0].latencies);
}
