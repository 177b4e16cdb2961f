// SPDX-License-Identifier: MIT
/// Groups records by their runs, runs, measures and compares.
#include "oracles/judge.hpp"

#include "tiersim/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace oracles {

namespace {

/// Records that are measured in the same runs.
struct Group {
    std::vector<std::size_t> members{};
    double wanted = 0.0;
};

// For a standard error of 1 %: an interval of 1 % to either side at 95 % is 1.96 of them.
double wanted_for_one_percent(double needed) { return needed / (1.96 * 1.96); }

// What is computed has no standard error: of a tolerance for estimates, the accuracy of the exact
// value is left.
bool within(double got, double value, const Tolerance& tolerance)
{
    const double relative = tolerance.relative + std::max(tolerance.accuracy, 1e-15);
    return std::abs(got - value) <= tolerance.absolute + relative * std::abs(value);
}

bool same(const Json& got, const Json& value, const Tolerance& tolerance)
{
    if (value.is_number() && got.is_number())
        return within(got.get<double>(), value.get<double>(), tolerance);
    if (!value.is_array() || !got.is_array() || value.size() != got.size()) return got == value;
    for (std::size_t i = 0; i < value.size(); ++i)
        if (!same(got[i], value[i], tolerance)) return false;
    return true;
}

// The error of an estimate from all batches together: how the batches' own lie around it.
double standard_error(const std::vector<Seen>& seen, const Measure& measure, double estimate)
{
    double sum = 0.0;
    for (const Seen& batch : seen) {
        const double away = measure(batch) - estimate;
        sum += away * away;
    }
    const auto count = static_cast<double>(seen.size());
    return std::sqrt(sum / (count * (count - 1.0)));
}

void measure(Finding& finding, const Simulated& simulated, const std::vector<Seen>& seen,
             const Seen& pooled)
{
    const Tolerance& tolerance = finding.record.tolerance;
    const auto value = finding.record.value.get<double>();
    finding.estimate = simulated.measure(pooled);
    bool good = false;
    if (!finding.by_chance) {
        good = within(finding.estimate, value, tolerance);
    } else {
        finding.error = standard_error(seen, simulated.measure, finding.estimate);
        const double away = finding.estimate - value;
        finding.z = away == 0.0 ? 0.0 : away / finding.error;
        good = std::abs(finding.estimate - value) <=
               4.0 * finding.error + tolerance.accuracy * std::abs(value);
    }
    finding.verdict = good ? Verdict::passed : Verdict::failed;
}

void spoil(tiersim::Scenario& scenario, const Spoiling& spoiling)
{
    if (spoiling.longer_work == 1.0) return;
    for (tiersim::AppServer& server : scenario.app_servers) {
        server.place.speed /= spoiling.longer_work;
        for (double& speed : server.place.speeds)
            speed /= spoiling.longer_work;
    }
}

std::vector<Seen> runs_of(const Simulated& simulated, const Group& group, const Record& record,
                          const Spoiling& spoiling)
{
    Trial trial = simulated.trial(wanted_for_one_percent(group.wanted));
    spoil(trial.scenario, spoiling);
    return run(trial, tiersim::hash_name(record.scenario + simulated.variant));
}

void judge_group(const Group& group, const std::vector<Expression>& expressions,
                 const Spoiling& spoiling, std::vector<Finding>& findings)
{
    const auto simulated = [&](std::size_t i) { return std::get<Simulated>(expressions[i]); };
    const std::size_t first = group.members.front();
    try {
        const auto seen = runs_of(simulated(first), group, findings[first].record, spoiling);
        Seen pooled;
        for (const Seen& batch : seen)
            pooled += batch;
        for (const std::size_t i : group.members)
            measure(findings[i], simulated(i), seen, pooled);
    } catch (const std::exception& problem) {
        for (const std::size_t i : group.members) {
            findings[i].verdict = Verdict::failed;
            findings[i].why = problem.what();
        }
    }
}

void compute(Finding& finding, const Computed& computed)
{
    const Record& record = finding.record;
    finding.verdict = Verdict::failed;
    Json got;
    try {
        got = computed.value();
    } catch (const std::exception& problem) {
        return void(finding.why = problem.what());
    }
    finding.verdict = same(got, record.value, record.tolerance) ? Verdict::passed : Verdict::failed;
    if (got.is_number())
        finding.estimate = got.get<double>();
    else
        finding.got = got.dump();
}

std::vector<Expression> expressions_of(const std::vector<Record>& records)
{
    std::vector<Expression> expressions;
    for (const Record& record : records)
        expressions.push_back(record.target ? express(record)
                                            : NotExpressed{"bounds and well-known wrong answers"});
    return expressions;
}

// All that can be said without runs.
Finding begun(const Record& record, const Expression& expression)
{
    Finding finding{.record = record};
    if (!record.target) finding.verdict = Verdict::contrast;
    if (const auto* no = std::get_if<NotExpressed>(&expression)) finding.why = no->why;
    if (const auto* found = std::get_if<Computed>(&expression)) compute(finding, *found);
    finding.computed = std::holds_alternative<Computed>(expression);
    if (const auto* simulated = std::get_if<Simulated>(&expression))
        finding.by_chance = !simulated->exact && !record.tolerance.deterministic;
    return finding;
}

}  // namespace

std::vector<Finding> judge(const std::vector<Record>& records, const Spoiling& spoiling)
{
    const std::vector<Expression> expressions = expressions_of(records);
    std::vector<Finding> findings;
    std::map<std::string, Group> groups;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const Record& record = records[i];
        findings.push_back(begun(record, expressions[i]));
        const auto* simulated = std::get_if<Simulated>(&expressions[i]);
        if (simulated == nullptr) continue;
        Group& group = groups[record.scenario + "\n" + record.model.dump() + simulated->variant];
        group.members.push_back(i);
        group.wanted = std::max(group.wanted, record.tolerance.needed);
    }
    for (const auto& [name, group] : groups)
        judge_group(group, expressions, spoiling, findings);
    return findings;
}

std::vector<Finding> survey(const std::vector<Record>& records)
{
    const std::vector<Expression> expressions = expressions_of(records);
    std::vector<Finding> findings;
    for (std::size_t i = 0; i < records.size(); ++i) {
        Finding& finding = findings.emplace_back(begun(records[i], expressions[i]));
        if (!std::holds_alternative<Simulated>(expressions[i])) continue;
        finding.verdict = Verdict::passed;
        finding.run = false;
    }
    return findings;
}

std::size_t count(const std::vector<Finding>& findings, Verdict verdict)
{
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(),
                      [=](const Finding& finding) { return finding.verdict == verdict; }));
}

double rms_z(const std::vector<Finding>& findings)
{
    double sum = 0.0;
    double terms = 0.0;
    for (const Finding& finding : findings) {
        if (!finding.by_chance || !std::isfinite(finding.z)) continue;
        sum += finding.z * finding.z;
        terms += 1.0;
    }
    return terms > 0.0 ? std::sqrt(sum / terms) : 0.0;
}

}  // namespace oracles
