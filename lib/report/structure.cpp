// SPDX-License-Identifier: MIT
/// The sections of an analysis, in the order of what a reader asks.
#include "tiersim/report/structure.hpp"

#include "report/page.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace tiersim {

namespace {

using report::Cell;
using report::Page;
using report::Table;
using report::Tone;
using report::Unit;

constexpr std::size_t most_importances = 8;
constexpr std::size_t most_cuts = 24;
constexpr double seconds_a_year = 365.0 * 86400.0;

/// A cut set as it is shown.
using Names = std::vector<std::string>;

/// Kinds of requests of one population that need the same.
struct Group {
    std::string name{};
    const ServiceAnalysis* first = nullptr;
};

std::vector<Group> groups_of(const Analysis& analysis)
{
    std::vector<Group> groups;
    for (const auto& service : analysis.services) {
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
            return group.first->population == service.population &&
                   group.first->cuts == service.cuts &&
                   group.first->unavailability == service.unavailability;
        });
        if (same == groups.end())
            groups.push_back({service.population + ": " + service.kind, &service});
        else
            same->name += ", " + service.kind;
    }
    return groups;
}

/// A part as people call it: a host that is named like its node goes by that name.
std::string called(const Analysis& analysis, const std::string& part)
{
    constexpr std::string_view host = "host ";
    if (!part.starts_with(host)) return part;
    const std::string node = part.substr(host.size());
    const bool is_twin = std::any_of(
        analysis.parts.begin(), analysis.parts.end(),
        [&](const AnalysedPart& one) { return one.name == node && one.kind == "node"; });
    return is_twin ? node : part;
}

/// Cut sets of `order` parts by the names that people use, each once.
std::vector<Names> cuts_of(const Analysis& analysis, const ServiceAnalysis& service,
                           std::size_t order)
{
    std::vector<Names> all;
    for (const auto& cut : service.cuts) {
        if (cut.size() != order) continue;
        Names names;
        for (const auto& part : cut)
            names.push_back(called(analysis, part));
        if (std::find(all.begin(), all.end(), names) == all.end()) all.push_back(std::move(names));
    }
    return all;
}

std::string joined(const std::vector<std::string>& words, std::string_view between)
{
    std::string text;
    for (const auto& word : words)
        text += (text.empty() ? "" : std::string{between}) + word;
    return text;
}

std::string text_of(const std::vector<Names>& cuts)
{
    std::vector<std::string> sets;
    for (const auto& cut : cuts)
        sets.push_back(joined(cut, std::string{report::tie} + "+" + report::tie));
    const std::size_t more = sets.size() > most_cuts ? sets.size() - most_cuts : 0;
    sets.resize(sets.size() - more);
    return joined(sets, ", ") + (more > 0 ? ", and " + report::count_text(more) + " more" : "");
}

std::string head_of(const std::string& name)
{
    constexpr std::size_t width = 24;
    return "  " + name + std::string(width > name.size() ? width - name.size() : 2, ' ');
}

void write_single_points(Page& page, const Analysis& analysis)
{
    page.heading("Single points of failure");
    for (const auto& group : groups_of(analysis)) {
        const auto singles = cuts_of(analysis, *group.first, 1);
        const bool nowhere = singles.size() == 1 && singles.front().empty();
        if (singles.empty())
            page.paragraph(head_of(group.name), nowhere ? "cannot be served at all" : "none",
                           Tone::good);
        else
            page.paragraph(head_of(group.name), text_of(singles), Tone::bad);
    }
}

void write_larger_sets(Page& page, const Analysis& analysis)
{
    for (std::size_t order = 2; order <= analysis.order; ++order) {
        page.heading("What fails only together, " + std::to_string(order) + " at a time");
        for (const auto& group : groups_of(analysis)) {
            const auto cuts = cuts_of(analysis, *group.first, order);
            page.paragraph(head_of(group.name), cuts.empty() ? "nothing" : text_of(cuts));
        }
    }
}

/// Long times in the unit that people use.
std::string length_text(const Page& page, double seconds)
{
    const auto in = [&](double unit, const char* name) {
        return page.words(seconds / unit, Unit::number) + report::tie + name;
    };
    if (seconds >= 2 * 86400.0) return in(86400.0, "d");
    if (seconds >= 2 * 3600.0) return in(3600.0, "h");
    if (seconds >= 2 * 60.0) return in(60.0, "min");
    return page.words(seconds, Unit::seconds);
}

bool any_part_fails(const Analysis& analysis)
{
    return std::any_of(analysis.parts.begin(), analysis.parts.end(),
                       [](const AnalysedPart& part) { return part.unavailability > 0.0; });
}

