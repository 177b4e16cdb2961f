// SPDX-License-Identifier: MIT
/// Faults and what came of them.
#include "report/faults.hpp"

#include "report/surroundings.hpp"

#include <algorithm>

namespace tiersim::report {

namespace {

constexpr std::size_t most_drawn = 6;
constexpr std::size_t most_changes = 24;

Cell detection(Page& page, const FaultResult& fault)
{
    if (fault.detected || fault.time_to_detect.value > 0.0)
        return page.cell(fault.time_to_detect, Unit::seconds);
    return {"by nobody", {}, Tone::unsure};
}

Cell recovery(Page& page, const FaultResult& fault)
{
    if (fault.failed == 0.0 && fault.time_to_recover.value == 0.0)
        return {"no harm", {}, Tone::good};
    if (!fault.recovered) return {"never", {}, Tone::bad};
    return page.cell(fault.time_to_recover, Unit::seconds);
}

std::string end_text(const Result& result, const FaultResult& fault)
{
    return fault.to.time_since_epoch() >= result.duration ? "the end" : clock_text(fault.to);
}

std::string of_first_run(std::string title, const Result& result)
{
    if (result.replications > 1) title += " (times of the first run)";
    return title;
}

void write_table(Page& page, const Result& result)
{
    Table table{{{"fault", true, 34},
                 {"spells"},
                 {"from"},
                 {"to"},
                 {"noticed after"},
                 {"overcome after"},
                 {"lost"}}};
    for (const auto& fault : result.faults) {
        if (fault.spells == 0) {
            table.add({{fault.what}, {"none"}, {}, {}, {}, {}, {}});
            continue;
        }
        const auto lost = page.mean_count(fault.failed);
        table.add({{fault.what},
                   {count_text(fault.spells)},
                   {clock_text(fault.from)},
                   {end_text(result, fault)},
                   detection(page, fault),
                   recovery(page, fault),
                   {lost, {}, fault.failed > 0.0 ? Tone::bad : Tone::plain}});
    }
    page.table(table);
}

// The faults that cost most, in the order of the result.
std::vector<const FaultResult*> most_harmful(const Result& result)
{
    std::vector<const FaultResult*> faults;
    for (const auto& fault : result.faults) {
        if (fault.spells > 0) faults.push_back(&fault);
    }
    std::stable_sort(faults.begin(), faults.end(), [](const auto* a, const auto* b) {
        if (a->failed != b->failed) return a->failed > b->failed;
        return a->time_to_recover.value > b->time_to_recover.value;
    });
    if (faults.size() > most_drawn) faults.resize(most_drawn);
    std::sort(faults.begin(), faults.end());  // All stand in one vector.
    return faults;
}

std::string change_text(const ChangeResult& change)
{
    if (change.address)
        return change.observer + (change.up ? " takes over the address" : " gives up the address") +
               (change.subject.empty() || change.subject == change.observer
                    ? ""
                    : " of " + change.subject);
    return change.observer + " takes " + change.subject + " for " + (change.up ? "up" : "down");
}

}  // namespace

void write_faults(Page& page, const Result& result)
{
    if (result.faults.empty()) return;
    page.heading(of_first_run("Faults", result));
    write_table(page, result);
    page.paragraph("  ",
                   "Noticed: the first caller takes a server for dead. Overcome: the last "
                   "bad step because of it is over. Lost: requests that began in between "
                   "and failed, the mean of all runs.");
    const auto drawn = most_harmful(result);
    for (const auto* fault : drawn)
        draw_surroundings(page, result, *fault);
    const auto struck = static_cast<std::size_t>(
        std::count_if(result.faults.begin(), result.faults.end(),
                      [](const FaultResult& fault) { return fault.spells > 0; }));
    if (struck > drawn.size())
        page.paragraph("  ",
                       counted(struck - drawn.size(), "less harmful fault") + " not drawn here.");
}

void write_changes(Page& page, const Result& result)
{
    if (result.changes.empty()) return;
    page.heading(of_first_run("Who saw what", result));
    const auto shown = std::min(most_changes, result.changes.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& change = result.changes[i];
        const auto clock = moment_text(change.at);
        const std::string gap(14 - std::min<std::size_t>(13, columns_of(clock)), ' ');
        page.paragraph(gap + clock + "  ", change_text(change));
    }
    const auto more = result.changes.size() - shown;
    if (more > 0) page.paragraph("  ", "and " + counted(more, "further change"));
}

}  // namespace tiersim::report
