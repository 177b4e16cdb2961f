// SPDX-License-Identifier: MIT
/// A balancing algorithm of one's own: the servers of the balancer's own zone first, those across
/// the sea only when the near ones have enough to do.
#include "tiersim/tiersim.hpp"

#include <cstdio>
#include <cstdlib>

using namespace tiersim;
using namespace tiersim::literals;

// [own balancing]
/// The least busy of the first `near` servers while it has fewer than `enough` requests; otherwise
/// the least busy of all.
struct NearFirst {
    std::size_t near = 2;
    std::uint32_t enough = 6;
    LeastConnections least{};

    std::size_t operator()(const Choice& choice, Rng& rng)
    {
        Choice here = choice;
        here.servers = choice.servers.first(near);
        const std::size_t server = least.pick(here, rng);
        if (server != nobody && choice.servers[server].active < enough) return server;
        return least.pick(choice, rng);
    }
};

const Balancing near_first = CustomBalancing{.name = "near first", .choose = NearFirst{}};
// [own balancing]

/// One balancer; two servers beside it and two 20 ms away.
Scenario two_zones(const Balancing& balancing)
{
    return {
        .name = "two zones",
        .run = {.duration = 120s, .warmup = 10s, .replications = 4},
        .network = {.latency = 200us, .links = {{.from = "east", .to = "west", .latency = 20ms}}},
        .clients = {{.name = "users",
                     .zone = "east",
                     .calls = "lb",
                     .arrivals = Poisson{.rate = 400_rps},
                     .timeout = 1s}},
        .balancers = {{.name = "lb",
                       .place = {.zones = {"east"}},
                       .upstream = {.to = "app", .balance = balancing}}},
        .app_servers = {{.name = "app",
                         .place = {.replicas = 4, .zones = {"east", "east", "west", "west"}},
                         .workers = 4,
                         .routes = {{.steps = {{Compute{.work = Exponential{.mean = 15ms}}}}}}}},
    };
}

double report(const char* name, const Balancing& balancing)
{
    const Result result = simulate(two_zones(balancing));
    const LatencyResult& latency = result.populations.front().latency;
    std::printf("%-18s  mean %5.1f ms   p99 %5.1f ms\n", name, 1e3 * latency.mean.value,
                1e3 * latency.p99.value);
    return latency.mean.value;
}

int main()
{
    report("round robin", RoundRobin{});
    const double least = report("least connections", LeastConnections{});
    const double near = report("near first", near_first);
    return near < least ? EXIT_SUCCESS : EXIT_FAILURE;
}
