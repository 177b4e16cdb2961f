// SPDX-License-Identifier: MIT
/// What lost requests are charged to, on sites where it is known.
#include "catch.hpp"
#include "tiersim/experiment/simulate.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <algorithm>

using namespace tiersim;
using namespace std::chrono_literals;

namespace {

/// One server of one worker that takes 10 ms, asked 40 times a second by impatient users.
Scenario lone_server()
{
    return read_scenario_text(R"({
      "run": {"duration": "60s", "interval": "1s", "window": "1s"},
      "clients": [{"name": "users", "calls": "app", "arrivals": {"poisson": "40/s"},
                   "timeout": "1s", "good_within": "500ms"}],
      "app_servers": [{"name": "app", "workers": 1, "place": {"cores": 0},
                       "routes": [{"steps": [{"compute": "10ms"}]}]}]
    })");
}

std::uint64_t lost(const PopulationResult& users)
{
    return users.failed + users.answered - users.good;
}

std::uint64_t charged(const PopulationResult& users)
{
    std::uint64_t sum = 0;
    for (const LossResult& loss : users.losses)
        sum += loss.failed + loss.late;
    return sum;
}

std::uint64_t charged(const PopulationResult& users, Cause cause, const std::string& place)
{
    std::uint64_t sum = 0;
    for (const LossResult& loss : users.losses)
        if (loss.cause == cause && loss.place == place) sum += loss.failed + loss.late;
    return sum;
}

}  // namespace

TEST_CASE("requests refused by a dead process are charged to its crash, and to nothing else",
          "[experiment]")
{
    Scenario site = lone_server();
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 20s, .lasts = 10s}};

    const Result result = simulate(site);
    const PopulationResult& users = result.populations.front();

    CHECK(lost(users) > 300);
    CHECK(charged(users) == lost(users));
    CHECK(charged(users, Cause::fault, "app-1") == lost(users));
    CHECK(users.losses.front().fault == "crash of app-1");
    CHECK(result.faults.front().lost_holding == static_cast<double>(lost(users)));
}

TEST_CASE("what waits in the line that a fault has left is charged to the line, while it lasts",
          "[experiment]")
{
    Scenario site = lone_server();
    site.clients.front().arrivals = Poisson{Rate::per_second(90.0)};
    site.clients.front().timeout = 0s;
    site.faults = {{.effect = Hang{}, .node = "app-1", .at = 20s, .lasts = 1s}};

    const Result result = simulate(site);
    const PopulationResult& users = result.populations.front();

    CHECK(users.failed == 0);
    CHECK(charged(users) == lost(users));
    CHECK(charged(users, Cause::line, "app-1") > 50);
    CHECK(std::all_of(users.losses.begin(), users.losses.end(),
                      [](const LossResult& loss) { return loss.fault == "hang of app-1"; }));
    CHECK(result.faults.front().lost_after > result.faults.front().lost_holding);
}

TEST_CASE("a line that is full turns away, and no fault is to blame", "[experiment]")
{
    Scenario site = lone_server();
    site.clients.front().arrivals = Poisson{Rate::per_second(200.0)};
    site.app_servers.front().queue = 4;

    const PopulationResult users = simulate(site).populations.front();

    CHECK(lost(users) > 5000);
    CHECK(charged(users, Cause::limit, "app-1") == lost(users));
    CHECK(users.losses.front().fault.empty());
    CHECK_FALSE(users.losses.front().amplified);
}

TEST_CASE("a line that repeated attempts keep long is told from one that is just too long",
          "[experiment]")
{
    Scenario site = lone_server();
    site.clients.front().arrivals = Poisson{Rate::per_second(120.0)};
    site.clients.front().retry = {.attempts = 5};
    site.app_servers.front().queue_unbounded = true;

    const PopulationResult users = simulate(site).populations.front();

    CHECK(charged(users) == lost(users));
    CHECK(users.losses.front().cause == Cause::line);
    CHECK(users.losses.front().amplified);
}

TEST_CASE("outages are stretches of bad steps, with the time between them", "[experiment]")
{
    Scenario site = lone_server();
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 10s, .lasts = 4s, .every = 20s}};

    const DowntimeResult downtime = simulate(site).downtime;

    REQUIRE(downtime.outages == 3);
    CHECK(downtime.first.front().from == Instant{10s});
    CHECK(downtime.first.front().to == Instant{14s});
    CHECK(downtime.first.front().fault == "crash of app-1");
    CHECK(downtime.share.value == 0.2);
    CHECK(downtime.to_repair.value == 4.0);
    CHECK(downtime.between_failures.value == 16.0);
}

TEST_CASE("a tenth of the requests lost is a hundred times the budget of 99.9 %", "[experiment]")
{
    Scenario site = lone_server();
    site.run.window = 4s;
    site.faults = {{.effect = Crash{}, .node = "app-1", .at = 20s, .lasts = 6s}};
    site.expect = {{.metric = Metric::availability, .at_least = Probability::of(0.999)}};

    const Result result = simulate(site);
    const PopulationResult& users = result.populations.front();

    REQUIRE(result.budgets.size() == 1);
    const double share = static_cast<double>(lost(users)) / static_cast<double>(users.offered);
    CHECK(result.budgets.front().spent.value == Approx(share / 0.001));
    CHECK(result.budgets.front().fastest_burn == Approx(1000.0));
    CHECK(result.budgets.front().burn_window == 4s);
}
