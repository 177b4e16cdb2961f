// SPDX-License-Identifier: MIT
/// How findings become rows, and a page is read again.
#include "oracles/validation_page.hpp"

#include "support/tables.hpp"
#include "tiersim/stats/replications.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace oracles {

namespace {

const std::string anything = "…";

__attribute__((format(printf, 1, 2))) std::string text(const char* form, ...)
{
    std::array<char, 512> buffer{};
    std::va_list arguments;
    va_start(arguments, form);
    std::vsnprintf(buffer.data(), buffer.size(), form, arguments);
    va_end(arguments);
    return buffer.data();
}

// Long lists are cut; a bar would end the cell.
std::string cell(std::string content)
{
    constexpr std::size_t longest = 60;
    for (char& letter : content)
        if (letter == '|' || letter == '\n') letter = ' ';
    if (content.size() > longest) content = content.substr(0, longest) + " ...";
    return content;
}

std::string exact(const Json& value)
{
    return value.is_number() ? text("%.6g", value.get<double>()) : cell(value.dump());
}

std::string simulated(const Finding& finding)
{
    if (!finding.run) return anything;
    return finding.got.empty() ? text("%.6g", finding.estimate) : cell(finding.got);
}

std::string interval(const Finding& finding)
{
    if (!finding.by_chance) return finding.computed ? "no chance involved" : "–";
    if (!finding.run) return anything;
    const double factor = tiersim::student_factor(tiersim::usual_confidence(), batches - 1.0);
    const double half = factor * finding.error;
    return text("%.5g … %.5g", finding.estimate - half, finding.estimate + half);
}

std::string distance(const Finding& finding)
{
    if (!finding.by_chance) return "";
    return finding.run ? text("%+.2f", finding.z) : anything;
}

bool expressed(const Finding& finding)
{
    return finding.verdict == Verdict::passed || finding.verdict == Verdict::failed;
}

std::string row(const Finding& finding)
{
    return tables::row({finding.record.id, exact(finding.record.value), simulated(finding),
                        interval(finding), distance(finding),
                        finding.verdict == Verdict::passed ? "met" : "**missed**"});
}

// The findings of each area, in the order of the file.
std::vector<std::vector<Finding>> by_area(const std::vector<Finding>& findings)
{
    std::vector<std::vector<Finding>> areas;
    std::map<std::string, std::size_t> places;
    for (const Finding& finding : findings) {
        const auto [place, fresh] = places.emplace(finding.record.area, areas.size());
        if (fresh) areas.emplace_back();
        areas[place->second].push_back(finding);
    }
    return areas;
}

std::string number(std::size_t count) { return count == 0 ? "–" : std::to_string(count); }

std::string overview(const std::vector<std::vector<Finding>>& areas)
{
    std::string all = tables::heads(
        {"area", "records", "met", "missed", "not expressed", "bounds"});
    for (const auto& area : areas) {
        const auto of = [&](Verdict verdict) { return number(count(area, verdict)); };
        all += tables::row({area.front().record.area, std::to_string(area.size()),
                            of(Verdict::passed), of(Verdict::failed), of(Verdict::not_expressed),
                            of(Verdict::contrast)});
    }
    return all;
}

std::string cases(const std::vector<std::vector<Finding>>& areas)
{
    std::string all;
    for (const auto& area : areas) {
        if (std::ranges::none_of(area, expressed)) continue;
        all += "\n### " + area.front().record.area + "\n\n" +
               tables::heads({"case", "exact", "simulated", "95 % interval", "z", "verdict"});
        for (const Finding& finding : area)
            if (expressed(finding)) all += row(finding);
    }
    return all;
}

// "mm1-r50: mean_T, util; md1-r80: mean_T".
std::string names(const std::vector<const Finding*>& findings)
{
    std::string all;
    std::string scenario;
    for (const Finding* const finding : findings) {
        const Record& record = finding->record;
        if (record.scenario == scenario)
            all += ", ";
        else
            all += (all.empty() ? "" : "; ") + record.scenario + ": ";
        scenario = record.scenario;
        all += record.key;
    }
    return all;
}

std::string without(const std::vector<Finding>& findings)
{
    std::vector<std::string> reasons;
    std::map<std::string, std::vector<const Finding*>> groups;
    for (const Finding& finding : findings) {
        if (expressed(finding)) continue;
        auto& group = groups[finding.why];
        if (group.empty()) reasons.push_back(finding.why);
        group.push_back(&finding);
    }
    std::string all;
    for (const std::string& why : reasons)
        all += text("- %s (%zu): ", why.c_str(), groups[why].size()) + names(groups[why]) + "\n";
    return all;
}

// Findings whose standard error is at most 1 % of the value.
std::size_t sharp(const std::vector<Finding>& findings)
{
    return static_cast<std::size_t>(std::ranges::count_if(findings, [](const Finding& finding) {
        return finding.by_chance &&
               finding.error <= 0.01 * std::abs(finding.record.value.get<double>());
    }));
}

std::string summary(const std::vector<Finding>& findings)
{
    const bool run = std::ranges::all_of(findings, [](const Finding& each) { return each.run; });
    const auto chances = static_cast<std::size_t>(
        std::ranges::count_if(findings, [](const Finding& each) { return each.by_chance; }));
    return text(
               "**Of %zu records tiersim expresses %zu: %zu are met, %zu are missed.** The others "
               "are listed at the end:\n%zu bounds and well-known wrong answers that nobody should "
               "meet, and %zu that are not expressed,\nwhich none of these figures counts as met.",
               findings.size(), count(findings, Verdict::passed) + count(findings, Verdict::failed),
               count(findings, Verdict::passed), count(findings, Verdict::failed),
               count(findings, Verdict::contrast), count(findings, Verdict::not_expressed)) +
           text("\n\nThe root mean square of the %zu z-scores that involve chance is %s; ", chances,
                run ? text("%.3f", rms_z(findings)).c_str() : anything.c_str()) +
           "1.03 is to be expected of the\nStudent law of " + std::to_string(batches) +
           " batches. (Many quantities come from the same runs and move together.) In " +
           (run ? std::to_string(sharp(findings)) : anything) +
           " of\nthem the standard error is at most 1 % of the exact value, as the records wish; "
           "the others would take\nlonger runs.\n";
}

const char* const head =
    "# Validation: exact values beside simulated ones\n\n"
    "Written by the test program `test_oracles` (`TIERSIM_APPROVE=1`, or the target `approve`); do "
    "not edit.\nThe slow tests check that it is, to the letter, what a run gives; the quick ones "
    "that it is about the\nsame cases.\n\n"
    "`tests/oracles` translates the models of a file of exact results (`TIERSIM_ORACLES`, by "
    "default\n`../shared/oracles/oracles.json`; skipped with a message where it is absent) into "
    "scenarios and runs each\nin ";

const char* const rule =
    " independent batches with fixed seeds. The standard error of an estimate from all of them is "
    "made of\nhow the batches' own estimates lie around it; z is the distance from the exact value "
    "in standard errors.\nA case is met when the estimate is within 4 standard errors and the "
    "accuracy of the exact value, or, where\nno chance is involved, within the tolerance of the "
    "record. With all work 3 % longer many cases are missed,\nas a test of its own shows.\n\n"
    "One estimate has help. The spread of waits under a law with a long tail (`mg1-logn16/sd_Wq`) "
    "hangs on\nwork that comes once in some 10 million requests, and a plain estimate knows "
    "nothing of its own error:\nfrom 16 million requests it came out at z = -5.4, and ten runs of "
    "a bare recursion of waits, without any\npart of tiersim, gave z from -6.8 to +0.8. Here the "
    "third moment of the work, which is known, makes up\nfor what the sample has too little of it "
    "(a control variate).\n\n";

// Takes the first line off `text`.
std::string_view first_line(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

bool line_agrees(std::string_view line, std::string_view pattern)
{
    std::size_t open = pattern.find(anything);
    if (open == std::string_view::npos) return line == pattern;
    if (!line.starts_with(pattern.substr(0, open))) return false;
    while (open != std::string_view::npos) {
        line.remove_prefix(open);
        pattern.remove_prefix(open + anything.size());
        open = pattern.find(anything);
        const std::size_t next = line.find(pattern.substr(0, open));
        if (next == std::string_view::npos) return false;
        if (open != std::string_view::npos) line.remove_prefix(next);
    }
    return line.ends_with(pattern);
}

}  // namespace

std::string page(const std::vector<Finding>& findings, const std::string& digest)
{
    const auto areas = by_area(findings);
    return head + std::to_string(batches) + rule + summary(findings) + "\nThe file's digest is `" +
           digest + "`.\n\n## Areas\n\n" + overview(areas) + "\n## Cases\n" + cases(areas) +
           "\n## Not in the tables\n\n" + without(findings);
}

bool agrees(std::string_view text, std::string_view pattern)
{
    while (!text.empty() && !pattern.empty())
        if (!line_agrees(first_line(text), first_line(pattern))) return false;
    return text.empty() && pattern.empty();
}

double rms_z_in(const std::string& page)
{
    double sum = 0.0;
    double terms = 0.0;
    for (std::size_t at = page.find("\n| "); at != std::string::npos;
         at = page.find("\n| ", at + 1)) {
        std::size_t bar = at + 1;
        for (int i = 0; i < 4; ++i)
            bar = page.find('|', bar + 1);
        const char sign = page[bar + 2];
        if (sign != '+' && sign != '-') continue;
        const double z = std::atof(page.c_str() + bar + 2);
        sum += z * z;
        terms += 1.0;
    }
    return std::sqrt(sum / std::max(terms, 1.0));
}

}  // namespace oracles
