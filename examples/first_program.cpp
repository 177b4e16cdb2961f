// SPDX-License-Identifier: MIT
/// The first program: users, two application servers, a database, and a server that dies.
#include <tiersim/tiersim.hpp>

#include <iostream>

// [first program]
using namespace tiersim;
using namespace tiersim::literals;

int main()
{
    const Scenario shop{
        .name = "shop",
        .run = {.duration = 2min, .replications = 5},
        .clients = {{.name = "users", .calls = "app", .arrivals = Poisson{100_rps}, .timeout = 1s}},
        .app_servers = {{.name = "app",
                         .place = {.replicas = 2, .cores = 4},
                         .upstreams = {{.to = "db"}},
                         .routes = {{.steps = {{Compute{Exponential{20ms}}}, {Query{"db"}}}}}}},
        .databases = {{.name = "db", .connections = 8, .read = {.work = Exponential{5ms}}}},
        .faults = {{.effect = Crash{}, .node = "app-2", .at = 60s, .lasts = 10s}}};
    std::cout << text_report(simulate(shop));
}
// [first program]
