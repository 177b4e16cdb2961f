// SPDX-License-Identifier: MIT
/// How long each fault went unnoticed, and how long users felt it.
#include "experiment/summary.hpp"
#include "tiersim/stats/replications.hpp"

#include <algorithm>
#include <optional>

namespace tiersim {

namespace {

std::string place_of(const Fault& fault)
{
    if (!fault.between.empty())
        return "between " + fault.between.front() + " and " + fault.between.back();
    if (!fault.zone.empty()) return "of zone " + fault.zone;
    return !fault.host.empty() ? "of host " + fault.host : "of " + fault.node;
}

bool holds(const std::vector<std::size_t>& nodes, NodeId id)
{
    return std::find(nodes.begin(), nodes.end(), static_cast<std::size_t>(id)) != nodes.end();
}

// The first sighting that tells of the fault, while it holds or until the next begins: a struck
// server believed down, or its address taken over.
std::optional<Duration> detection(const Books& books, const std::vector<NodeFacts>& facts,
                                  const std::vector<std::size_t>& struck, Spell spell, Instant next)
{
    for (const Sighting& seen : books.sightings) {
        if (seen.at < spell.from) continue;
        if (seen.at >= std::max(spell.to, next)) break;
        if (!seen.address && !seen.up && holds(struck, seen.subject)) return seen.at - spell.from;
        if (!seen.address || holds(struck, seen.observer) || seen.at >= spell.to) continue;
        const std::string& tier = facts[static_cast<std::size_t>(seen.observer)].tier;
        for (const std::size_t node : struck)
            if (facts[node].tier == tier) return seen.at - spell.from;
    }
    return std::nullopt;
}

/// What users felt of one spell.
struct Damage {
    Duration recovery{};    ///< From its start to the end of the last bad step.
    bool recovered = true;  ///< Before the next fault, or the end of the run.
    double failed = 0.0;    ///< Requests that began until then.
};

// Bad steps are charged to the fault that began last before them.
Damage damage(const RunPlan& plan, const std::vector<Moment>& moments, Spell spell, Instant next)
{
    Damage damage;
    const auto index = [&](Instant at) {
        return static_cast<std::size_t>(at.time_since_epoch() / plan.interval);
    };
    const std::size_t end = std::min(index(next), moments.size());
    std::size_t last = index(spell.from);
    for (std::size_t i = last; i < end; ++i) {
        if (!is_bad(moments[i], plan.window_good)) continue;
        last = i;
        damage.recovery = Instant{plan.interval * static_cast<std::int64_t>(i + 1)} - spell.from;
    }
    for (std::size_t i = index(spell.from); i < end && i <= last; ++i)
        damage.failed += static_cast<double>(moments[i].failed);
    damage.recovered = damage.recovery == Duration{0} || last + 1 < end;
    return damage;
}

// When the next fault of all begins after `from`; the end of the run if none does.
Instant next_start(const Replica& run, Instant from, Instant end)
{
    Instant next = end;
    for (const auto& spells : run.spells)
        for (const Spell& spell : spells)
            if (spell.from > from) next = std::min(next, spell.from);
    return next;
}

// How long before a fault a request may begin that the fault makes fail; at least one step.
Duration reach_back(const Scenario& scenario)
{
    Duration longest = scenario.run.interval;
    for (const Clients& clients : scenario.clients) {
        const Duration wait = clients.patience ? mean(*clients.patience) : clients.timeout;
        longest = std::max(longest, wait * clients.retry.attempts);
    }
    return longest;
}

// Until when bad steps are charged to a fault that began at `from`: some time before the next one,
// which spoils requests that are on their way, unless nothing would be left to look at.
Instant charged_until(const Scenario& scenario, const Replica& run, Instant from)
{
    const Instant end{scenario.run.duration};
    const Instant next = next_start(run, from, end);
    if (next == end) return end;
    const Instant before = next - reach_back(scenario);
    return before >= from + scenario.run.interval ? before : next;
}

FaultResult summarise_fault(const Scenario& scenario, const Replicas& replicas, std::size_t number)
{
    const Fault& fault = scenario.faults[number];
    FaultResult result{.what = effect_name(fault.effect) + " " + place_of(fault)};
    std::vector<double> detected;
    std::vector<double> recovered;
    std::size_t struck = 0;
    bool all_recovered = true;
    for (const Replica& run : replicas.runs) {
        if (run.spells[number].empty()) continue;
        const Spell spell = run.spells[number].front();
        result.same_in_all = result.same_in_all &&
                             run.spells[number] == replicas.runs.front().spells[number];
        if (struck++ == 0) {
            result.from = spell.from;
            result.to = spell.to;
            result.spells = run.spells[number].size();
        }
        const Instant next = next_start(run, spell.from, Instant{scenario.run.duration});
        const auto& nodes = replicas.stricken[number];
        if (const auto seen = detection(run.books, replicas.nodes, nodes, spell, next))
            detected.push_back(to_seconds(*seen));
        const Damage done = damage(scenario.run, all_moments(run.books), spell,
                                   charged_until(scenario, run, spell.from));
        recovered.push_back(to_seconds(done.recovery));
        all_recovered = all_recovered && done.recovered;
        result.failed += done.failed;
    }
    result.detected = struck > 0 && detected.size() == struck;
    result.time_to_detect = mean_of_replications(detected);
    result.time_to_recover = mean_of_replications(recovered);
    result.recovered = all_recovered;
    if (!all_recovered)
        result.time_to_recover = Estimate::without(
            result.time_to_recover.value,
            "not recovered before the next fault or the end of the run");
    if (struck > 0) result.failed /= static_cast<double>(struck);
    return result;
}

}  // namespace

std::vector<FaultResult> summarise_faults(const Scenario& scenario, const Replicas& replicas)
{
    std::vector<FaultResult> results;
    for (std::size_t i = 0; i < scenario.faults.size(); ++i)
        results.push_back(summarise_fault(scenario, replicas, i));
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
