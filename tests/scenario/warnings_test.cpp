// SPDX-License-Identifier: MIT
/// What will surprise in a run is said before it.
#include "catch.hpp"
#include "scenario/sound_site.hpp"
#include "tiersim/scenario/check.hpp"

#include <functional>
#include <string>
#include <vector>

using namespace tiersim;
using namespace tiersim::literals;

namespace {

/// One oddity, where it is noticed, and a part of what is said.
struct Oddity {
    std::string pointer{};
    std::string says{};
    std::function<void(Scenario&)> make{};
};

void warn_of_each(const std::vector<Oddity>& oddities)
{
    for (const auto& oddity : oddities) {
        auto site = sound_site();
        oddity.make(site);

        const auto problems = check(site);

        INFO(oddity.pointer << "\n" << to_text(problems));
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].severity == Severity::warning);
        CHECK(problems[0].pointer == oddity.pointer);
        CHECK(problems[0].says.find(oddity.says) != std::string::npos);
    }
}

Expect errors_between(Duration from, Duration to)
{
    return {.metric = Metric::error_share, .at_most = Quantity{1_percent}, .from = from, .to = to};
}

}  // namespace

TEST_CASE("more load than a tier, a host or a disk can do is told", "[scenario]")
{
    warn_of_each({
        {"/app_servers/0/place", "need CPU for 3.2 cores on a node, but app has 2",
         [](Scenario& site) {
             site.app_servers[0].routes[0].steps[0] = {Compute{.work = Constant{200ms}}};
         }},
        {"/app_servers/0/workers", "need 6.46 workers at the same time, but app has 4",
         [](Scenario& site) {
             site.app_servers[0].routes[0].steps[0] = {Compute{.work = Constant{200ms}}};
             site.app_servers[0].workers = 2;
             site.app_servers[0].place.cores = 8;
             site.databases[0].connections = 0;
         }},
        {"/databases/0/disks", "need 1.6 disks on a node, but db has 1",
         [](Scenario& site) {
             site.databases[0].read.disk = Constant{100ms};
             site.databases[0].buffer_hits = 50_percent;
         }},
        {"/hosts/0/cores", "the load needs 9.6 cores of box, which has 8",
         [](Scenario& site) { site.web_servers[0].work = Constant{300ms}; }},
    });
}

TEST_CASE("a load that can just be done is not warned of", "[scenario]")
{
    auto site = sound_site();
    site.web_servers[0].work = Constant{249ms};
    site.databases[0].read.disk = Constant{31ms};
    site.databases[0].buffer_hits = Probability{};

    CHECK(to_text(check(site)) == "");
}

TEST_CASE("places that nobody can fill are told", "[scenario]")
{
    warn_of_each({
        {"/databases/0/connections", "4 of its 20 connections are never used",
         [](Scenario& site) { site.databases[0].connections = 20; }},
        {"/databases/0/queue",
         "the queue (50) will hold 6 at most, 44 of its places are never used",
         [](Scenario& site) {
             site.databases[0].connections = 10;
             site.databases[0].queue = 50;
         }},
        {"/hosts/1", "nothing stands on spare",
         [](Scenario& site) { site.hosts.push_back({.name = "spare"}); }},
        {"/databases/1", "no request ever comes to archive",
         [](Scenario& site) { site.databases.push_back({.name = "archive"}); }},
        {"/web_servers/0/place/cores", "has no effect",
         [](Scenario& site) { site.web_servers[0].place.cores = 4; }},
    });
}

TEST_CASE("a queue that is filled by a caller without a limit is not warned of", "[scenario]")
{
    auto site = sound_site();
    site.app_servers[0].queue = 5000;

    CHECK(to_text(check(site)) == "");
}

TEST_CASE("waits that outlast those who wait are told", "[scenario]")
{
    warn_of_each({
        {"/web_servers/0/upstream/timeout",
         "web waits for app up to 30s, but whoever asked has given up after 2s",
         [](Scenario& site) { site.web_servers[0].upstream.timeout = 30s; }},
        {"/app_servers/0/queue_timeout", "requests wait for a worker of app up to 5s",
         [](Scenario& site) { site.app_servers[0].queue_timeout = 5s; }},
        {"/clients/0/retry", "3 times as much, 120/s instead of 40/s",
         [](Scenario& site) { site.clients[0].retry = {.attempts = 3}; }},
        {"/clients/0/good_within", "never decides",
         [](Scenario& site) { site.clients[0].good_within = 3s; }},
    });
}

TEST_CASE("outages that no check will see are told", "[scenario]")
{
    warn_of_each({
        {"/web_servers/0/upstream/check", "may take 6s to see an outage of app-2 that lasts 5s",
         [](Scenario& site) { site.faults[0].lasts = 5s; }},
        {"/web_servers/0/upstream/check", "may take 12s to see an outage of app-2 that lasts 10s",
         [](Scenario& site) { site.faults[0].effect = Hang{}; }},
        {"/web_servers/0/upstream/check", "neither checks nor observation",
         [](Scenario& site) { site.web_servers[0].upstream.check.interval = 0s; }},
        {"/web_servers/0/upstream/check", "a check of kind tcp is passed",
         [](Scenario& site) {
             site.faults[0].effect = Errors{};
             site.web_servers[0].upstream.check.kind = CheckKind::tcp;
         }},
        {"/balancers/0/place", "a standby cluster of one",
         [](Scenario& site) { site.balancers[0].place.replicas = 1; }},
        {"/balancers/0/place", "all of lb stand on box",
         [](Scenario& site) { site.balancers[0].place.hosts = {"box"}; }},
    });
}

TEST_CASE("moments outside of the run are told", "[scenario]")
{
    warn_of_each({
        {"/faults/0/at", "never happens: the run ends at 1min",
         [](Scenario& site) { site.faults[0].at = 60s; }},
        {"/clients/0/from", "no request ever comes",
         [](Scenario& site) { site.clients[0].from = 70s; }},
        {"/expect/0/to", "is after the end of the run",
         [](Scenario& site) { site.expect[0] = errors_between(50s, 70s); }},
        {"/expect/0/to", "what begins in the warm-up, until 20s, is not counted",
         [](Scenario& site) {
             site.run.warmup = 20s;
             site.expect[0] = errors_between(0s, 10s);
         }},
    });
}
