// SPDX-License-Identifier: MIT
/// What a replicated database keeps, loses and shows when its primary is lost.
#include "catch.hpp"
#include "sites.hpp"

using namespace sites;

namespace {

/// Users write through one application server to a database of three nodes: 100 paced writes a
/// second, constant times, 1 ms from node to node.
Scenario ledger()
{
    Scenario site{
        .name = "ledger",
        .run = {.duration = 60s},
        .network = {.latency = 1ms, .local = 0ns},
        .clients = {{.name = "users", .calls = "app", .arrivals = Paced{100_rps}, .timeout = 5s}},
        .app_servers = {{.name = "app",
                         .workers = 500,
                         .upstreams = {{.to = "db"}},
                         .routes = {{.steps = {{Query{.to = "db", .write = true}}}}}}},
        .databases = {{.name = "db",
                       .place = {.replicas = 3},
                       .connections = 0,
                       .read = {.work = Constant{1ms}},
                       .write = {.work = Constant{2ms}}}}};
    site.databases[0].replication = Replication{};
    site.databases[0].failover = Failover{.interval = 1s, .timeout = 500ms, .fall = 2};
    return site;
}

const DataResult& data(const Result& result) { return result.data.at(0); }

}  // namespace

TEST_CASE("without a fault nothing is lost, and each write is acknowledged once", "[model][data]")
{
    const Result result = simulate(ledger());

    CHECK(data(result).acknowledged >= result.populations[0].answered);
    CHECK(data(result).acknowledged <= result.populations[0].answered + 2);
    CHECK(data(result).lost == 0);
    CHECK(data(result).duplicated == 0);
    CHECK(data(result).failovers == 0);
    CHECK(data(result).unwritable.value == 0.0);
}

TEST_CASE("asynchronous replication loses what was on its way", "[model][data]")
{
    Scenario site = ledger();
    site.databases[0].replication->delay = 250ms;
    site.faults = {{.effect = Crash{}, .node = "db-1", .at = 20s}};

    const Result result = simulate(site);

    // 100 a second for 251 ms of delay and network.
    CHECK(data(result).lost == Approx(25).margin(1));
    CHECK(data(result).failovers == 1);
    CHECK(data(result).diverged == 0);
}

TEST_CASE("a write that another node must have first survives its primary", "[model][data]")
{
    Scenario site = ledger();
    site.databases[0].replication->delay = 250ms;
    site.databases[0].replication->acknowledged_by = 1;
    site.faults = {{.effect = Crash{}, .node = "db-1", .at = 20s}};

    const Result result = simulate(site);

    CHECK(data(result).lost == 0);
    CHECK(data(result).failovers == 1);
    // User to application server to database and back, 2 ms of work, 250 ms + 2 ms to the other
    // node and back.
    CHECK(result.populations[0].latency.p50.value == Approx(0.258).margin(0.002));
}

TEST_CASE("a monitor takes as long as its checks to see that a primary is lost", "[model][data]")
{
    Scenario site = ledger();
    site.databases[0].failover->promotion = Constant{3s};

    SECTION("a dead process refuses two checks, 1 s apart")
    {
        site.faults = {{.effect = Crash{}, .node = "db-1", .at = 20s}};
        const double gone = data(simulate(site)).unwritable.value;
        CHECK(gone >= 4.0);
        CHECK(gone <= 5.0);
    }
    SECTION("a dead host says nothing to them, each for half a second")
    {
        site.faults = {{.effect = Crash{}, .host = "db-1", .at = 20s}};
        const double gone = data(simulate(site)).unwritable.value;
        CHECK(gone >= 4.5);
        CHECK(gone <= 5.5);
    }
    SECTION("one that is back in time is not replaced")
    {
        site.faults = {{.effect = Crash{}, .node = "db-1", .at = 20s, .lasts = 900ms}};
        const Result result = simulate(site);
        CHECK(data(result).failovers == 0);
        CHECK(data(result).unwritable.value == Approx(0.9));
        CHECK(data(result).lost == 0);
    }
}

