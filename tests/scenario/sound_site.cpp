// SPDX-License-Identifier: MIT
/// The small site.
#include "scenario/sound_site.hpp"

using namespace tiersim;
using namespace tiersim::literals;

Scenario sound_site()
{
    Scenario site{.name = "sound"};
    site.hosts = {{.name = "box", .cores = 8}};
    site.clients = {
        {.name = "users",
         .calls = "lb",
         .arrivals = Poisson{40_rps},
         .mix = {{.name = "page", .share = 80_percent}, {.name = "picture", .share = 20_percent}},
         .timeout = 2s}};
    LoadBalancer balancer{.name = "lb", .place = {.replicas = 2}, .cluster = Standby{}};
    balancer.upstream = {.to = "web", .check = HealthCheck{}};
    site.balancers = {balancer};
    WebServer web{.name = "web", .place = {.replicas = 2, .hosts = {"box"}}};
    web.content = {{.kind = "picture"}};
    web.upstream = {.to = "app", .check = HealthCheck{}};
    site.web_servers = {web};
    AppServer app{.name = "app", .place = {.replicas = 2, .cores = 2}, .workers = 8};
    app.upstreams = {{.to = "db"}, {.to = "store"}};
    app.routes = {{.steps = {{Compute{.work = Constant{3ms}}},
                             {Query{.to = "db"}},
                             {Lookup{.to = "store", .otherwise = {{Query{.to = "db"}}}}}}}};
    site.app_servers = {app};
    site.databases = {{.name = "db", .connections = 16, .read = {.work = Constant{2ms}}}};
    site.caches = {{.name = "store"}};
    site.faults = {{.effect = Crash{}, .node = "app-2", .at = 20s, .lasts = 10s}};
    site.expect = {{.metric = Metric::latency_p99, .at_most = Quantity{Duration{250ms}}}};
    return site;
}
