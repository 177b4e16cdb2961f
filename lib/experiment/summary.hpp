// SPDX-License-Identifier: MIT
/// How books become results: sums over all replications, and intervals from how much they differ.
#pragma once

#include "experiment/replicas.hpp"
#include "experiment/stretches.hpp"
#include "tiersim/experiment/result.hpp"

#include <string>
#include <vector>

namespace tiersim {

/// What intervals are made of: equal parts of an experiment, and why they are no good if they are
/// not.
struct Sections {
    std::vector<Tally> parts{};  ///< Replications, or batches of a single run.
    double seconds = 0.0;        ///< Length of each.
    std::string doubt{};         ///< Empty: the parts are alike and independent.
};

/// The parts of a population's experiment.
Sections sections_of(const Scenario& scenario, const Replicas& replicas, std::size_t population);

/// `estimate`, or its value without an interval when there is a doubt.
Estimate unless(const std::string& doubt, Estimate estimate);

/// sum(amount) / sum(base) over parts; both are counts and the ratio is a share, so that its
/// interval stays within [0, 1] and is not empty when nothing or everything happened (Wilson 1927).
Estimate share_of(const std::vector<Tally>& parts, std::uint64_t Tally::*amount);

/// All figures of latencies.
LatencyResult latency_of(const std::vector<Tally>& parts, const std::string& doubt);

std::vector<PopulationResult> summarise_populations(const Scenario& scenario,
                                                    const Replicas& replicas);
std::vector<NodeResult> summarise_nodes(const Scenario& scenario, const Replicas& replicas);
std::vector<DataResult> summarise_data(const Scenario& scenario, const Replicas& replicas);
/// `stretches` by replication.
std::vector<FaultResult> summarise_faults(const Scenario& scenario, const Replicas& replicas,
                                          const std::vector<std::vector<Stretch>>& stretches);
/// "crash of app-2"
std::string fault_name(const Fault& fault);

/// Charges what was lost to causes and faults: fills in the losses of populations and faults.
void charge_losses(const Scenario& scenario, const Replicas& replicas,
                   const std::vector<std::vector<Stretch>>& stretches, Result& result);
/// Outages, from the steps of the timelines after the warm-up.
DowntimeResult summarise_downtime(const Scenario& scenario, const Replicas& replicas,
                                  const std::vector<std::vector<Stretch>>& stretches);
/// What promises of availability allow, and what was spent of it.
std::vector<BudgetResult> summarise_budgets(const Scenario& scenario, const Replicas& replicas,
                                            const Result& result);

std::vector<ChangeResult> first_changes(const Replicas& replicas);

/// Judges the promises by `result`'s figures, or for a stretch of time by the books.
std::vector<ExpectationResult> judge(const Scenario& scenario, const Replicas& replicas,
                                     const Result& result);

/// What to know before believing the figures.
std::vector<std::string> notes_on(const Scenario& scenario, const Replicas& replicas);

/// Whether a step of the timelines was bad: too few of its requests were answered in time. Those
/// still on their way when the run ended say nothing.
bool is_bad(const Moment& moment, Probability enough);

/// The first step of the timelines that lies behind the warm-up.
std::size_t first_counted_step(const RunPlan& plan);

/// How many steps of the timelines make a window; at least one.
std::size_t steps_in_window(const RunPlan& plan);

/// The population that a promise names; the first if it names none.
std::size_t population_of(const Scenario& scenario, const Expect& expect);

/// The requests of all populations by steps of a run.
std::vector<Moment> all_moments(const Books& books);

}  // namespace tiersim