void write_availability(Page& page, const Analysis& analysis)
{
    page.heading("Availability that the structure promises");
    if (!any_part_fails(analysis)) {
        page.paragraph(
            "  ",
            "Nothing says how often parts fail: no fault of the scenario comes again and "
            "again, and --assume host=8760h/4h and the like were not given.");
        return;
    }
    Table table{{{"", true, 40}, {"unavailable"}, {"a year"}, {"outages a year"}, {"each"}}};
    for (const auto& group : groups_of(analysis)) {
        const auto& service = *group.first;
        table.add({{group.name},
                   {page.words(service.unavailability, Unit::share)},
                   {length_text(page, service.unavailability * seconds_a_year)},
                   {page.words(service.outages_per_year, Unit::number)},
                   {length_text(page, to_seconds(service.mean_outage))}});
    }
    page.table(table);
}

void write_importances(Page& page, const Analysis& analysis)
{
    if (!any_part_fails(analysis)) return;
    page.heading("What matters most");
    Table table{
        {{"part", true, 40}, {"share of downtime"}, {"all hangs on it"}, {"if it were down"}}};
    for (const auto& group : groups_of(analysis)) {
        table.group(group.name);
        std::size_t shown = 0;
        for (const auto& one : group.first->importances) {
            if (++shown > most_importances || one.fussell_vesely <= 0.0) break;
            table.add({{"  " + one.part},
                       {page.words(one.fussell_vesely, Unit::share)},
                       {page.words(one.birnbaum, Unit::share)},
                       {page.words(one.risk_achievement, Unit::number) + " times"}});
        }
    }
    page.table(table);
}

std::string rate_text(const Page& page, double rate)
{
    return rate == unlimited ? "no limit" : page.words(rate, Unit::per_second);
}

Cell load_cell(const Page& page, double offered, double rate)
{
    if (rate == unlimited) return {"-"};
    if (rate <= 0.0) return {"all lost", {}, Tone::bad};
    const double load = offered / rate;
    const Tone tone = load >= 1.0 ? Tone::bad : load >= 0.7 ? Tone::unsure : Tone::good;
    return {page.words(load, Unit::share), {}, tone};
}

void write_capacity(Page& page, const Analysis& analysis)
{
    page.heading("Capacity");
    if (analysis.offered <= 0.0) {
        page.paragraph("  ", "No open population: what is offered depends on the answers.");
        return;
    }
    const auto& healthy = analysis.healthy;
    page.paragraph("  ", "Offered " + page.words(analysis.offered, Unit::per_second) +
                             "; the site carries at most " + rate_text(page, healthy.rate) +
                             (healthy.bottleneck.empty() ? "" : ", set by " + healthy.bottleneck) +
                             ".");
    Table table{{{"", true, 40}, {"busy"}, {"of"}, {"used"}}};
    for (const auto& one : analysis.utilisations)
        table.add({{one.of},
                   {page.words(one.busy, Unit::number)},
                   {page.words(one.available, Unit::number)},
                   load_cell(page, one.busy, one.available)});
    if (!table.empty()) page.table(table);
}

void write_absences(Page& page, const Analysis& analysis)
{
    if (analysis.offered <= 0.0) return;
    page.heading("When one part is gone");
    Table table{
        {{"without", true}, {"fails", true, 34}, {"carries"}, {"load"}, {"set by", true, 26}}};
    for (const auto& one : analysis.absences) {
        const bool all = one.failing.size() == analysis.services.size();
        table.add({{called(analysis, one.without)},
                   {all ? "everything" : joined(one.failing, ", "),
                    {},
                    one.failing.empty() ? Tone::plain : Tone::bad},
                   {all ? "-" : rate_text(page, one.bound.rate)},
                   load_cell(page, analysis.offered, one.bound.rate),
                   {all ? "" : one.bound.bottleneck}});
    }
    page.table(table);
}

void write_assumptions(Page& page)
{
    page.heading("What this leaves out");
    page.paragraph("  - ",
                   "Every failure is seen at once and nothing is lost on the way: detection, "
                   "takeover, retries and timeouts are what a run adds.");
    page.paragraph("  - ",
                   "Parts fail independently, except as common causes say. A name stands for a "
                   "node and for its own host.");
    page.paragraph("  - ",
                   "Capacity is that of mean demands spread evenly, without queues; users are "
                   "failed well before it is reached.");
}

}  // namespace

std::string text_report(const Analysis& analysis, const TextStyle& style)
{
    Page page{style};
    page.title("The structure of " + analysis.scenario);
    write_single_points(page, analysis);
    write_larger_sets(page, analysis);
    write_availability(page, analysis);
    write_importances(page, analysis);
    write_capacity(page, analysis);
    write_absences(page, analysis);
    write_assumptions(page);
    return std::move(page).finish();
}

}  // namespace tiersim
