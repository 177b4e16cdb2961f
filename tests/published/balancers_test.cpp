// SPDX-License-Identifier: MIT
/// What aphyr's "timelike" (2012) published of balancer topologies: 10,000 Poisson requests, one a
/// millisecond, to 250 backends that start empty, each one worker, first in first out, exponential
/// of 200 ms on average.
#include "catch.hpp"
#include "tiersim/experiment/simulate.hpp"

#include <cmath>
#include <numeric>
#include <vector>

namespace {

using namespace tiersim;
using namespace std::chrono_literals;

Scenario topology(std::uint32_t balancers, const Balancing& balance)
{
    Scenario site{.name = "timelike"};
    site.run = {.duration = 120s, .interval = 10s};
    site.network = {.latency = 0ms, .local = 0ms};
    Clients users{.name = "users", .calls = "lb", .arrivals = Poisson{Rate::per_second(1000.0)}};
    users.limit = 10'000;
    site.clients = {users};
    LoadBalancer lb{.name = "lb", .upstream = {.to = "backend", .balance = balance}};
    lb.place.replicas = balancers;
    site.balancers = {lb};
    AppServer backend{.name = "backend", .workers = 1, .queue_unbounded = true};
    backend.place.replicas = 250;
    backend.routes.emplace_back().steps.emplace_back().does = Compute{.work = Exponential{200ms}};
    site.app_servers = {backend};
    return site;
}

/// Percentiles of a run, in milliseconds.
struct Percentiles {
    double p50 = 0.0;
    double p95 = 0.0;
    double p99 = 0.0;
};

/// One number of many runs.
struct Spread {
    double mean = 0.0;
    double deviation = 0.0;  ///< Of a single run.
};

Spread spread(const std::vector<Percentiles>& runs, double Percentiles::*which)
{
    const auto count = static_cast<double>(runs.size());
    Spread spread;
    for (const Percentiles& run : runs)
        spread.mean += run.*which / count;
    for (const Percentiles& run : runs)
        spread.deviation += std::pow(run.*which - spread.mean, 2.0) / (count - 1.0);
    spread.deviation = std::sqrt(spread.deviation);
    return spread;
}

std::vector<Percentiles> runs_of(const Scenario& site)
{
    std::vector<Percentiles> runs;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        const Result result = simulate(site, {.seed = seed});
        const LatencyResult& latency = result.populations.front().latency;
        REQUIRE(result.populations.front().answered == 10'000);
        runs.push_back({latency.p50.value * 1e3, latency.p95.value * 1e3, latency.p99.value * 1e3});
    }
    return runs;
}

// A published figure comes from a single run. It lies within three standard deviations of single
// runs around the mean of ours, or it is not the same model. (The standard error of our mean, a
// fifth of the deviation, is added to its square.)
void compare(const Scenario& site, const Percentiles& published)
{
    const std::vector<Percentiles> runs = runs_of(site);
    for (double Percentiles::*const which :
         {&Percentiles::p50, &Percentiles::p95, &Percentiles::p99}) {
        const Spread ours = spread(runs, which);
        const double allowed = 3.0 * ours.deviation *
                               std::sqrt(1.0 + 1.0 / static_cast<double>(runs.size()));
        INFO("ours " << ours.mean << " +- " << ours.deviation << ", published "
                     << published.*which);
        CHECK(std::abs(ours.mean - published.*which) <= allowed);
        CHECK(std::abs(ours.mean - published.*which) <= 0.1 * published.*which);
    }
}

}  // namespace

TEST_CASE("random and round robin over 250 backends are as published", "[published][slow]")
{
    compare(topology(1, RandomDraws{.draws = 1}), {486, 2077, 3083});
    compare(topology(1, RoundRobin{}), {324, 1327, 2083});
}

TEST_CASE("one balancer by least connections finds an idle backend, as published",
          "[published][slow]")
{
    compare(topology(1, LeastConnections{.ties = Ties::first}), {141, 613, 937});
}

TEST_CASE("ten balancers, each by its own books, herd to the first of equals, as published",
          "[published][slow]")
{
    compare(topology(10, LeastConnections{.ties = Ties::first}), {1701, 2943, 3497});
}

TEST_CASE("ten balancers that take equals by lot do four times better, as published",
          "[published][slow]")
{
    compare(topology(10, LeastConnections{.ties = Ties::random}), {407, 1412, 1989});
}
