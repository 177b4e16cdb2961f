// SPDX-License-Identifier: MIT
/// What becomes of reads and writes when a database, or its primary, is not well.
#include "catch.hpp"
#include "tiersim/experiment/simulate.hpp"

#include <algorithm>

using namespace tiersim;
using namespace tiersim::literals;

namespace {

/// Twenty requests a second, one in four of which writes, to an application before two databases.
Scenario shop()
{
    const Upstream to_databases{.to = "db",
                                .retries = 1,
                                .redispatch = true,
                                .check = {.interval = 500ms, .rise = 1, .fall = 1}};
    return {.name = "shop",
            .run = {.duration = 60s},
            .clients = {{.name = "users",
                         .calls = "app",
                         .arrivals = Paced{.rate = 20_rps},
                         .mix = {{.name = "look", .share = 75_percent},
                                 {.name = "buy", .share = 25_percent}}}},
            .app_servers = {{.name = "app",
                             .upstreams = {to_databases},
                             .routes = {{.kind = "look", .steps = {{Query{.to = "db"}}}},
                                        {.kind = "buy",
                                         .steps = {{Query{.to = "db", .write = true}}}}}}},
            .databases = {{.name = "db",
                           .place = {.replicas = 2},
                           .read = {.work = Constant{2ms}},
                           .write = {.work = Constant{2ms}}}}};
}

const KindResult& kind(const Result& result, const std::string& name)
{
    const auto& kinds = result.populations.front().kinds;
    return *std::find_if(kinds.begin(), kinds.end(),
                         [&](const KindResult& one) { return one.kind == name; });
}

/// One request a second that reads 10 ms from the disk of a database.
Scenario archive(const Effect& effect, Duration at, Duration lasts)
{
    return {
        .name = "archive",
        .run = {.duration = 20s},
        .network = {.latency = 0s},
        .clients = {{.name = "users", .calls = "db", .arrivals = Paced{.rate = 1_rps}}},
        .databases = {{.name = "db", .read = {.disk = Constant{10ms}}, .buffer_hits = 0_percent}},
        .faults = {{.effect = effect, .node = "db-1", .at = at, .lasts = lasts}}};
}

}  // namespace

TEST_CASE("while the primary is down writes fail at once and reads go to the replica",
          "[model][databases]")
{
    Scenario scenario = shop();
    scenario.faults = {{.effect = Crash{}, .node = "db-1", .at = 20s, .lasts = 20s}};

    const Result result = simulate(scenario);

    CHECK(kind(result, "look").failed == 0);
    CHECK(kind(result, "look").latency.max < 1.1);  // The pause before the one retry is 1 s.
    CHECK(kind(result, "buy").failed > 80);         // Of about 100 in 20 s.
    CHECK(kind(result, "buy").failed < 120);
    CHECK(result.populations.front().in_flight == 0);
}

TEST_CASE("a write that waits for a primary at its limit does not hold up reads",
          "[model][databases]")
{
    Scenario scenario = shop();
    scenario.app_servers.front().upstreams.front().server_limit = 1;
    scenario.databases.front().write.work = Constant{400ms};

    const Result result = simulate(scenario);

    CHECK(kind(result, "buy").latency.max > 10.0);
    CHECK(kind(result, "look").failed == 0);
    CHECK(kind(result, "look").latency.max < 0.1);
}

TEST_CASE("a primary of weight 0 takes writes and no reads", "[model][databases]")
{
    Scenario scenario = shop();
    scenario.app_servers.front().upstreams.front().weights = {0, 1};

    const Result result = simulate(scenario);

    const auto& users = result.populations.front();
    CHECK(users.failed == 0);
    CHECK(result.nodes[1].name == "db-1");
    CHECK(result.nodes[1].answered == kind(result, "buy").answered);
}

TEST_CASE("a database that is slow has a slow disk", "[model][faults]")
{
    const Result result = simulate(archive(Slow{.factor = 3.0}, 9500ms, 5s));

    const auto& users = result.populations.front();
    CHECK(users.latencies.quantile(Probability::of(0.5)) < 11ms);
    CHECK(users.latency.max == Approx(0.030));
}

TEST_CASE("a database that hangs answers nothing, although its disk has done its part",
          "[model][faults]")
{
    const Result result = simulate(archive(Hang{}, 10005ms, 2500ms));

    const auto& users = result.populations.front();
    CHECK(users.answered == 19);  // The request of the last instant is on its way.
    CHECK(users.latency.max == Approx(2.505).margin(1e-6));
}
