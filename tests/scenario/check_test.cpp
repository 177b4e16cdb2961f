// SPDX-License-Identifier: MIT
/// Whatever is wrong with a scenario is found, also when it was made in C++.
#include "tiersim/scenario/check.hpp"

#include "catch.hpp"
#include "scenario/sound_site.hpp"

#include <functional>
#include <string>
#include <vector>

using namespace tiersim;
using namespace tiersim::literals;

namespace {

/// One way to spoil a site, and the place where it is noticed.
struct Flaw {
    std::string pointer{};
    std::function<void(Scenario&)> make{};
};

void find_each(const std::vector<Flaw>& flaws)
{
    for (const auto& flaw : flaws) {
        auto site = sound_site();
        flaw.make(site);

        const auto problems = check(site);

        INFO(flaw.pointer << "\n" << to_text(problems));
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].severity == Severity::error);
        CHECK(problems[0].pointer == flaw.pointer);
    }
}

void add_clients(Scenario& site, const std::string& name)
{
    site.clients.push_back(site.clients[0]);
    site.clients[1].name = name;
    site.expect.clear();
}

}  // namespace

TEST_CASE("nothing is said against a sound site", "[scenario]")
{
    CHECK(to_text(check(sound_site())) == "");
}

TEST_CASE("values out of their range are found", "[scenario]")
{
    find_each({
        {"/run/duration",
         [](Scenario& site) {
             site.run.duration = 0s;
             site.expect.clear();
         }},
        {"/run/warmup", [](Scenario& site) { site.run.warmup = -1s; }},
        {"/run/replications", [](Scenario& site) { site.run.replications = 0; }},
        {"/hosts/0/speed", [](Scenario& site) { site.hosts[0].speed = 0.0; }},
        {"/hosts/0/name",
         [](Scenario& site) {
             site.hosts[0].name = "my box";
             site.web_servers[0].place.hosts = {"my box"};
         }},
        {"/clients/0/arrivals/poisson/rate",
         [](Scenario& site) { site.clients[0].arrivals = Poisson{}; }},
        {"/clients/0/retry/factor", [](Scenario& site) { site.clients[0].retry.factor = 0.5; }},
        {"/app_servers/0/place/quota",
         [](Scenario& site) { site.app_servers[0].place.quota = -1.0; }},
        {"/app_servers/0/routes/0/steps/0/compute/work/gamma/shape",
         [](Scenario& site) {
             site.app_servers[0].routes[0].steps[0] = {Compute{.work = Gamma{3ms, 0.0}}};
         }},
        {"/databases/0/disks", [](Scenario& site) { site.databases[0].disks = 0; }},
        {"/caches/0/zipf", [](Scenario& site) { site.caches[0].zipf = -1.0; }},
        {"/balancers/0/cluster/standby/priority",
         [](Scenario& site) { site.balancers[0].cluster = Standby{.priority = 255}; }},
        {"/faults/0/effect/slow/factor", [](Scenario& site) { site.faults[0].effect = Slow{1.0}; }},
    });
}

TEST_CASE("members that do not fit each other are found", "[scenario]")
{
    find_each({
        {"/run/warmup", [](Scenario& site) { site.run.warmup = 60s; }},
        {"/clients/0/mix", [](Scenario& site) { site.clients[0].mix[0].share = 70_percent; }},
        {"/clients/0/until",
         [](Scenario& site) {
             site.clients[0].from = 10s;
             site.clients[0].until = 5s;
         }},
        {"/databases/0/read/work/uniform/high",
         [](Scenario& site) {
             site.databases[0].read.work = Uniform{2ms, 1ms};
         }},
        {"/databases/0/read/work/empirical",
         [](Scenario& site) { site.databases[0].read.work = Empirical{}; }},
        {"/app_servers/0/place/quota",
         [](Scenario& site) { site.app_servers[0].place.quota = 2.5; }},
        {"/app_servers/0/place/speeds",
         [](Scenario& site) {
             site.app_servers[0].place.speeds = {1.0, 2.0, 3.0};
         }},
        {"/balancers/0/upstream/weights",
         [](Scenario& site) { site.balancers[0].upstream.weights = {1}; }},
        {"/balancers/0/upstream/weights",
         [](Scenario& site) {
             site.balancers[0].upstream.weights = {0, 0};
         }},
        {"/faults/0", [](Scenario& site) { site.faults[0].host = "box"; }},
        {"/faults/0/times", [](Scenario& site) { site.faults[0].times = 2; }},
        {"/faults/0/lasts", [](Scenario& site) { site.faults[0].every = 10s; }},
        {"/faults/0/down",
         [](Scenario& site) {
             site.faults[0].lasts = 0s;
             site.faults[0].up = Exponential{10s};
         }},
        {"/expect/0/at_most", [](Scenario& site) { site.expect[0].at_most = Quantity{400_rps}; }},
        {"/expect/0", [](Scenario& site) { site.expect[0].at_most.reset(); }},
        {"/expect/0/to", [](Scenario& site) { site.expect[0].to = 10s; }},
    });
}

