// SPDX-License-Identifier: MIT
/// How long each fault went unnoticed, and how long users felt it.
#include "experiment/summary.hpp"
#include "tiersim/stats/replications.hpp"

#include <algorithm>

namespace tiersim {

namespace {

std::string place_of(const Fault& fault)
{
    if (!fault.between.empty())
        return "between " + fault.between.front() + " and " + fault.between.back();
    if (!fault.zone.empty()) return "of zone " + fault.zone;
    return !fault.host.empty() ? "of host " + fault.host : "of " + fault.node;
}

// What the first spells of a fault did, in each replication that it struck.
std::vector<Stretch> first_spells(const std::vector<std::vector<Stretch>>& stretches,
                                  std::size_t fault)
{
    std::vector<Stretch> firsts;
    for (const std::vector<Stretch>& run : stretches) {
        const auto first = std::find_if(
            run.begin(), run.end(), [&](const Stretch& stretch) { return stretch.fault == fault; });
        if (first != run.end()) firsts.push_back(*first);
    }
    return firsts;
}

// When it held, in the first replication that it struck.
void note_spells(FaultResult& result, const Replicas& replicas, std::size_t fault)
{
    const std::vector<Spell>* first = nullptr;
    for (const Replica& run : replicas.runs) {
        const std::vector<Spell>& spells = run.spells[fault];
        if (spells.empty()) continue;
        if (first == nullptr) first = &spells;
        result.same_in_all = result.same_in_all && spells == replicas.runs.front().spells[fault];
    }
    if (first == nullptr) return;
    result.from = first->front().from;
    result.to = first->front().to;
    result.spells = first->size();
}

FaultResult summarise_fault(const Scenario& scenario, const Replicas& replicas,
                            const std::vector<std::vector<Stretch>>& stretches, std::size_t number)
{
    FaultResult result{.what = fault_name(scenario.faults[number])};
    note_spells(result, replicas, number);
    const std::vector<Stretch> firsts = first_spells(stretches, number);
    std::vector<double> detected;
    std::vector<double> recovered;
    for (const Stretch& stretch : firsts) {
        if (stretch.detected) detected.push_back(to_seconds(*stretch.detected));
        recovered.push_back(to_seconds(stretch.recovery));
        result.recovered = result.recovered && stretch.recovered;
        result.failed += stretch.failed;
    }
    result.detected = !firsts.empty() && detected.size() == firsts.size();
    result.time_to_detect = mean_of_replications(detected);
    result.time_to_recover = mean_of_replications(recovered);
    if (!result.recovered)
        result.time_to_recover = Estimate::without(
            result.time_to_recover.value,
            "not recovered before the next fault or the end of the run");
    if (!firsts.empty()) result.failed /= static_cast<double>(firsts.size());
    return result;
}

}  // namespace

std::string fault_name(const Fault& fault)
{
    return effect_name(fault.effect) + " " + place_of(fault);
}

std::vector<FaultResult> summarise_faults(const Scenario& scenario, const Replicas& replicas,
                                          const std::vector<std::vector<Stretch>>& stretches)
{
    std::vector<FaultResult> results;
    for (std::size_t i = 0; i < scenario.faults.size(); ++i)
        results.push_back(summarise_fault(scenario, replicas, stretches, i));
    return results;
}

std::vector<ChangeResult> first_changes(const Replicas& replicas)
{
    std::vector<ChangeResult> changes;
    for (const Sighting& seen : replicas.runs.front().books.sightings)
        changes.push_back({.at = seen.at,
                           .observer = replicas.nodes[static_cast<std::size_t>(seen.observer)].name,
                           .subject = replicas.nodes[static_cast<std::size_t>(seen.subject)].name,
                           .up = seen.up,
                           .address = seen.address});
    return changes;
}

}  // namespace tiersim
