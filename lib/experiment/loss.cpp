// SPDX-License-Identifier: MIT
/// How requests that were lost are charged to causes and faults.
#include "tiersim/experiment/loss.hpp"

#include "experiment/summary.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace tiersim {

namespace {

Spell step_of(const Scenario& scenario, std::uint32_t number)
{
    const Duration length = scenario.run.interval;
    return {Instant{length * number}, Instant{length * (number + 1)}};
}

// The spell that a loss belongs to: of the fault that held where it arose, or else the one that
// lasted.
const Stretch* spell_of(const std::vector<Stretch>& stretches, const Charge& charge, Spell step)
{
    if (charge.cause != Cause::fault) return lasting(stretches, step.from, step.to);
    const Stretch* found = nullptr;
    for (const Stretch& stretch : stretches) {
        if (stretch.spell.from >= step.to) break;
        if (stretch.fault == charge.fault) found = &stretch;
    }
    return found;
}

// Whether at least half of the attempts of a step were repeated ones.
bool is_amplified(const PopulationBooks& books, std::uint32_t step)
{
    if (step >= books.moments.size()) return false;
    const Moment& moment = books.moments[step];
    return moment.attempts > 0 && moment.attempts >= 2 * moment.offered;
}

/// The losses of a population, by cause, place, fault and amplification.
class Ledger {
public:
    Ledger(const Scenario& scenario, const Replicas& replicas)
        : scenario_{&scenario}, replicas_{&replicas}
    {
    }

    void add(const PopulationBooks& books, const Charge& charge, std::uint64_t count,
             const Stretch* spell)
    {
        LossResult loss{.cause = charge.cause};
        if (charge.place != nowhere)
            loss.place = replicas_->nodes[static_cast<std::size_t>(charge.place)].name;
        if (spell != nullptr) loss.fault = fault_name(scenario_->faults[spell->fault]);
        loss.amplified = spell == nullptr && is_amplified(books, charge.step);
        auto& [key, sums] = *losses_
                                 .try_emplace(
                                     std::tuple{loss.cause, loss.place, loss.fault, loss.amplified},
                                     loss)
                                 .first;
        (charge.outcome == Outcome::ok ? sums.late : sums.failed) += count;
    }

    std::vector<LossResult> sorted() const
    {
        std::vector<LossResult> sorted;
        for (const auto& [key, loss] : losses_)
            sorted.push_back(loss);
        std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
            return a.failed + a.late > b.failed + b.late;
        });
        return sorted;
    }

private:
    const Scenario* scenario_;
    const Replicas* replicas_;
    std::map<std::tuple<Cause, std::string, std::string, bool>, LossResult> losses_;
};

// Whether each tier of which a fault strikes nodes has others.
bool spares_others(const Replicas& replicas, std::size_t fault)
{
    const std::vector<std::size_t>& struck = replicas.stricken[fault];
    const auto of_tier = [&](const std::string& tier) {
        return std::count_if(replicas.nodes.begin(), replicas.nodes.end(),
                             [&](const NodeFacts& node) { return node.tier == tier; });
    };
    const auto is_spared = [&](std::size_t node) {
        const std::string& tier = replicas.nodes[node].tier;
        return of_tier(tier) > std::count_if(struck.begin(), struck.end(), [&](std::size_t other) {
                   return replicas.nodes[other].tier == tier;
               });
    };
    return !struck.empty() && std::all_of(struck.begin(), struck.end(), is_spared);
}

// By what stage of the fault the request was lost.
void charge_fault(FaultResult& fault, const Stretch& spell, bool spares, Spell step, double count)
{
    const Instant noticed = !spares          ? spell.spell.from
                            : spell.detected ? spell.spell.from + *spell.detected
                                             : spell.spell.to;
    double& sum = step.from >= spell.spell.to ? fault.lost_after
                  : step.from < noticed       ? fault.lost_unnoticed
                                              : fault.lost_holding;
    sum += count;
}

}  // namespace

void charge_losses(const Scenario& scenario, const Replicas& replicas,
                   const std::vector<std::vector<Stretch>>& stretches, Result& result)
{
    const auto runs = static_cast<double>(replicas.runs.size());
    std::vector<bool> spares;
    for (std::size_t fault = 0; fault < scenario.faults.size(); ++fault)
        spares.push_back(spares_others(replicas, fault));
    for (std::size_t i = 0; i < result.populations.size(); ++i) {
        Ledger ledger{scenario, replicas};
        for (std::size_t run = 0; run < replicas.runs.size(); ++run) {
            const PopulationBooks& books = replicas.runs[run].books.populations[i];
            for (const auto& [charge, count] : books.charges) {
                const Spell step = step_of(scenario, charge.step);
                const Stretch* const spell = spell_of(stretches[run], charge, step);
                ledger.add(books, charge, count, spell);
                if (spell != nullptr)
                    charge_fault(result.faults[spell->fault], *spell, spares[spell->fault], step,
                                 static_cast<double>(count) / runs);
            }
        }
        result.populations[i].losses = ledger.sorted();
    }
}

}  // namespace tiersim
