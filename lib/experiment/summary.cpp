// SPDX-License-Identifier: MIT
/// What intervals are made of, and the figures that all summaries share.
#include "experiment/summary.hpp"

#include "tiersim/stats/proportion.hpp"
#include "tiersim/stats/replications.hpp"
#include "tiersim/stats/sectioning.hpp"

#include <algorithm>

namespace tiersim {

namespace {

// Why batches of a single run do not stand for independent runs; empty when they do.
std::string doubt_of_batches(const Scenario& scenario, const std::vector<Tally>& parts)
{
    if (!scenario.faults.empty()) return "a single run with faults in it; ask for replications";
    const auto steady = [](const Clients& clients) {
        const auto& arrivals = clients.arrivals;
        return clients.until == Duration{0} && clients.limit == 0 &&
               !std::holds_alternative<RateCurve>(arrivals) &&
               !std::holds_alternative<Wave>(arrivals) && !std::holds_alternative<Trace>(arrivals);
    };
    if (!std::all_of(scenario.clients.begin(), scenario.clients.end(), steady))
        return "a single run of a load that changes; ask for replications";
    const auto too_few = [](const Tally& part) { return part.answered < 30; };
    if (std::any_of(parts.begin(), parts.end(), too_few)) return "too few requests in a single run";
    return {};
}

Estimate quantile_of(const std::vector<Tally>& parts, double share)
{
    std::vector<Section> sections;
    for (const Tally& part : parts)
        sections.push_back({.latencies = part.latency});
    return quantile_by_sections(sections, Probability::of(share));
}

}  // namespace

Sections sections_of(const Scenario& scenario, const Replicas& replicas, std::size_t population)
{
    Sections sections;
    const double counted = to_seconds(scenario.run.duration - scenario.run.warmup);
    if (replicas.runs.size() > 1) {
        sections.seconds = counted;
        for (const Replica& run : replicas.runs) {
            Tally all;
            for (const Tally& kind : run.books.populations[population].kinds)
                all.merge(kind);
            sections.parts.push_back(std::move(all));
        }
        return sections;
    }
    sections.parts = replicas.runs.front().books.populations[population].batches;
    sections.seconds = counted / static_cast<double>(sections.parts.size());
    sections.doubt = doubt_of_batches(scenario, sections.parts);
    return sections;
}

Estimate unless(const std::string& doubt, Estimate estimate)
{
    return doubt.empty() ? std::move(estimate) : Estimate::without(estimate.value, doubt);
}

Estimate share_of(const std::vector<Tally>& parts, std::uint64_t Tally::*amount)
{
    std::vector<Totals> totals;
    std::uint64_t happened = 0;
    std::uint64_t offered = 0;
    for (const Tally& part : parts) {
        totals.push_back({static_cast<double>(part.*amount), static_cast<double>(part.offered)});
        happened += part.*amount;
        offered += part.offered;
    }
    if (offered == 0) return Estimate::without(0.0, "no requests");
    if (happened == 0 || happened == offered)
        return {.value = happened == 0 ? 0.0 : 1.0,
                .interval = wilson(static_cast<double>(happened), static_cast<double>(offered))};
    Estimate ratio = ratio_of_replications(totals);
    if (ratio.interval) {
        ratio.interval->low = std::max(0.0, ratio.interval->low);
        ratio.interval->high = std::min(1.0, ratio.interval->high);
    }
    return ratio;
}

LatencyResult latency_of(const std::vector<Tally>& parts, const std::string& doubt)
{
    LatencyResult latency;
    std::vector<Totals> totals;
    Duration longest{};
    for (const Tally& part : parts) {
        totals.push_back({static_cast<double>(part.latency.sum()) * 1e-9,
                          static_cast<double>(part.latency.count())});
        longest = std::max(longest, part.latency.max());
    }
    latency.mean = unless(doubt, ratio_of_replications(totals));
    latency.p50 = unless(doubt, quantile_of(parts, 0.5));
    latency.p90 = unless(doubt, quantile_of(parts, 0.9));
    latency.p95 = unless(doubt, quantile_of(parts, 0.95));
    latency.p99 = unless(doubt, quantile_of(parts, 0.99));
    latency.p999 = unless(doubt, quantile_of(parts, 0.999));
    latency.max = to_seconds(longest);
    return latency;
}

bool is_bad(const Moment& moment, Probability enough)
{
    const std::uint64_t ended = moment.answered + moment.failed;
    return static_cast<double>(moment.good) < enough.value() * static_cast<double>(ended);
}

std::size_t first_counted_step(const RunPlan& plan)
{
    return static_cast<std::size_t>((plan.warmup + plan.interval - Duration{1}) / plan.interval);
}

std::size_t steps_in_window(const RunPlan& plan)
{
    return static_cast<std::size_t>(std::max<std::int64_t>(1, plan.window / plan.interval));
}

std::size_t population_of(const Scenario& scenario, const Expect& expect)
{
    std::size_t population = 0;
    for (std::size_t i = 0; i < scenario.clients.size(); ++i)
        if (scenario.clients[i].name == expect.of) population = i;
    return population;
}

std::vector<Moment> all_moments(const Books& books)
{
    std::vector<Moment> sum;
    for (const PopulationBooks& population : books.populations) {
        if (population.moments.size() > sum.size()) sum.resize(population.moments.size());
        for (std::size_t i = 0; i < population.moments.size(); ++i)
            sum[i] += population.moments[i];
    }
    return sum;
}

}  // namespace tiersim
