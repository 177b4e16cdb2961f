// SPDX-License-Identifier: MIT
/// What the timelines tell.
#include "report/course.hpp"

#include <algorithm>

namespace tiersim::report {

namespace {

Stretch of(const TimelinePoint& step)
{
    return {.ended = step.answered + step.failed, .good = step.good};
}

}  // namespace

Stretch stretch(const PopulationResult& population, Instant from, Instant to)
{
    Stretch sum;
    for (const auto& step : population.timeline) {
        if (step.at < from || step.at >= to) continue;
        sum.ended += of(step).ended;
        sum.good += of(step).good;
    }
    return sum;
}

std::optional<Instant> first_bad_step(const Result& result, const PopulationResult& population)
{
    const Duration window = std::max(result.window, result.interval);
    for (const auto& step : population.timeline) {
        if (step.at < Instant{result.warmup} || of(step).good_share() >= enough(result).value())
            continue;
        const Instant begin{step.at.time_since_epoch() / window * window};
        const auto whole = stretch(population, begin, begin + window);
        if (whole.good_share() < enough(result).value()) return step.at;
    }
    return std::nullopt;
}

Probability enough(const Result& result)
{
    return result.window_good > Probability{} ? result.window_good : Probability::of(0.99);
}

const FaultResult* first_fault(const Result& result)
{
    const FaultResult* first = nullptr;
    for (const auto& fault : result.faults) {
        if (fault.spells > 0 && (first == nullptr || fault.from < first->from)) first = &fault;
    }
    return first;
}

const FaultResult* costliest_fault(const Result& result)
{
    const FaultResult* costliest = nullptr;
    for (const auto& fault : result.faults) {
        const double least = costliest == nullptr ? 0.0 : costliest->failed;
        if (fault.spells > 0 && fault.failed > least) costliest = &fault;
    }
    return costliest;
}

const NodeResult* busiest_node(const Result& result)
{
    const NodeResult* busiest = nullptr;
    for (const auto& node : result.nodes) {
        const bool limited = node.workers > 0;
        if (limited && (busiest == nullptr || node.utilisation.value > busiest->utilisation.value))
            busiest = &node;
    }
    return busiest;
}

std::string main_failure(const PopulationResult& population)
{
    if (population.failures.empty()) return {};
    const auto& most = population.failures.front();
    return std::string{outcome_name(most.outcome)} +
           (most.place.empty() ? "" : " at " + most.place);
}

}  // namespace tiersim::report
