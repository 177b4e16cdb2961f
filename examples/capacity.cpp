// SPDX-License-Identifier: MIT
/// A capacity question: how many application servers it takes to keep 99 % of the answers below
/// 250 ms, when 600 requests come in a second.
#include <tiersim/tiersim.hpp>

#include <cstdio>
#include <cstdlib>

using namespace tiersim;
using namespace tiersim::literals;

namespace {

/// Each server has four workers, and a request takes 50 ms on average.
Scenario site(std::uint32_t servers, const Balancing& balancing)
{
    return {.name = "site",
            .run = {.duration = 100s, .warmup = 20s, .replications = 8},
            .clients = {{.name = "users", .calls = "lb", .arrivals = Poisson{600_rps}}},
            .balancers = {{.name = "lb", .upstream = {.to = "app", .balance = balancing}}},
            .app_servers = {{.name = "app",
                             .place = {.replicas = servers},
                             .workers = 4,
                             .queue_unbounded = true,
                             .routes = {{.steps = {{Compute{Gamma{50ms, 2.0}}}}}}}}};
}

/// The least number of servers, 0 if not even twenty will do. Whoever asks for certainty looks at
/// the upper end of the interval.
std::uint32_t servers_needed(const char* name, const Balancing& balancing)
{
    // 600/s of 50 ms are 30 workers at work, so that seven servers can never do.
    for (std::uint32_t servers = 8; servers <= 20; ++servers) {
        const Estimate p99 = simulate(site(servers, balancing)).populations.front().latency.p99;
        const double surely_below = p99.interval ? p99.interval->high : p99.value;
        std::printf("%-18s %2u servers: p99 %3.0f ms, at most %3.0f ms\n", name, servers,
                    1e3 * p99.value, 1e3 * surely_below);
        if (surely_below < 0.250) return servers;
    }
    return 0;
}

}  // namespace

int main()
{
    const std::uint32_t by_turns = servers_needed("round robin", RoundRobin{});
    const std::uint32_t by_books = servers_needed("least connections", LeastConnections{});
    return by_books > 0 && by_books < by_turns ? EXIT_SUCCESS : EXIT_FAILURE;
}
