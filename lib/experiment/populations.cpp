// SPDX-License-Identifier: MIT
/// What each population saw.
#include "experiment/summary.hpp"
#include "tiersim/stats/replications.hpp"

#include <algorithm>

namespace tiersim {

namespace {

Estimate rate_of(const Sections& sections, std::uint64_t Tally::*amount)
{
    std::vector<Totals> totals;
    for (const Tally& part : sections.parts)
        totals.push_back({static_cast<double>(part.*amount), sections.seconds});
    return unless(sections.doubt, ratio_of_replications(totals));
}

// The share of windows, from the warm-up on, in which enough requests were answered in time.
double good_windows(const RunPlan& plan, const std::vector<Moment>& moments)
{
    const std::size_t steps = steps_in_window(plan);
    std::size_t windows = 0;
    std::size_t good = 0;
    for (std::size_t from = first_counted_step(plan); from + steps <= moments.size();
         from += steps) {
        Moment sum;
        for (std::size_t i = from; i < from + steps; ++i)
            sum += moments[i];
        ++windows;
        good += is_bad(sum, plan.window_good) ? 0 : 1;
    }
    return windows > 0 ? static_cast<double>(good) / static_cast<double>(windows) : 1.0;
}

Estimate availability_by_time(const Scenario& scenario, const Replicas& replicas,
                              std::size_t number)
{
    std::vector<double> shares;
    for (const Replica& run : replicas.runs)
        shares.push_back(good_windows(scenario.run, run.books.populations[number].moments));
    if (shares.size() > 1) return mean_of_replications(shares);
    return Estimate::without(shares.front(), "windows of a single run; ask for replications");
}

std::vector<FailureResult> failures_of(const Replicas& replicas, std::size_t number)
{
    const std::size_t nodes = replicas.nodes.size();
    std::vector<FailureResult> failures;
    for (std::size_t i = 0; i < outcome_count * nodes; ++i) {
        FailureResult failure{.outcome = static_cast<Outcome>(i / nodes),
                              .place = replicas.nodes[i % nodes].name};
        for (const Replica& run : replicas.runs)
            failure.count += run.books.populations[number].failures[i];
        if (failure.count > 0) failures.push_back(std::move(failure));
    }
    std::stable_sort(failures.begin(), failures.end(),
                     [](const auto& a, const auto& b) { return a.count > b.count; });
    return failures;
}

TimelinePoint point_of(const Scenario& scenario, const Replicas& replicas, std::size_t number,
                       std::size_t step)
{
    Moment sum;
    double p50 = 0.0;
    double p99 = 0.0;
    std::uint32_t pulses = 0;
    for (const Replica& run : replicas.runs) {
        const PopulationBooks& books = run.books.populations[number];
        if (step < books.moments.size()) sum += books.moments[step];
        if (step >= books.pulses.size() || books.pulses[step].answers == 0) continue;
        p50 += to_seconds(books.pulses[step].p50);
        p99 += to_seconds(books.pulses[step].p99);
        ++pulses;
    }
    const double time = to_seconds(scenario.run.interval) *
                        static_cast<double>(replicas.runs.size());
    const auto per_second = [&](std::uint64_t count) { return static_cast<double>(count) / time; };
    return {.at = Instant{scenario.run.interval * static_cast<std::int64_t>(step)},
            .offered = per_second(sum.offered),
            .answered = per_second(sum.answered),
            .good = per_second(sum.good),
            .failed = per_second(sum.failed),
            .p50 = pulses > 0 ? p50 / pulses : 0.0,
            .p99 = pulses > 0 ? p99 / pulses : 0.0};
}

KindResult kind_of(const Replicas& replicas, std::size_t number, std::size_t kind,
                   const std::string& doubt)
{
    std::vector<Tally> parts;
    Tally sum;
    for (const Replica& run : replicas.runs) {
        parts.push_back(run.books.populations[number].kinds[kind]);
        sum.merge(parts.back());
    }
    const std::string alone = "a single run keeps no batches of a kind's latencies";
    return {.kind = replicas.kinds[kind],
            .offered = sum.offered,
            .answered = sum.answered,
            .good = sum.good,
            .failed = sum.failed,
            .bytes = sum.bytes,
            .latency = latency_of(parts, parts.size() > 1 ? doubt : alone)};
}

void add_counts(PopulationResult& result, const Replicas& replicas, std::size_t number)
{
    Tally sum;
    for (const Replica& run : replicas.runs) {
        const PopulationBooks& books = run.books.populations[number];
        for (const Tally& kind : books.kinds)
            sum.merge(kind);
        result.begun += books.begun;
        result.ended += books.ended;
        result.in_flight += books.in_flight;
    }
    result.offered = sum.offered;
    result.answered = sum.answered;
    result.good = sum.good;
    result.failed = sum.failed;
    result.attempts = sum.attempts;
    result.bytes = sum.bytes;
    result.latencies = sum.latency;
}

PopulationResult summarise_population(const Scenario& scenario, const Replicas& replicas,
                                      std::size_t number)
{
    const Sections sections = sections_of(scenario, replicas, number);
    const Clients& clients = scenario.clients[number];
    PopulationResult result{.name = clients.name, .good_within = clients.good_within};
    add_counts(result, replicas, number);
    result.availability = unless(sections.doubt, share_of(sections.parts, &Tally::good));
    result.availability_by_time = availability_by_time(scenario, replicas, number);
    result.error_share = unless(sections.doubt, share_of(sections.parts, &Tally::failed));
    result.throughput = rate_of(sections, &Tally::answered);
    result.goodput = rate_of(sections, &Tally::good);
    result.latency = latency_of(sections.parts, sections.doubt);
    result.failures = failures_of(replicas, number);
    for (std::size_t kind = 0; kind < replicas.kinds.size(); ++kind) {
        KindResult one = kind_of(replicas, number, kind, sections.doubt);
        if (one.offered > 0) result.kinds.push_back(std::move(one));
    }
    const auto steps = static_cast<std::size_t>(
        (scenario.run.duration + scenario.run.interval - Duration{1}) / scenario.run.interval);
    for (std::size_t step = 0; step < steps; ++step)
        result.timeline.push_back(point_of(scenario, replicas, number, step));
    return result;
}

}  // namespace

std::vector<PopulationResult> summarise_populations(const Scenario& scenario,
                                                    const Replicas& replicas)
{
    std::vector<PopulationResult> results;
    for (std::size_t i = 0; i < scenario.clients.size(); ++i)
        results.push_back(summarise_population(scenario, replicas, i));
    return results;
}

}  // namespace tiersim
