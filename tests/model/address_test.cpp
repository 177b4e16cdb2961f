// SPDX-License-Identifier: MIT
/// How an address moves between balancers: VRRP's timers, measured by keepalived's rules.
#include "catch.hpp"
#include "sites.hpp"

#include <algorithm>

using namespace sites;

namespace {

/// A pair of balancers, adverts every second; the second's skew is (256 - 99) / 256 s.
Scenario pair()
{
    Scenario site = balanced();
    site.balancers[0].place.replicas = 2;
    site.balancers[0].cluster = Standby{.script_interval = 1s};
    site.clients[0].timeout = 200ms;
    return site;
}

constexpr double skew = 157.0 / 256.0;

// When the node took the address for the first time after `from`, in seconds after it.
double takeover(const Result& result, const std::string& node, Duration from)
{
    for (const ChangeResult& change : result.changes)
        if (change.address && change.observer == node && change.at > Instant{from})
            return to_seconds(change.at - Instant{from});
    return -1.0;
}

}  // namespace

TEST_CASE("when the master's host dies the backup takes over in two to three adverts and its skew",
          "[model][vrrp]")
{
    Scenario site = pair();
    site.faults = {{.effect = Crash{}, .host = "lb-1", .at = 20s, .lasts = 20s}};
    double least = 10.0;
    double most = 0.0;

    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const double time = takeover(simulate(site, {.seed = seed}), "lb-2", 20s);
        least = std::min(least, time);
        most = std::max(most, time);
    }

    CHECK(least >= 2.0 + skew);
    CHECK(most <= 3.0 + skew);
    CHECK(most - least > 0.8);
}

TEST_CASE("the one of higher priority takes the address back after its own master-down time",
          "[model][vrrp]")
{
    Scenario site = pair();
    site.faults = {{.effect = Crash{}, .host = "lb-1", .at = 20s, .lasts = 20s}};

    SECTION("with preemption")
    {
        CHECK(takeover(simulate(site), "lb-1", 40s) == Approx(3.0 + 156.0 / 256.0).margin(0.001));
    }
    SECTION("without")
    {
        std::get<Standby>(site.balancers[0].cluster).preempt = false;
        CHECK(takeover(simulate(site), "lb-1", 40s) == -1.0);
    }
}

TEST_CASE(
    "a dead balancer process is seen by the script, and given up by an advert of priority zero",
    "[model][vrrp]")
{
    Scenario site = pair();
    site.faults = {{.effect = Crash{}, .node = "lb-1", .at = 20s, .lasts = 20s}};

    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const double time = takeover(simulate(site, {.seed = seed}), "lb-2", 20s);
        CHECK(time >= 1.0 + skew);
        CHECK(time <= 2.0 + skew + 0.001);
    }
}

TEST_CASE("users fail while nobody holds the address, and no longer", "[model][vrrp]")
{
    Scenario site = pair();
    site.faults = {{.effect = Crash{}, .host = "lb-1", .at = 20s}};

    const Result result = simulate(site);

    const auto lost = static_cast<double>(failures(result, Outcome::timed_out));
    CHECK(lost / 20.0 == Approx(takeover(result, "lb-2", 20s)).margin(0.25));
}

TEST_CASE("who asks while nobody holds the address reaches the next holder when TCP asks again",
          "[model][vrrp]")
{
    Scenario site = pair();
    site.clients[0].timeout = 10s;
    std::get<Standby>(site.balancers[0].cluster).advert = 200ms;
    site.faults = {{.effect = Crash{}, .host = "lb-1", .at = 20s}};

    const Result result = simulate(site);

    CHECK(takeover(result, "lb-2", 20s) < 1.0);
    CHECK(result.populations[0].failed <= 1);  // Whose answer was under way through lb-1.
    CHECK(result.populations[0].latency.max == Approx(1.01).margin(0.005));
}

TEST_CASE("Q26: a script that costs priority makes for a later takeover than a FAULT",
          "[model][vrrp]")
{
    Scenario site = pair();
    auto& standby = std::get<Standby>(site.balancers[0].cluster);
    standby.script_fall = 1;
    standby.priorities = {150, 100};
    site.faults = {{.effect = Crash{}, .node = "lb-1", .at = 20s}};
    const double own_skew = 156.0 / 256.0;

    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        standby.script_cost = 0;
        const double fault = takeover(simulate(site, {.seed = seed}), "lb-2", 20s);
        standby.script_cost = 60;
        const double cost = takeover(simulate(site, {.seed = seed}), "lb-2", 20s);

        CHECK(fault >= own_skew);
        CHECK(fault <= 1.0 + own_skew + 0.001);
        CHECK(cost >= 2.0 + own_skew);
        CHECK(cost <= 4.0 + own_skew);
    }
}

TEST_CASE("a cost that leaves the priority above the other's moves nothing", "[model][vrrp]")
{
    Scenario site = pair();
    auto& standby = std::get<Standby>(site.balancers[0].cluster);
    standby.priorities = {150, 100};
    standby.script_cost = 20;
    site.faults = {{.effect = Crash{}, .node = "lb-1", .at = 20s}};

    CHECK(takeover(simulate(site), "lb-2", 20s) == -1.0);
}

TEST_CASE(
    "a node that is back lets a lower one be for the delay, and then takes two to three adverts",
    "[model][vrrp]")
{
    Scenario site = pair();
    std::get<Standby>(site.balancers[0].cluster).preempt_delay = 3s;
    site.faults = {{.effect = Crash{}, .host = "lb-1", .at = 20s, .lasts = 20s}};
    const double own_skew = 156.0 / 256.0;

    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const double time = takeover(simulate(site, {.seed = seed}), "lb-1", 40s);
        CHECK(time >= 3.0 + 2.0 + own_skew);
        CHECK(time <= 3.0 + 3.0 + own_skew + 0.001);
    }
}
