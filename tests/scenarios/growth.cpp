// SPDX-License-Identifier: MIT
/// How the tables are measured and written.
#include "scenarios/growth.hpp"

#include "tiersim/experiment/simulate.hpp"

namespace growth {

using namespace tiersim;

namespace {

Duration seconds(int count) { return std::chrono::seconds{count}; }

}  // namespace

Measured measure(const std::string& file, const std::vector<Stretch>& stretches,
                 const std::vector<Setting>& settings)
{
    const auto path = std::filesystem::path{TIERSIM_ROOT} / "scenarios" / (file + ".json");
    Scenario scenario = read_scenario(path, settings);
    scenario.expect.clear();
    for (const Stretch& stretch : stretches)
        scenario.expect.push_back({.of = "users",
                                   .metric = Metric::availability,
                                   .at_least = Probability::of(0.5),
                                   .from = seconds(stretch.from),
                                   .to = seconds(stretch.to)});
    Measured measured{.result = simulate(scenario)};
    for (const ExpectationResult& one : measured.result.expectations)
        measured.availability.push_back(one.measured);
    return measured;
}

}  // namespace growth
