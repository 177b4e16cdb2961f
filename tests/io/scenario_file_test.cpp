// SPDX-License-Identifier: MIT
/// Scenario files are read into the same values that C++ makes, and written back.
#include "tiersim/io/scenario_file.hpp"

#include "catch.hpp"

using namespace tiersim;
using namespace tiersim::literals;

namespace {

constexpr auto shop = R"({
  // A shop with two balancers.
  "name": "shop",
  "run": {"duration": "2min", "warmup": "10s", "seed": 18446744073709551615},
  "clients": [
    {
      "name": "users",
      "calls": "lb",
      "arrivals": {"poisson": "400/s"},
      "mix": [
        {"name": "page", "share": "80%", "size": "64kB"},
        {"name": "picture", "share": 0.2}
      ],
      "timeout": "2s",
      "retry": {"attempts": 3, "backoff": "100ms", "budget": "10%"}
    }
  ],
  "balancers": [
    {"name": "lb", "place": 2, "cluster": "standby",
     "upstream": {"to": "app", "balance": {"least_connections": "random"}, "check": {}}}
  ],
  "app_servers": [
    {
      "name": "app", "place": {"replicas": 4, "cores": 2}, "workers": 16, "upstreams": ["db"],
      "routes": [
        {"steps": [{"compute": "3ms"}, {"query": "db"}]},
        {"kind": "picture", "steps": [
          {"compute": {"gamma": {"mean": "1.5ms", "shape": 2}}},
          {"perhaps": {"chance": "1%", "steps": [
            {"query": {"to": "db", "times": 2, "work": {"exponential": "3ms"}}}]}}]}
      ]
    }
  ],
  "databases": [
    {"name": "db", "read": {"exponential": "2ms"}, "write": {"work": "4ms", "disk": "5ms"}}
  ],
  "faults": [{"effect": "crash", "node": "app-2", "at": "20s", "lasts": "10s"}],
  "expect": [
    {"metric": "latency_p99", "at_most": "250ms"},
    {"metric": "availability", "at_least": "99.9%"}
  ]
})";

Scenario shop_in_cpp()
{
    Scenario scenario{.name = "shop"};
    scenario.run = {.seed = 18446744073709551615U, .duration = 2min, .warmup = 10s};
    scenario.clients = {{.name = "users",
                         .calls = "lb",
                         .arrivals = Poisson{400_rps},
                         .mix = {{.name = "page", .share = 80_percent, .size = 64_kB},
                                 {.name = "picture", .share = 20_percent}},
                         .timeout = 2s,
                         .retry = {.attempts = 3, .backoff = 100ms, .budget = 10_percent}}};
    LoadBalancer balancer{.name = "lb", .place = {.replicas = 2}, .cluster = Standby{}};
    balancer.upstream = {
        .to = "app", .balance = LeastConnections{.ties = Ties::random}, .check = HealthCheck{}};
    scenario.balancers = {balancer};
    AppServer app{.name = "app", .place = {.replicas = 4, .cores = 2}, .workers = 16};
    app.upstreams = {{.to = "db"}};
    const Step twice{Query{.to = "db", .times = 2, .work = Exponential{3ms}}};
    app.routes = {{.steps = {{Compute{.work = Constant{3ms}}}, {Query{.to = "db"}}}},
                  {.kind = "picture",
                   .steps = {{Compute{.work = Gamma{.mean = 1500us, .shape = 2.0}}},
                             {Perhaps{.chance = 1_percent, .steps = {twice}}}}}};
    scenario.app_servers = {app};
    scenario.databases = {{.name = "db",
                           .read = {.work = Exponential{2ms}},
                           .write = {.work = Constant{4ms}, .disk = Constant{5ms}}}};
    scenario.faults = {{.effect = Crash{}, .node = "app-2", .at = 20s, .lasts = 10s}};
    scenario.expect = {
        {.metric = Metric::latency_p99, .at_most = Quantity{Duration{250ms}}},
        {.metric = Metric::availability, .at_least = Quantity{Probability::of(0.999)}}};
    return scenario;
}

}  // namespace

TEST_CASE("a file and a C++ literal make the same scenario", "[io]")
{
    CHECK(read_scenario_text(shop) == shop_in_cpp());
}

TEST_CASE("a written scenario is read back as the same value", "[io]")
{
    const auto text = write_scenario(shop_in_cpp());

    INFO(text);
    CHECK(read_scenario_text(text) == shop_in_cpp());
    CHECK(write_scenario(read_scenario_text(text)) == text);
}

TEST_CASE("settings change a scenario by keys, names and indexes", "[io]")
{
    const auto site = read_scenario_text(shop);

    const auto changed = with_settings(
        site, {"app_servers.app.workers=32", "clients.0.arrivals.poisson=100/s", "run.seed=7",
               "clients.users.mix.page.size=1MB", "databases.db.place.replicas=2",
               R"(faults.0.effect={"slow": 3})", "name=other"});

    auto expected = site;
    expected.app_servers[0].workers = 32;
    expected.clients[0].arrivals = Poisson{100_rps};
    expected.run.seed = 7;
    expected.clients[0].mix[0].size = 1_MB;
    expected.databases[0].place.replicas = 2;
    expected.faults[0].effect = Slow{3.0};
    expected.name = "other";
    CHECK(changed == expected);
}

TEST_CASE("settings find members that the file leaves to a short form", "[io]")
{
    const auto changed = read_scenario_text(
        shop, {},
        {"balancers.lb.place.cores=2", "balancers.lb.cluster.standby.advert=2s",
         "app_servers.app.upstreams.0.server_limit=5", "clients.users.arrivals.poisson.rate=9/s",
         "app_servers.app.routes.0.steps.0.compute.work.constant.value=4ms",
         "app_servers.app.routes.0.steps.1.query.times=3", "databases.db.read.disk=1ms",
         "faults.0.effect.crash={}"});

    auto expected = shop_in_cpp();
    expected.balancers[0].place.cores = 2;
    expected.balancers[0].cluster = Standby{.advert = 2s};
    expected.app_servers[0].upstreams[0].server_limit = 5;
    expected.clients[0].arrivals = Poisson{9_rps};
    expected.app_servers[0].routes[0].steps[0] = {Compute{.work = Constant{4ms}}};
    expected.app_servers[0].routes[0].steps[1] = {Query{.to = "db", .times = 3}};
    expected.databases[0].read.disk = Constant{1ms};
    CHECK(changed == expected);
}

TEST_CASE("settings that lead nowhere are refused", "[io]")
{
    const auto site = read_scenario_text(shop);

    CHECK_THROWS_AS(with_settings(site, {"app_servers.pap.workers=32"}), ScenarioError);
    CHECK_THROWS_AS(with_settings(site, {"app_servers.app.wrokers=32"}), ScenarioError);
    CHECK_THROWS_AS(with_settings(site, {"name.first=32"}), ScenarioError);
    CHECK_THROWS_AS(with_settings(site, {"faults.1.at=1s"}), ScenarioError);
    CHECK_THROWS_AS(with_settings(site, {"run.seed"}), ScenarioError);
}
