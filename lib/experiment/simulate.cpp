// SPDX-License-Identifier: MIT
/// From a scenario to a result.
#include "tiersim/experiment/simulate.hpp"

#include "experiment/replicas.hpp"
#include "experiment/summary.hpp"
#include "tiersim/core/version.hpp"
#include "tiersim/scenario/check.hpp"

#include <algorithm>

namespace tiersim {

namespace {

Scenario as_planned(const Scenario& scenario, const Run& run)
{
    Scenario planned = scenario;
    planned.run.seed = run.seed.value_or(planned.run.seed);
    planned.run.duration = run.duration.value_or(planned.run.duration);
    planned.run.warmup = run.warmup.value_or(planned.run.warmup);
    planned.run.replications = run.replications.value_or(planned.run.replications);
    return planned;
}

}  // namespace

Result simulate(const Scenario& scenario, const Run& run)
{
    const Scenario planned = as_planned(scenario, run);
    if (std::vector<Problem> problems = check(planned); any_error(problems))
        throw ScenarioError{std::move(problems)};
    const Replicas replicas = run_replications(planned, run);
    Result result{.scenario = planned.name,
                  .about = planned.about,
                  .version = std::string{version()},
                  .seed = planned.run.seed,
                  .replications = planned.run.replications,
                  .duration = planned.run.duration,
                  .warmup = planned.run.warmup,
                  .interval = planned.run.interval,
                  .window = planned.run.window,
                  .window_good = planned.run.window_good};
    for (const Replica& replica : replicas.runs) {
        result.events += replica.books.events;
        result.fingerprint = mix(result.fingerprint ^ replica.books.fingerprint);
    }
    result.populations = summarise_populations(planned, replicas);
    result.nodes = summarise_nodes(planned, replicas);
    result.data = summarise_data(planned, replicas);
    std::vector<std::vector<Stretch>> stretches;
    for (const Replica& replica : replicas.runs)
        stretches.push_back(stretches_of(planned, replicas, replica));
    result.faults = summarise_faults(planned, replicas, stretches);
    charge_losses(planned, replicas, stretches, result);
    result.downtime = summarise_downtime(planned, replicas, stretches);
    result.budgets = summarise_budgets(planned, replicas, result);
    result.changes = first_changes(replicas);
    result.expectations = judge(planned, replicas, result);
    result.notes = notes_on(planned, replicas);
    return result;
}

}  // namespace tiersim
