// SPDX-License-Identifier: MIT
/// Outages, the time between them, and what they spend of the errors that promises allow.
#include "experiment/summary.hpp"
#include "tiersim/stats/replications.hpp"

#include <algorithm>

namespace tiersim {

namespace {

/// A replication in steps.
struct Course {
    std::vector<OutageResult> outages{};
    std::uint64_t steps = 0;  ///< With requests.
    std::uint64_t bad = 0;
};

// Neighbouring bad steps are one outage; steps without requests say nothing.
Course course_of(const Scenario& scenario, const Books& books)
{
    Course course;
    const RunPlan& plan = scenario.run;
    const std::vector<Moment> moments = all_moments(books);
    bool down = false;
    for (std::size_t i = first_counted_step(plan); i < moments.size(); ++i) {
        const Moment& moment = moments[i];
        if (moment.answered + moment.failed == 0) continue;
        const Instant at{plan.interval * static_cast<std::int64_t>(i)};
        const bool bad = is_bad(moment, plan.window_good);
        ++course.steps;
        course.bad += bad ? 1 : 0;
        if (bad && !down) course.outages.push_back({.from = at});
        if (bad) {
            course.outages.back().to = std::min(at + plan.interval, Instant{plan.duration});
            course.outages.back().lost += moment.answered + moment.failed - moment.good;
        }
        down = bad;
    }
    return course;
}

// The highest share of requests that were not good in any window of the run.
double worst_window(const RunPlan& plan, const std::vector<Moment>& moments)
{
    const std::size_t length = steps_in_window(plan);
    const std::size_t first = first_counted_step(plan);
    double worst = 0.0;
    std::uint64_t ended = 0;
    std::uint64_t good = 0;
    for (std::size_t i = first; i < moments.size(); ++i) {
        ended += moments[i].answered + moments[i].failed;
        good += moments[i].good;
        if (i + 1 < first + length) continue;
        if (ended > 0)
            worst = std::max(worst, static_cast<double>(ended - good) / static_cast<double>(ended));
        const Moment& oldest = moments[i + 1 - length];
        ended -= oldest.answered + oldest.failed;
        good -= oldest.good;
    }
    return worst;
}

Estimate spent_of(const Estimate& availability, double allowed)
{
    const auto spent = [&](double share) { return (1.0 - share) / allowed; };
    Estimate result{.value = spent(availability.value), .why_none = availability.why_none};
    if (availability.interval)
        result.interval = Interval{spent(availability.interval->high),
                                   spent(availability.interval->low)};
    return result;
}

}  // namespace

DowntimeResult summarise_downtime(const Scenario& scenario, const Replicas& replicas,
                                  const std::vector<std::vector<Stretch>>& stretches)
{
    DowntimeResult result;
    const double step = to_seconds(scenario.run.interval);
    std::vector<Totals> shares;
    std::vector<Totals> up;
    std::vector<Totals> down;
    for (const Replica& run : replicas.runs) {
        Course course = course_of(scenario, run.books);
        const auto outages = static_cast<double>(course.outages.size());
        const auto bad = static_cast<double>(course.bad);
        const auto steps = static_cast<double>(course.steps);
        result.outages += course.outages.size();
        shares.push_back({bad, steps});
        up.push_back({(steps - bad) * step, outages});
        down.push_back({bad * step, outages});
        if (&run == &replicas.runs.front()) result.first = std::move(course.outages);
    }
    for (OutageResult& outage : result.first)
        if (const Stretch* const spell = lasting(stretches.front(), outage.from, outage.to))
            outage.fault = fault_name(scenario.faults[spell->fault]);
    result.share = ratio_of_replications(shares);
    if (result.outages == 0) return result;
    result.between_failures = ratio_of_replications(up);
    result.to_repair = ratio_of_replications(down);
    return result;
}

std::vector<BudgetResult> summarise_budgets(const Scenario& scenario, const Replicas& replicas,
                                            const Result& result)
{
    std::vector<BudgetResult> budgets;
    for (const Expect& expect : scenario.expect) {
        const bool whole = expect.from == Duration{0} && expect.to == Duration{0};
        if (expect.metric != Metric::availability || !expect.at_least || !whole) continue;
        const std::size_t number = population_of(scenario, expect);
        const auto* const promised = std::get_if<Probability>(&*expect.at_least);
        if (promised == nullptr || promised->value() >= 1.0) continue;
        const double allowed = 1.0 - promised->value();
        BudgetResult budget{.population = scenario.clients[number].name,
                            .promised = promised->value(),
                            .spent = spent_of(result.populations[number].availability, allowed),
                            .burn_window = std::max(scenario.run.window, scenario.run.interval)};
        for (const Replica& run : replicas.runs) {
            const auto& moments = run.books.populations[number].moments;
            budget.fastest_burn = std::max(budget.fastest_burn,
                                           worst_window(scenario.run, moments) / allowed);
        }
        budgets.push_back(std::move(budget));
    }
    return budgets;
}

}  // namespace tiersim