TEST_CASE("names that are borne twice, or by nothing, are found", "[scenario]")
{
    find_each({
        {"/caches/1/name", [](Scenario& site) { site.caches.push_back({.name = "store"}); }},
        {"/caches/1/name", [](Scenario& site) { site.caches.push_back({.name = "app-1"}); }},
        {"/hosts/1/name", [](Scenario& site) { site.hosts.push_back({.name = "box"}); }},
        {"/clients/1/name", [](Scenario& site) { add_clients(site, "users"); }},
        {"/clients/1/name", [](Scenario& site) { add_clients(site, "store"); }},
        {"/clients/1/name", [](Scenario& site) { add_clients(site, "app-2"); }},
        {"/clients/1/name", [](Scenario& site) { add_clients(site, "box"); }},
        {"/clients/0/mix/1/name",
         [](Scenario& site) {
             site.clients[0].mix[1].name = "page";
             site.web_servers[0].content.clear();
         }},
        {"/clients/0/calls", [](Scenario& site) { site.clients[0].calls = "bl"; }},
        {"/clients/0/calls", [](Scenario& site) { site.clients[0].calls = "store"; }},
        {"/web_servers/0/content/0/kind",
         [](Scenario& site) { site.web_servers[0].content[0].kind = "video"; }},
        {"/web_servers/0/place/hosts/0",
         [](Scenario& site) { site.web_servers[0].place.hosts = {"bax"}; }},
        {"/app_servers/0/routes/0/steps/1/query/to",
         [](Scenario& site) { site.app_servers[0].routes[0].steps[1] = {Query{.to = "store"}}; }},
        {"/app_servers/0/routes/0/steps/2/lookup/to",
         [](Scenario& site) {
             site.app_servers[0].routes[0].steps[2] = {Lookup{.to = "db", .otherwise = {}}};
         }},
        {"/faults/0/node", [](Scenario& site) { site.faults[0].node = "app-3"; }},
        {"/faults/0/between/1",
         [](Scenario& site) {
             site.faults[0] = {.effect = Partition{}, .between = {"internet", "moon"}};
         }},
        {"/network/links/0/to",
         [](Scenario& site) { site.network.links = {{.from = "*", .to = "moon"}}; }},
        {"/expect/0/of", [](Scenario& site) { site.expect[0].of = "robots"; }},
    });
}

TEST_CASE("requests that nobody knows what to do with are found", "[scenario]")
{
    find_each({
        {"/web_servers/0/upstream",
         [](Scenario& site) {
             site.web_servers[0].upstream = {};
             site.faults.clear();
         }},
        {"/app_servers/0/routes",
         [](Scenario& site) { site.app_servers[0].routes[0].kind = "picture"; }},
    });
}

TEST_CASE("calls that never end, and chains that are too long, are found", "[scenario]")
{
    auto loop = sound_site();
    loop.web_servers[0].upstream.to = "lb";
    auto chain = sound_site();
    for (int i = 1; i <= 8; ++i) {
        const auto name = "relay" + std::to_string(i);
        chain.balancers.push_back({.name = name});
        chain.balancers.back().upstream.to = chain.clients[0].calls;
        chain.clients[0].calls = name;
    }

    const auto of_loop = check(loop);
    const auto of_chain = check(chain);

    REQUIRE(of_loop.size() == 1);
    CHECK(of_loop[0].says == "calls without end: lb -> web -> lb");
    REQUIRE(of_chain.size() == 1);
    CHECK(of_chain[0].pointer == "/clients/0/calls");
}
