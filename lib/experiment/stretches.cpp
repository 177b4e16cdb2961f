// SPDX-License-Identifier: MIT
/// How far the consequences of faults reach.
#include "experiment/stretches.hpp"

#include "experiment/summary.hpp"

#include <algorithm>

namespace tiersim {

namespace {

bool holds(const std::vector<std::size_t>& nodes, NodeId id)
{
    return std::find(nodes.begin(), nodes.end(), static_cast<std::size_t>(id)) != nodes.end();
}

// The first sighting that tells of the fault, while it holds or until the next begins: a struck
// server believed down, or its address taken over.
std::optional<Duration> detection(const Books& books, const std::vector<NodeFacts>& facts,
                                  const std::vector<std::size_t>& struck, Spell spell, Instant next)
{
    const auto first = std::lower_bound(
        books.sightings.begin(), books.sightings.end(), spell.from,
        [](const Sighting& seen, Instant from) { return seen.at < from; });
    for (auto seen = first; seen != books.sightings.end(); ++seen) {
        if (seen->at >= std::max(spell.to, next)) break;
        if (!seen->address && !seen->up && holds(struck, seen->subject))
            return seen->at - spell.from;
        if (!seen->address || holds(struck, seen->observer) || seen->at >= spell.to) continue;
        const std::string& tier = facts[static_cast<std::size_t>(seen->observer)].tier;
        for (const std::size_t node : struck)
            if (facts[node].tier == tier) return seen->at - spell.from;
    }
    return std::nullopt;
}

// Bad steps are charged to the fault that began last before them.
void note_damage(const RunPlan& plan, const std::vector<Moment>& moments, Instant next,
                 Stretch& stretch)
{
    const auto index = [&](Instant at) {
        return static_cast<std::size_t>(at.time_since_epoch() / plan.interval);
    };
    const Instant from = stretch.spell.from;
    const std::size_t end = std::min(index(next), moments.size());
    std::size_t last = index(from);
    for (std::size_t i = last; i < end; ++i) {
        if (!is_bad(moments[i], plan.window_good)) continue;
        last = i;
        stretch.recovery = Instant{plan.interval * static_cast<std::int64_t>(i + 1)} - from;
    }
    for (std::size_t i = index(from); i < end && i <= last; ++i)
        stretch.failed += static_cast<double>(moments[i].failed);
    stretch.recovered = stretch.recovery == Duration{0} || last + 1 < end;
}

// When faults begin, in order.
std::vector<Instant> starts_of(const Replica& run)
{
    std::vector<Instant> starts;
    for (const auto& spells : run.spells)
        for (const Spell& spell : spells)
            starts.push_back(spell.from);
    std::sort(starts.begin(), starts.end());
    return starts;
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
Instant charged_until(const Scenario& scenario, Instant from, Instant next)
{
    if (next == Instant{scenario.run.duration}) return next;
    const Instant before = next - reach_back(scenario);
    return before >= from + scenario.run.interval ? before : next;
}

}  // namespace

std::vector<Stretch> stretches_of(const Scenario& scenario, const Replicas& replicas,
                                  const Replica& run)
{
    const std::vector<Moment> moments = all_moments(run.books);
    const std::vector<Instant> starts = starts_of(run);
    const Instant end{scenario.run.duration};
    std::vector<Stretch> stretches;
    for (std::size_t fault = 0; fault < run.spells.size(); ++fault)
        for (const Spell& spell : run.spells[fault]) {
            const auto after = std::upper_bound(starts.begin(), starts.end(), spell.from);
            const Instant next = after != starts.end() ? std::min(*after, end) : end;
            Stretch stretch{.fault = fault, .spell = spell};
            stretch.detected = detection(run.books, replicas.nodes, replicas.stricken[fault], spell,
                                         next);
            note_damage(scenario.run, moments, charged_until(scenario, spell.from, next), stretch);
            stretches.push_back(stretch);
        }
    std::stable_sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) {
        return a.spell.from < b.spell.from;
    });
    return stretches;
}

const Stretch* lasting(const std::vector<Stretch>& stretches, Instant begin, Instant end)
{
    auto after = std::partition_point(stretches.begin(), stretches.end(),
                                      [&](const Stretch& one) { return one.spell.from < end; });
    while (after != stretches.begin())
        if ((--after)->over() > begin) return &*after;
    return nullptr;
}

}  // namespace tiersim
