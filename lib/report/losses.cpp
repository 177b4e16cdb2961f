// SPDX-License-Identifier: MIT
/// Losses by cause, by fault and stage of it, and in time.
#include "report/losses.hpp"

#include "tiersim/core/quantity_text.hpp"

#include <algorithm>
#include <utility>

namespace tiersim::report {

namespace {

constexpr std::size_t most_losses = 8;
constexpr std::size_t most_outages = 6;

std::uint64_t lost(const LossResult& loss) { return loss.failed + loss.late; }

std::string_view cause_in_words(const LossResult& loss)
{
    switch (loss.cause) {
        case Cause::fault: return "the fault itself";
        case Cause::limit: return "turned away, full";
        case Cause::line: return "waited for a worker";
        case Cause::servers: return "waited for a server";
        case Cause::no_server: return "knew of no server";
        case Cause::work: return loss.place.empty() ? "nothing held them up" : "was at work";
        case Cause::network: return "on the way to it";
        case Cause::error: return "an error of its own";
        case Cause::broken: return "a connection broke";
        case Cause::unexplained: break;
    }
    return "unexplained";
}

std::string meanwhile(const LossResult& loss)
{
    if (!loss.fault.empty()) return loss.fault;
    return loss.amplified ? "half of it repeated attempts" : "no fault";
}

void write_causes(Page& page, const PopulationResult& one)
{
    Table table{{{"lost by " + one.name, true, 30},
                 {"at", true},
                 {"while", true, 32},
                 {"failed"},
                 {"late"},
                 {"of requests"}}};
    const auto add = [&](std::string cause, std::string place, std::string fault,
                         std::uint64_t failed, std::uint64_t late) {
        const double share = static_cast<double>(failed + late) / static_cast<double>(one.offered);
        table.add({{std::move(cause)},
                   {std::move(place)},
                   {std::move(fault)},
                   count_cell(failed, Tone::bad),
                   count_cell(late, Tone::unsure),
                   {page.words(share, Unit::share)}});
    };
    LossResult rest;
    for (std::size_t i = 0; i < one.losses.size(); ++i) {
        const LossResult& loss = one.losses[i];
        if (i < most_losses) {
            add(std::string{cause_in_words(loss)}, loss.place, meanwhile(loss), loss.failed,
                loss.late);
            continue;
        }
        rest.failed += loss.failed;
        rest.late += loss.late;
    }
    if (lost(rest) > 0) add("otherwise", {}, {}, rest.failed, rest.late);
    page.table(table);
}

double lost_to(const FaultResult& fault)
{
    return fault.lost_unnoticed + fault.lost_holding + fault.lost_after;
}

void write_stages(Page& page, const Result& result)
{
    Table table{{{"lost in a run to", true, 34},
                 {"before it was noticed"},
                 {"otherwise while it held"},
                 {"after its end"}}};
    for (const FaultResult& fault : result.faults)
        if (lost_to(fault) > 0.0)
            table.add({{fault.what},
                       {page.mean_count(fault.lost_unnoticed)},
                       {page.mean_count(fault.lost_holding)},
                       {page.mean_count(fault.lost_after)}});
    if (table.empty()) return;
    page.blank();
    page.table(table);
    page.paragraph("  ",
                   "No more than these can be got back by noticing it sooner, by redundancy or "
                   "quicker repair, and by a quicker recovery of those who waited.");
}

void write_downtime(Page& page, const DowntimeResult& downtime)
{
    if (downtime.outages == 0) return;
    page.blank();
    page.paragraph("  outages       ",
                   count_text(downtime.outages) + ", " + page.brief(downtime.share, Unit::share) +
                       " of the time; each lasts " + page.brief(downtime.to_repair, Unit::seconds) +
                       " (MTTR), after " + page.brief(downtime.between_failures, Unit::seconds) +
                       " without (MTBF)");
    for (std::size_t i = 0; i < std::min(most_outages, downtime.first.size()); ++i) {
        const OutageResult& outage = downtime.first[i];
        page.paragraph("                ",
                       clock_text(outage.from) + " to " + clock_text(outage.to) + ": " +
                           counted(outage.lost, "request") + " lost" +
                           (outage.fault.empty() ? "" : " (" + outage.fault + ")"));
    }
    if (downtime.first.size() > most_outages)
        page.paragraph(
            "                ",
            counted(downtime.first.size() - most_outages, "further outage") + " in the first run");
}

void write_budgets(Page& page, const Result& result)
{
    for (const BudgetResult& budget : result.budgets)
        page.paragraph("  error budget  ",
                       budget.population + ", " + page.words(budget.promised, Unit::share) +
                           " promised: " + page.brief(budget.spent, Unit::share) +
                           " of it spent; at worst " +
                           page.words(budget.fastest_burn, Unit::number) +
                           " times as fast as allowed, over " + clock_text(budget.burn_window));
}

/// Something that could be improved, and what it could give back at most, in requests a run.
struct Remedy {
    double back = 0.0;
    std::string text{};
};

void consider(Remedy& best, double back, const std::string& text)
{
    if (back > best.back) best = {back, text};
}

void consider_fault(Remedy& best, const FaultResult& fault)
{
    consider(best, fault.lost_unnoticed, "noticing the " + fault.what + " sooner");
    consider(best, fault.lost_holding, "redundancy for, or quicker repair of, the " + fault.what);
    consider(best, fault.lost_after, "a quicker recovery after the " + fault.what);
}

// Without a fault, it is capacity or load.
void consider_loss(Remedy& best, const LossResult& loss, double runs)
{
    if (!loss.fault.empty()) return;
    const double back = static_cast<double>(lost(loss)) / runs;
    if (loss.amplified) return consider(best, back, "fewer repeated attempts");
    if (loss.place.empty()) return consider(best, back, "less work in a request");
    consider(best, back, "more room or less work at " + loss.place);
}

}  // namespace

std::string best_remedy(const Page& page, const Result& result)
{
    Remedy best;
    double all = 0.0;
    const auto runs = static_cast<double>(result.replications);
    for (const FaultResult& fault : result.faults)
        consider_fault(best, fault);
    for (const PopulationResult& one : result.populations)
        for (const LossResult& loss : one.losses) {
            consider_loss(best, loss, runs);
            all += static_cast<double>(lost(loss)) / runs;
        }
    if (best.text.empty()) return {};
    return "Above all " + best.text + ": it can give back at most " + page.mean_count(best.back) +
           " of the " + page.mean_count(all) + " requests that failed or came late in a run.";
}

void write_losses(Page& page, const Result& result)
{
    const bool any = std::any_of(result.populations.begin(), result.populations.end(),
                                 [](const auto& one) { return !one.losses.empty(); });
    if (!any && result.budgets.empty()) return;
    page.heading("What was lost, and why");
    bool first = true;
    for (const PopulationResult& one : result.populations) {
        if (one.losses.empty()) continue;
        if (!std::exchange(first, false)) page.blank();
        write_causes(page, one);
    }
    write_stages(page, result);
    write_downtime(page, result.downtime);
    write_budgets(page, result);
}

}  // namespace tiersim::report
