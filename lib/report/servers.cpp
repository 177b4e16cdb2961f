// SPDX-License-Identifier: MIT
/// Two tables: what nodes did and how busy they were; how long calls waited and stayed.
#include "report/servers.hpp"

#include <algorithm>

namespace tiersim::report {

namespace {

constexpr std::size_t bar_columns = 8;
constexpr std::size_t most_failures = 12;

std::string tier_title(const NodeResult& node)
{
    const std::string workers = node.workers > 0 ? ", " + counted(node.workers, "worker") + " each"
                                                 : std::string{};
    return node.tier + " (" + node.role + workers + ")";
}

// Calls `add` for each node, tier by tier in the order of the result, with a title above each tier.
template <class Add>
void each_node(const Result& result, Table& table, const Add& add)
{
    std::vector<std::string> seen;
    for (const auto& first : result.nodes) {
        if (std::find(seen.begin(), seen.end(), first.tier) != seen.end()) continue;
        seen.push_back(first.tier);
        table.group(tier_title(first));
        for (const auto& node : result.nodes) {
            if (node.tier == first.tier) add(node);
        }
    }
}

Tone load_tone(double utilisation)
{
    if (utilisation >= 0.9) return Tone::bad;
    return utilisation >= 0.7 ? Tone::unsure : Tone::good;
}

// A share of the workers, or how many are busy where they are not limited.
Cell load_cell(Page& page, const NodeResult& node)
{
    return page.cell(node.utilisation, node.workers > 0 ? Unit::share : Unit::number);
}

Cell bar_cell(const Page& page, const NodeResult& node)
{
    if (node.workers == 0) return {"no limit", {}, Tone::faint};
    const double share = node.utilisation.value;
    return {page.ink().bar(share, bar_columns), {}, load_tone(share)};
}

void write_work(Page& page, const Result& result)
{
    Table table{{{"node", true},
                 {"calls"},
                 {"failed"},
                 {"orphans"},
                 {"restarts"},
                 {"", true},
                 {"busy"},
                 {"waiting"},
                 {"most"}}};
    each_node(result, table, [&](const NodeResult& node) {
        table.add({{"  " + node.name},
                   count_cell(node.arrived, Tone::plain),
                   count_cell(node.failed, Tone::bad),
                   count_cell(node.orphans, Tone::unsure),
                   count_cell(node.restarts, Tone::unsure),
                   bar_cell(page, node),
                   load_cell(page, node),
                   page.cell(node.queue, Unit::number),
                   count_cell(node.queue_max, Tone::plain)});
    });
    page.table(table);
}

void write_times(Page& page, const Result& result)
{
    Table table{{{"node", true},
                 {"host", true, 16},
                 {"had to wait"},
                 {"wait mean"},
                 {"stay mean"},
                 {"stay p99"},
                 {"killed"}}};
    each_node(result, table, [&](const NodeResult& node) {
        const auto stay = [&](const Estimate& estimate) {
            return node.answered > 0 ? page.cell(estimate, Unit::seconds) : Cell{"-"};
        };
        table.add({{"  " + node.name},
                   {node.host.empty() || node.host == node.name ? "own" : node.host},
                   page.cell(node.wait_share, Unit::share),
                   page.cell(node.wait_mean, Unit::seconds),
                   stay(node.residence.mean),
                   stay(node.residence.p99),
                   count_cell(node.killed, Tone::unsure)});
    });
    page.table(table);
}

/// How calls failed at a node.
struct Failing {
    const NodeResult* node = nullptr;
    const FailureResult* failure = nullptr;
};

// The most frequent first; equals stay in the order of the nodes.
std::vector<Failing> failures_of(const Result& result)
{
    std::vector<Failing> all;
    for (const auto& node : result.nodes) {
        for (const auto& failure : node.failures)
            all.push_back({&node, &failure});
    }
    std::stable_sort(all.begin(), all.end(), [](const Failing& a, const Failing& b) {
        return a.failure->count > b.failure->count;
    });
    return all;
}

void write_failures(Page& page, const Result& result)
{
    const auto all = failures_of(result);
    if (all.empty()) return;
    Table table{{{"how calls failed", true}, {"at", true}, {"because of", true}, {"calls"}}};
    const auto shown = std::min(most_failures, all.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto* node = all[i].node;
        const auto* failure = all[i].failure;
        table.add({{std::string{outcome_name(failure->outcome)}},
                   {node->name},
                   {failure->place == node->name ? "" : failure->place},
                   {count_text(failure->count)}});
    }
    page.blank();
    page.table(table);
    if (all.size() > shown)
        page.paragraph("  ", "and in " + counted(all.size() - shown, "rarer way"));
}

}  // namespace

void write_servers(Page& page, const Result& result)
{
    if (result.nodes.empty()) return;
    page.heading("What the nodes did");
    write_work(page, result);
    page.paragraph("  ",
                   "Calls, failures, orphans (answers that nobody waited for any more) and "
                   "restarts are counted over all runs; waiting: the mean length of the "
                   "line for a worker, and the longest.");
    page.blank();
    write_times(page, result);
    page.paragraph("  ",
                   "Stay: from a call's arrival to its answer, calls below included. Killed: "
                   "calls in hand when the process died.");
    write_failures(page, result);
}

}  // namespace tiersim::report
