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