TEST_CASE("an old primary that is cut off goes on unless it is fenced", "[model][data]")
{
    Scenario site = ledger();
    site.app_servers[0].place.zones = {"west"};
    site.databases[0].place.zones = {"west", "east", "east"};
    site.databases[0].failover->from = "east";
    site.app_servers[0].upstreams[0].timeout = 1s;
    site.faults = {{.effect = Partition{}, .between = {"west", "east"}, .at = 20s, .lasts = 20s}};

    SECTION("two primaries, and what the cut-off one takes is lost")
    {
        site.databases[0].failover->fencing = false;
        const Result result = simulate(site);
        CHECK(data(result).failovers == 1);
        CHECK(data(result).split.value == Approx(18.0).margin(1.5));
        CHECK(data(result).diverged == Approx(1800).margin(150));
        CHECK(data(result).lost >= data(result).diverged);
        CHECK(result.populations[0].timeline[50].good == Approx(100).margin(1));
    }
    SECTION("one primary, which the west cannot reach")
    {
        const Result result = simulate(site);
        CHECK(data(result).split.value == 0.0);
        CHECK(data(result).diverged == 0);
        CHECK(data(result).lost <= 250);
        CHECK(result.populations[0].timeline[30].good == 0.0);
        CHECK(result.populations[0].timeline[50].good == Approx(100).margin(1));
    }
    SECTION("with a quorum the cut-off primary steps down by itself")
    {
        site.databases[0].failover->fencing = false;
        site.databases[0].failover->quorum = true;
        const Result result = simulate(site);
        CHECK(data(result).split.value == 0.0);
        CHECK(data(result).diverged == 0);
        CHECK(data(result).failovers == 1);
    }
}

TEST_CASE("reads at other nodes see the past", "[model][data]")
{
    Scenario site = ledger();
    site.clients[0].sources = 10;
    site.databases[0].replication->delay = 100ms;
    site.app_servers[0].routes[0].steps = {{Query{.to = "db"}}, {Query{.to = "db", .write = true}}};

    SECTION("two of three reads miss what was acknowledged, and users their own write")
    {
        const DataResult result = data(simulate(site));
        const auto reads = static_cast<double>(result.reads);
        CHECK(static_cast<double>(result.stale_reads) / reads == Approx(2.0 / 3.0).margin(0.02));
        CHECK(result.own_missed > result.reads / 4);
        CHECK(result.backward_reads > result.reads / 10);
    }
    SECTION("unless they go to the primary")
    {
        site.databases[0].replication->reads_at_primary = true;
        const DataResult result = data(simulate(site));
        CHECK(result.reads > 5900);
        CHECK(result.stale_reads == 0);
        CHECK(result.own_missed == 0);
        CHECK(result.backward_reads == 0);
    }
}

TEST_CASE("a write whose answer was lost is done again by a retry", "[model][data]")
{
    Scenario site = ledger();
    site.databases[0].replication->delay = 250ms;
    site.databases[0].replication->acknowledged_by = 1;
    site.clients[0].timeout = 200ms;
    site.clients[0].retry = {.attempts = 2};

    const DataResult result = data(simulate(site));

    // Nobody waits 256 ms: each request writes twice.
    CHECK(result.duplicated == Approx(5975).margin(40));
}

TEST_CASE("a node that applies writes slowly falls behind, and what it has is kept",
          "[model][data]")
{
    Scenario site = ledger();
    site.clients[0].sources = 10;
    site.databases[0].replication->apply = Constant{20ms};
    site.app_servers[0].routes[0].steps = {{Query{.to = "db"}}, {Query{.to = "db", .write = true}}};
    site.faults = {{.effect = Crash{}, .node = "db-1", .at = 40s}};

    const DataResult result = data(simulate(site));

    CHECK(result.stale_reads > result.reads / 2);
    CHECK(result.lost <= 1);
}

TEST_CASE("log shipping loses up to an interval of writes", "[model][data]")
{
    Scenario site = ledger();
    site.databases[0].replication->every = 10s;
    std::uint64_t lost = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        site.run.seed = seed;
        site.run.duration = 40s;
        site.faults = {{.effect = Crash{}, .node = "db-1", .at = 30s}};
        const std::uint64_t once = data(simulate(site)).lost;
        CHECK(once <= 1001);
        lost += once;
    }
    // Uniform between 0 and 1,000: a mean of 500, with a standard error of 20.
    CHECK(static_cast<double>(lost) / 200.0 == Approx(500.0).margin(82.0));
}
