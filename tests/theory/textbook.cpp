// SPDX-License-Identifier: MIT
/// The sites of textbooks.
#include "theory/textbook.hpp"

#include <cmath>

namespace theory {

using namespace tiersim;
using namespace std::chrono_literals;

Scenario station(double rate, const Distribution& work, std::uint32_t workers)
{
    Scenario site{.name = "station"};
    site.run = {.duration = 320s, .warmup = 20s, .replications = 20, .interval = 10s};
    site.network = {.latency = 0ms, .local = 0ms};
    site.clients = {{.name = "users", .calls = "app"}};
    site.clients.front().arrivals = Poisson{Rate::per_second(rate)};
    AppServer app{.name = "app", .workers = workers, .queue_unbounded = true};
    app.routes.emplace_back().steps.emplace_back().does = Compute{.work = work};
    site.app_servers = {app};
    return site;
}

Scenario shared(double rate, const Distribution& work, std::uint32_t cores)
{
    Scenario site = station(rate, work, 0);
    site.app_servers.front().place.cores = cores;
    return site;
}

const PopulationResult& users(const Result& result) { return result.populations.front(); }

const NodeResult& node(const Result& result) { return result.nodes.front(); }

std::string disagreement(const Estimate& estimate, double exact)
{
    if (!estimate.interval) return "there is no interval: " + estimate.why_none;
    const double half = estimate.interval->half_width();
    if (half > 0.04 * exact) return "the interval is too wide: " + std::to_string(half / exact);
    if (std::abs(estimate.value - exact) <= 2.0 * half) return {};
    return std::to_string(estimate.value) + ", not " + std::to_string(exact);
}

}  // namespace theory
