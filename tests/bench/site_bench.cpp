// SPDX-License-Identifier: MIT
/// What a request costs: whole sites, with all statistics on.
#include "tiersim/experiment/simulate.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace {

using tiersim::Setting;

void run_site(benchmark::State& state, const std::string& name,
              const std::vector<Setting>& settings)
{
    const tiersim::Scenario scenario = tiersim::read_scenario(
        std::string{TIERSIM_ROOT} + "/tests/bench/" + name + ".json", settings);
    std::int64_t requests = 0;
    for ([[maybe_unused]] auto pass : state) {
        const tiersim::Result result = tiersim::simulate(scenario, {.threads = 1});
        requests += static_cast<std::int64_t>(result.populations.front().begun);
    }
    state.SetItemsProcessed(requests);
}

void three_tiers(benchmark::State& state)
{
    run_site(state, "yardstick", {"run.duration=20s", "run.warmup=1s"});
}

// The same site with a thousand times the load and as many more workers.
void three_tiers_thousandfold(benchmark::State& state)
{
    run_site(state, "yardstick",
             {"run.duration=100ms", "run.warmup=50ms", "run.interval=10ms",
              "clients.users.arrivals.poisson.rate=7000000/s", "web_servers.web.workers=8000",
              "app_servers.app.workers=24000", "databases.db.connections=32000"});
}

void four_workers(benchmark::State& state)
{
    run_site(state, "mm4", {"run.duration=50s", "run.warmup=1s"});
}

}  // namespace

BENCHMARK(three_tiers)->Unit(benchmark::kMillisecond);
BENCHMARK(three_tiers_thousandfold)->Unit(benchmark::kMillisecond);
BENCHMARK(four_workers)->Unit(benchmark::kMillisecond);
