// SPDX-License-Identifier: MIT
/// What is read from scenarios: who needs whom, and how often parts are down.
#include "catch.hpp"
#include "tiersim/topology/analysis.hpp"

#include <algorithm>

using namespace tiersim;
using namespace tiersim::literals;
using namespace std::chrono_literals;

namespace {

/// Two balancers of one address, two web servers, two application servers, a database.
Scenario shop()
{
    return {.name = "shop",
            .clients = {{.name = "users",
                         .calls = "lb",
                         .arrivals = Poisson{100_rps},
                         .mix = {{.name = "picture", .share = Probability::of(0.5)},
                                 {.name = "order", .share = Probability::of(0.5)}}}},
            .balancers = {{.name = "lb",
                           .place = {.replicas = 2},
                           .cluster = Standby{},
                           .upstream = {.to = "web"}}},
            .web_servers = {{.name = "web",
                             .place = {.replicas = 2, .cores = 1},
                             .work = Constant{1ms},
                             .content = {{.kind = "picture", .work = Constant{2ms}}},
                             .upstream = {.to = "app"}}},
            .app_servers = {{.name = "app",
                             .place = {.replicas = 2, .cores = 2},
                             .workers = 10,
                             .upstreams = {{.to = "db"}},
                             .routes = {{.steps = {{Compute{Constant{20ms}}},
                                                   {Query{.to = "db", .times = 2}}}}}}},
            .databases = {{.name = "db", .place = {.cores = 1}, .read = {.work = Constant{2ms}}}}};
}

using Cuts = std::vector<std::vector<std::string>>;

Cuts of_order(const ServiceAnalysis& service, std::size_t order)
{
    Cuts cuts;
    for (const auto& cut : service.cuts)
        if (cut.size() == order) cuts.push_back(cut);
    return cuts;
}

const AbsenceAnalysis& without(const Analysis& analysis, const std::string& part)
{
    const auto found = std::find_if(
        analysis.absences.begin(), analysis.absences.end(),
        [&](const AbsenceAnalysis& one) { return one.without == part; });
    REQUIRE(found != analysis.absences.end());
    return *found;
}

}  // namespace

TEST_CASE("a kind of request hangs on what it passes, and on nothing else", "[topology]")
{
    const Analysis analysis = analyze(shop());

    REQUIRE(analysis.services.size() == 2);
    const auto& picture = analysis.services[0];
    const auto& order = analysis.services[1];
    CHECK(of_order(picture, 1) == Cuts{{"link internet - site"}, {"zone site"}});
    CHECK(of_order(order, 1) ==
          Cuts{{"link internet - site"}, {"zone site"}, {"db-1"}, {"host db-1"}});
    // Two of two tiers, each by its node or its host.
    CHECK(of_order(picture, 2).size() == 8);
    CHECK(of_order(order, 2).size() == 12);
}

TEST_CASE("nodes of one host fall with it", "[topology]")
{
    Scenario site = shop();
    site.hosts = {{.name = "box", .cores = 8}};
    site.web_servers[0].place = {.replicas = 2, .hosts = {"box"}};
    const Analysis analysis = analyze(site);

    const auto singles = of_order(analysis.services[0], 1);

    CHECK(std::find(singles.begin(), singles.end(), std::vector<std::string>{"host box"}) !=
          singles.end());
    CHECK(without(analysis, "host box").failing.size() == 2);
    CHECK(without(analysis, "web-1").failing.empty());
}

TEST_CASE("writes need the first node of a database, reads any", "[topology]")
{
    Scenario site = shop();
    site.databases[0].place.replicas = 2;
    CHECK(without(analyze(site), "db-1").failing.empty());
    site.app_servers[0].routes[0].steps.push_back({Query{.to = "db", .write = true}});

    CHECK(without(analyze(site), "db-1").failing == std::vector<std::string>{"users: order"});
    CHECK(without(analyze(site), "db-2").failing.empty());
}

TEST_CASE("a cache is not needed, but what stands behind it is", "[topology]")
{
    Scenario site = shop();
    site.caches = {{.name = "cache"}};
    site.app_servers[0].upstreams.push_back({.to = "cache"});
    site.app_servers[0].routes[0].steps = {
        {Lookup{.to = "cache", .otherwise = {{Query{.to = "db"}}}}}};

    const auto singles = of_order(analyze(site).services[1], 1);

    CHECK(std::find(singles.begin(), singles.end(), std::vector<std::string>{"db-1"}) !=
          singles.end());
    CHECK(std::find(singles.begin(), singles.end(), std::vector<std::string>{"cache-1"}) ==
          singles.end());
}

