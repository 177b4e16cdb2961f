// SPDX-License-Identifier: MIT
/// What to know before believing the figures: warm-up, overload, too little data.
#include "experiment/summary.hpp"
#include "tiersim/core/quantity_text.hpp"
#include "tiersim/stats/mser.hpp"

#include <algorithm>

namespace tiersim {

namespace {

// The mean latency of each step, averaged over the replications.
std::vector<double> path_of(const Replicas& replicas, std::size_t population)
{
    std::size_t steps = SIZE_MAX;
    for (const Replica& run : replicas.runs)
        steps = std::min(steps, run.books.populations[population].pulses.size());
    std::vector<double> path(steps);
    for (const Replica& run : replicas.runs)
        for (std::size_t i = 0; i < steps; ++i)
            path[i] += to_seconds(run.books.populations[population].pulses[i].mean);
    return path;
}

void note_warmup(std::vector<std::string>& notes, const Scenario& scenario,
                 const Replicas& replicas, std::size_t population)
{
    if (!scenario.faults.empty()) return;
    const std::vector<double> path = path_of(replicas, population);
    if (path.size() < 50) return;
    const WarmUp warmup = mser(path);
    const Duration cut = scenario.run.interval * static_cast<std::int64_t>(warmup.observations);
    const std::string& name = scenario.clients[population].name;
    if (warmup.at_limit)
        notes.push_back(
            name +
            ": latencies do not settle (MSER-5 finds no end of the warm-up); the run is too "
            "short, or the site is overloaded");
    else if (cut > scenario.run.warmup)
        notes.push_back(name + ": MSER-5 would leave out the first " + to_text(cut) +
                        " as warm-up, the scenario leaves out " + to_text(scenario.run.warmup));
}

void note_requests(std::vector<std::string>& notes, const Scenario& scenario,
                   const Replicas& replicas, std::size_t population)
{
    std::uint64_t ended = 0;
    std::uint64_t in_flight = 0;
    for (const Replica& run : replicas.runs) {
        ended += run.books.populations[population].ended;
        in_flight += run.books.populations[population].in_flight;
    }
    const std::string& name = scenario.clients[population].name;
    if (ended == 0)
        notes.push_back(name + ": no request ended");
    else if (in_flight * 20 > ended + in_flight && in_flight > 20 * replicas.runs.size())
        notes.push_back(
            name +
            ": more than 5 % of all requests had not ended when the run did; the site falls "
            "behind its load, or the run is too short");
}

}  // namespace

std::vector<std::string> notes_on(const Scenario& scenario, const Replicas& replicas)
{
    std::vector<std::string> notes;
    for (std::size_t i = 0; i < scenario.clients.size(); ++i) {
        note_requests(notes, scenario, replicas, i);
        note_warmup(notes, scenario, replicas, i);
    }
    return notes;
}

}  // namespace tiersim
