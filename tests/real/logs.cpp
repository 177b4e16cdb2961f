// SPDX-License-Identifier: MIT
/// How logs are found, and how their twins are made.
#include "real/logs.hpp"

#include "tiersim/io/scenario_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <numeric>

namespace logs {

using namespace tiersim;

std::optional<std::string> found(const std::string& file)
{
    const char* named = std::getenv("TIERSIM_SHARED");
    const std::string folder = named != nullptr ? named : TIERSIM_ROOT "/../shared";
    const std::string path = folder + "/data/workload/" + file;
    return std::filesystem::exists(path) ? std::optional{path} : std::nullopt;
}

std::optional<Scenario> read(const std::string& scenario, const std::string& file)
{
    const auto path = found(file);
    if (!path) return {};
    return read_scenario(std::filesystem::path{TIERSIM_ROOT} / "tests/real" / (scenario + ".json"),
                         {"clients.users.arrivals.trace.file=\"" + *path + "\""});
}

const std::vector<Trace::Arrival>& arrivals(const Scenario& scenario)
{
    return std::get<Trace>(scenario.clients.front().arrivals).arrivals;
}

Scenario with_poisson(Scenario scenario)
{
    const auto& log = arrivals(scenario);
    const double speed = std::get<Trace>(scenario.clients.front().arrivals).speed;
    const double seconds = to_seconds(log.back().at) / speed;
    const auto rate = Rate::per_second(static_cast<double>(log.size()) / seconds);
    scenario.run.duration = from_seconds(seconds);
    scenario.run.replications = 10;
    scenario.clients.front().arrivals = Poisson{.rate = rate};
    return scenario;
}

std::vector<double> counts(const Scenario& scenario)
{
    const double speed = std::get<Trace>(scenario.clients.front().arrivals).speed;
    std::vector<double> counts;
    for (const Trace::Arrival& arrival : arrivals(scenario)) {
        const double at = to_seconds(arrival.at) / speed;
        const auto step = static_cast<std::size_t>(at / to_seconds(scenario.run.interval));
        if (step >= counts.size()) counts.resize(step + 1);
        ++counts[step];
    }
    return counts;
}

double peak_to_mean(const std::vector<double>& counts)
{
    const double sum = std::accumulate(counts.begin(), counts.end(), 0.0);
    return *std::max_element(counts.begin(), counts.end()) * static_cast<double>(counts.size()) /
           sum;
}

}  // namespace logs
