// SPDX-License-Identifier: MIT
/// Whether promises were kept.
#include "experiment/summary.hpp"
#include "tiersim/core/quantity_text.hpp"
#include "tiersim/stats/replications.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace tiersim {

namespace {

std::string metric_text(Metric metric)
{
    static constexpr std::array<const char*, 16> names{
        "availability",    "availability by time", "error share",   "throughput",
        "goodput",         "mean latency",         "p50 latency",   "p90 latency",
        "p95 latency",     "p99 latency",          "p99.9 latency", "time to detect",
        "time to recover", "lost writes",          "stale reads",   "time without a primary"};
    return names[static_cast<std::size_t>(metric)];
}

double number(const Quantity& quantity)
{
    if (const auto* length = std::get_if<Duration>(&quantity)) return to_seconds(*length);
    if (const auto* share = std::get_if<Probability>(&quantity)) return share->value();
    return std::get<Rate>(quantity).per_second();
}

std::string text_of(const Quantity& quantity)
{
    return std::visit([](const auto& value) { return to_text(value); }, quantity);
}

std::string text_of(const Expect& expect, const std::string& population)
{
    std::string text = population.empty() ? "" : population + ": ";
    text += metric_text(expect.metric);
    if (expect.at_least) text += " at least " + text_of(*expect.at_least);
    if (expect.at_most)
        text += std::string{expect.at_least ? "," : ""} + " at most " + text_of(*expect.at_most);
    if (expect.from > Duration{0} || expect.to > Duration{0}) {
        text += " from " + to_text(expect.from);
        text += expect.to > Duration{0} ? " to " + to_text(expect.to) : " on";
    }
    return text;
}

// The longest of all faults; one that was never detected, or not recovered from, is without end.
Estimate longest(const Result& result, Estimate FaultResult::*time, bool detection)
{
    Estimate worst = Estimate::without(0.0, "no faults");
    for (const FaultResult& fault : result.faults) {
        const Estimate& own = fault.*time;
        const bool endless = detection ? !fault.detected : !fault.recovered;
        if (endless)
            return Estimate::without(std::numeric_limits<double>::infinity(), own.why_none);
        if (own.value >= worst.value) worst = own;
    }
    return worst;
}

Estimate whole(const PopulationResult& users, const Result& result, Metric metric)
{
    switch (metric) {
        case Metric::availability: return users.availability;
        case Metric::availability_by_time: return users.availability_by_time;
        case Metric::error_share: return users.error_share;
        case Metric::throughput: return users.throughput;
        case Metric::goodput: return users.goodput;
        case Metric::latency_mean: return users.latency.mean;
        case Metric::latency_p50: return users.latency.p50;
        case Metric::latency_p90: return users.latency.p90;
        case Metric::latency_p95: return users.latency.p95;
        case Metric::latency_p99: return users.latency.p99;
        case Metric::latency_p999: return users.latency.p999;
        case Metric::time_to_detect: return longest(result, &FaultResult::time_to_detect, true);
        case Metric::time_to_recover: return longest(result, &FaultResult::time_to_recover, false);
        default: return {};
    }
}

// Of the database that is named, or the only one.
Estimate of_data(const Result& result, const Expect& expect)
{
    for (const DataResult& data : result.data) {
        if (!expect.of.empty() && data.database != expect.of) continue;
        if (expect.metric == Metric::lost_writes) return data.lost_share;
        return expect.metric == Metric::stale_reads ? data.stale_share : data.unwritable;
    }
    return {};
}

// The requests of a replication that began in the stretch.
Moment stretch(const Scenario& scenario, const PopulationBooks& books, const Expect& expect)
{
    Moment sum;
    const Duration interval = scenario.run.interval;
    for (std::size_t i = 0; i < books.moments.size(); ++i) {
        const Duration begins = interval * static_cast<std::int64_t>(i);
        const bool before_end = expect.to == Duration{0} || begins < expect.to;
        if (begins >= expect.from && before_end) sum += books.moments[i];
    }
    return sum;
}

Estimate in_stretch(const Scenario& scenario, const Replicas& replicas, std::size_t population,
                    const Expect& expect)
{
    const Duration end = expect.to == Duration{0} ? scenario.run.duration : expect.to;
    const double seconds = to_seconds(end - expect.from);
    std::vector<Totals> totals;
    for (const Replica& run : replicas.runs) {
        const Moment sum = stretch(scenario, run.books.populations[population], expect);
        const bool rate = expect.metric == Metric::throughput || expect.metric == Metric::goodput;
        const std::uint64_t amount = expect.metric == Metric::error_share  ? sum.failed
                                     : expect.metric == Metric::throughput ? sum.answered
                                                                           : sum.good;
        totals.push_back(
            {static_cast<double>(amount), rate ? seconds : static_cast<double>(sum.offered)});
    }
    const Estimate ratio = ratio_of_replications(totals);
    return totals.size() > 1 ? ratio : Estimate::without(ratio.value, "a stretch of a single run");
}

// Met or missed where the interval lies wholly on one side of the bound; by the value without one.
Verdict compare(const Estimate& measured, const Quantity& bound, bool at_least)
{
    const Interval interval = measured.interval.value_or(Interval{measured.value, measured.value});
    const double limit = number(bound);
    const bool surely = at_least ? interval.low >= limit : interval.high <= limit;
    const bool surely_not = at_least ? interval.high < limit : interval.low > limit;
    return surely ? Verdict::met : surely_not ? Verdict::missed : Verdict::undecided;
}

Verdict judge(const Expect& expect, const Estimate& measured)
{
    Verdict verdict = Verdict::met;
    if (expect.at_least) verdict = compare(measured, *expect.at_least, true);
    if (expect.at_most)
        verdict = std::max(
            verdict, compare(measured, *expect.at_most, false), [](Verdict a, Verdict b) {
                constexpr std::array<int, 3> rank{0, 2, 1};
                return rank[static_cast<std::size_t>(a)] < rank[static_cast<std::size_t>(b)];
            });
    return verdict;
}

}  // namespace

std::vector<ExpectationResult> judge(const Scenario& scenario, const Replicas& replicas,
                                     const Result& result)
{
    std::vector<ExpectationResult> judged;
    for (const Expect& expect : scenario.expect) {
        if (is_of_data(expect.metric)) {
            const Estimate measured = of_data(result, expect);
            judged.push_back({.expect = expect,
                              .text = text_of(expect, expect.of),
                              .measured = measured,
                              .verdict = judge(expect, measured)});
            continue;
        }
        const std::size_t population = population_of(scenario, expect);
        const bool of_stretch = expect.from > Duration{0} || expect.to > Duration{0};
        const Estimate measured = of_stretch ? in_stretch(scenario, replicas, population, expect)
                                             : whole(result.populations[population], result,
                                                     expect.metric);
        judged.push_back({.expect = expect,
                          .text = text_of(expect, scenario.clients[population].name),
                          .measured = measured,
                          .verdict = judge(expect, measured)});
    }
    return judged;
}

}  // namespace tiersim