TEST_CASE("zones and the links between them are parts", "[topology]")
{
    Scenario site = shop();
    site.app_servers[0].place.zones = {"east", "west"};
    site.databases[0].place.zones = {"west"};
    const Analysis analysis = analyze(site);

    const auto pairs = of_order(analysis.services[1], 2);

    const std::vector<std::string> apart{"zone east", "link site - west"};
    CHECK(std::find(pairs.begin(), pairs.end(), apart) != pairs.end());
    CHECK(without(analysis, "zone west").failing == std::vector<std::string>{"users: order"});
}

TEST_CASE("faults that come again and again say how often parts are down", "[topology][theory]")
{
    Scenario site = shop();
    site.faults = {
        {.effect = Crash{}, .host = "db-1", .up = Exponential{99h}, .down = Exponential{1h}},
        {.effect = Crash{}, .node = "app", .at = 1h, .lasts = 1h, .every = 1000h},
        {.effect = Crash{}, .node = "web-1", .at = 1s, .lasts = 10s},
        {.effect = Slow{.factor = 2.0},
         .node = "web-2",
         .up = Exponential{1h},
         .down = Exponential{1h}}};
    const Analysis analysis = analyze(site);

    CHECK(analysis.services[0].unavailability == 0.0);
    CHECK(analysis.services[1].unavailability == Approx(1.0 - 0.99 * 0.999).epsilon(1e-9));
    CHECK(analysis.services[1].outages_per_year ==
          Approx(8760.0 * (0.01 * 0.999 + 0.001 * 0.99)).epsilon(1e-9));
}

TEST_CASE("assumed wear and its common causes", "[topology][theory]")
{
    AnalysisPlan plan;
    plan.wears.node = {.up = 990h, .down = 10h};
    const double q = 0.01;

    SECTION("independent")
    {
        const Analysis analysis = analyze(shop(), plan);
        CHECK(analysis.services[0].unavailability ==
              Approx(1.0 - (1.0 - q * q) * (1.0 - q * q)).epsilon(1e-9));
    }
    SECTION("a tenth of the failures takes all nodes of the tier")
    {
        plan.wears.common_cause = Probability::of(0.1);
        const Analysis analysis = analyze(shop(), plan);
        const double own = 10.0 / (990.0 / 0.9 + 10.0);
        const double shared = 10.0 / (9900.0 + 10.0);
        const double tier = (1.0 - own * own) * (1.0 - shared);
        CHECK(analysis.services[0].unavailability == Approx(1.0 - tier * tier).epsilon(1e-9));
    }
}

TEST_CASE("capacity is set by the busiest resource, also with a part gone", "[topology][theory]")
{
    // 100/s, half of them orders: web 50 * 1 ms + 50 * 2 ms of 2 cores, app 50 * 20 ms of 4
    // cores, 50 * 24 ms of 20 workers, db 100 * 2 ms of 1 core.
    const Analysis analysis = analyze(shop());

    CHECK(analysis.offered == Approx(100.0));
    REQUIRE(analysis.utilisations.size() == 4);
    CHECK(analysis.utilisations[0] == Utilisation{"app: cores", 1.0, 4.0});
    CHECK(analysis.healthy.rate == Approx(400.0));
    CHECK(analysis.healthy.bottleneck == "app: cores");
    CHECK(without(analysis, "app-1").bound.rate == Approx(200.0));
    CHECK(without(analysis, "web-1").bound.rate == Approx(400.0));
    CHECK(without(analysis, "zone site").bound.rate == 0.0);
}

TEST_CASE("a standby balancer adds no capacity", "[topology]")
{
    Scenario site = shop();
    site.balancers[0].work = Constant{5ms};
    site.balancers[0].place.cores = 1;

    CHECK(analyze(site).healthy == Bound{200.0, "lb: cores"});
    site.balancers[0].cluster = AllActive{};
    CHECK(analyze(site).healthy.rate == Approx(400.0));
}

TEST_CASE("nodes of one host share its cores", "[topology][theory]")
{
    Scenario site = shop();
    site.hosts = {{.name = "box", .cores = 2}};
    site.web_servers[0].place = {.replicas = 1, .hosts = {"box"}};
    site.app_servers[0].place = {.replicas = 1, .hosts = {"box"}};
    const Analysis analysis = analyze(site);

    // 0.15 cores of web and 1.0 of app, of 2.
    CHECK(analysis.healthy.rate == Approx(100.0 * 2.0 / 1.15));
    CHECK(analysis.healthy.bottleneck == "host box: cores");
}
