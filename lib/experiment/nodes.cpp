// SPDX-License-Identifier: MIT
/// What each node did.
#include "experiment/summary.hpp"
#include "tiersim/stats/batch_means.hpp"
#include "tiersim/stats/replications.hpp"

#include <algorithm>

namespace tiersim {

namespace {

using Question = double (*)(const NodeBooks&, Instant);

double busy_mean(const NodeBooks& books, Instant end) { return books.busy.mean(end); }
double queue_mean(const NodeBooks& books, Instant end) { return books.queue.mean(end); }

// The mean of a level over replications; from a single run by batches of its timeline.
Estimate level_of(const Scenario& scenario, const Replicas& replicas, std::size_t node,
                  Question question, float NodeMoment::*step)
{
    const Instant end{scenario.run.duration};
    if (replicas.runs.size() > 1) {
        std::vector<double> means;
        for (const Replica& run : replicas.runs)
            means.push_back(question(run.books.nodes[node], end));
        return mean_of_replications(means);
    }
    const NodeBooks& books = replicas.runs.front().books.nodes[node];
    const double value = question(books, end);
    if (!scenario.faults.empty())
        return Estimate::without(value, "a single run with faults in it; ask for replications");
    std::vector<double> levels;
    const auto first = static_cast<std::size_t>(scenario.run.warmup / scenario.run.interval);
    for (std::size_t i = first; i < books.moments.size(); ++i)
        levels.push_back(static_cast<double>(books.moments[i].*step));
    if (levels.size() < 2 * batch_count)
        return Estimate::without(value, "fewer than 40 steps in a single run");
    Estimate estimate = batch_means(levels, batch_count);
    if (!estimate.interval) return Estimate::without(value, estimate.why_none);
    return Estimate::around(value, estimate.interval->half_width());
}

Estimate scaled(const Estimate& estimate, double factor)
{
    if (!estimate.interval) return Estimate::without(estimate.value * factor, estimate.why_none);
    return Estimate::around(estimate.value * factor, estimate.interval->half_width() * factor);
}

// A ratio of two sums over replications; a single run gives no interval.
Estimate ratio_over(const Replicas& replicas, const std::vector<Totals>& totals)
{
    Estimate ratio = ratio_of_replications(totals);
    if (replicas.runs.size() > 1) return ratio;
    return Estimate::without(ratio.value, "a single run keeps no batches of a node's waits");
}

void add_waits(NodeResult& result, const Replicas& replicas, std::size_t node)
{
    std::vector<Totals> waited;
    std::vector<Totals> length;
    for (const Replica& run : replicas.runs) {
        const NodeBooks& books = run.books.nodes[node];
        const auto begun = static_cast<double>(books.begun);
        waited.push_back({static_cast<double>(books.waited), begun});
        length.push_back({static_cast<double>(books.wait.sum()) * 1e-9, begun});
    }
    result.wait_share = ratio_over(replicas, waited);
    result.wait_mean = ratio_over(replicas, length);
}

void add_counts(NodeResult& result, const Replicas& replicas, std::size_t node)
{
    std::array<std::uint64_t, outcome_count> ended{};
    for (const Replica& run : replicas.runs) {
        const NodeBooks& books = run.books.nodes[node];
        result.arrived += books.arrived;
        result.killed += books.killed;
        result.orphans += books.orphans;
        result.restarts += books.restarts;
        result.queue_max = std::max(result.queue_max, books.queue.max());
        for (std::size_t i = 0; i < outcome_count; ++i)
            ended[i] += books.ended[i];
    }
    for (std::size_t i = 0; i < outcome_count; ++i) {
        const auto outcome = static_cast<Outcome>(i);
        const bool well = outcome == Outcome::ok || outcome == Outcome::miss;
        (well ? result.answered : result.failed) += ended[i];
        if (!well && ended[i] > 0) result.failures.push_back({outcome, result.name, ended[i]});
    }
}

LatencyResult residence_of(const Replicas& replicas, std::size_t node)
{
    std::vector<Tally> parts;
    for (const Replica& run : replicas.runs)
        parts.push_back({.latency = run.books.nodes[node].residence});
    return latency_of(parts,
                      parts.size() > 1 ? "" : "a single run keeps no batches of a node's times");
}

std::vector<NodePoint> timeline_of(const Scenario& scenario, const Replicas& replicas,
                                   std::size_t node)
{
    std::vector<NodePoint> points(replicas.runs.front().books.nodes[node].moments.size());
    const auto runs = static_cast<double>(replicas.runs.size());
    for (std::size_t step = 0; step < points.size(); ++step) {
        points[step].at = Instant{scenario.run.interval * static_cast<std::int64_t>(step)};
        for (const Replica& run : replicas.runs) {
            const NodeMoment& moment = run.books.nodes[node].moments[step];
            points[step].busy += static_cast<double>(moment.busy) / runs;
            points[step].queued += static_cast<double>(moment.queued) / runs;
        }
    }
    return points;
}

NodeResult summarise_node(const Scenario& scenario, const Replicas& replicas, std::size_t node)
{
    const NodeFacts& facts = replicas.nodes[node];
    NodeResult result{.name = facts.name,
                      .tier = facts.tier,
                      .host = facts.host,
                      .role = facts.role,
                      .workers = facts.workers};
    add_counts(result, replicas, node);
    result.busy = level_of(scenario, replicas, node, busy_mean, &NodeMoment::busy);
    result.queue = level_of(scenario, replicas, node, queue_mean, &NodeMoment::queued);
    result.utilisation = facts.workers > 0 ? scaled(result.busy, 1.0 / facts.workers) : result.busy;
    add_waits(result, replicas, node);
    result.residence = residence_of(replicas, node);
    result.timeline = timeline_of(scenario, replicas, node);
    return result;
}

}  // namespace

std::vector<NodeResult> summarise_nodes(const Scenario& scenario, const Replicas& replicas)
{
    std::vector<NodeResult> results;
    for (std::size_t node = 0; node < replicas.nodes.size(); ++node)
        if (!replicas.nodes[node].role.empty())
            results.push_back(summarise_node(scenario, replicas, node));
    return results;
}

}  // namespace tiersim
