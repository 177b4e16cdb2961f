// SPDX-License-Identifier: MIT
/// A section for each population.
#include "report/users.hpp"

#include "report/course.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <algorithm>
#include <limits>

namespace tiersim::report {

namespace {

constexpr std::size_t most_failures = 10;
constexpr double infinity = std::numeric_limits<double>::infinity();

std::string share_of(std::uint64_t part, std::uint64_t all, const Page& page)
{
    if (all == 0) return {};
    return page.words(static_cast<double>(part) / static_cast<double>(all), Unit::share);
}

std::string bytes_text(std::uint64_t bytes, const Page& page)
{
    struct Prefix {
        double size = 1.0;
        std::string_view name{};
    };
    for (const auto& prefix :
         {Prefix{1e12, "TB"}, Prefix{1e9, "GB"}, Prefix{1e6, "MB"}, Prefix{1e3, "kB"}}) {
        const double number = static_cast<double>(bytes) / prefix.size;
        if (number >= 1.0) return page.words(number, Unit::number) + tie + std::string{prefix.name};
    }
    return count_text(bytes) + tie + "B";
}

void write_rates(Page& page, const Result& result, const PopulationResult& one)
{
    const auto within = one.good_within > Duration{}
                            ? " in time, which is within " + clock_text(one.good_within)
                            : std::string{" (any answer is in time)"};
    const auto window = result.window > Duration{}
                            ? " of windows of " + clock_text(result.window) +
                                  ", in which at least " + to_text(enough(result)) + " were"
                            : std::string{" of windows"};
    page.paragraph("  availability  ",
                   page.words(one.availability, Unit::share) + " of requests answered" + within);
    page.paragraph("  by time       ", page.words(one.availability_by_time, Unit::share) + window);
    page.paragraph("  errors        ", page.words(one.error_share, Unit::share) + " of requests");
    page.paragraph("  throughput    ", page.words(one.throughput, Unit::per_second) +
                                           " answers; in time (goodput) " +
                                           page.words(one.goodput, Unit::per_second));
    const double retries = one.offered > 0 ? static_cast<double>(one.attempts) /
                                                 static_cast<double>(one.offered)
                                           : 0.0;
    page.paragraph("  attempts      ",
                   count_text(one.attempts) + ", " + page.words(retries, Unit::number) +
                       " a request; " +
                       (one.bytes > 0 ? "answers of " + bytes_text(one.bytes, page) + " in all; "
                                      : std::string{}) +
                       count_text(one.in_flight) + " of " + counted(one.begun, "request") +
                       ", warm-up included, on their way at the end");
}

/// A column of the table of latencies: all requests or those of a kind.
struct Seen {
    std::string name{};
    std::uint64_t offered = 0;
    std::uint64_t answered = 0;
    std::uint64_t good = 0;
    std::uint64_t failed = 0;
    const LatencyResult* latency = nullptr;
};

std::vector<Seen> columns_of_kinds(const PopulationResult& one)
{
    std::vector<Seen> columns{
        {"all", one.offered, one.answered, one.good, one.failed, &one.latency}};
    if (one.kinds.size() < 2) return columns;
    for (const auto& kind : one.kinds)
        columns.push_back(
            {kind.kind, kind.offered, kind.answered, kind.good, kind.failed, &kind.latency});
    return columns;
}

void add_counts(Table& table, const std::vector<Seen>& columns)
{
    struct Line {
        std::string_view name{};
        std::uint64_t Seen::*count = nullptr;
    };
    for (const auto& line : {Line{"offered", &Seen::offered}, Line{"answered", &Seen::answered},
                             Line{"in time", &Seen::good}, Line{"failed", &Seen::failed}}) {
        std::vector<Cell> cells{{std::string{line.name}}};
        for (const auto& column : columns)
            cells.push_back(
                {count_text(column.*line.count),
                 {},
                 line.count == &Seen::failed && column.failed > 0 ? Tone::bad : Tone::plain});
        table.add(std::move(cells));
    }
}

void add_latencies(Page& page, Table& table, const std::vector<Seen>& columns)
{
    struct Line {
        std::string_view name{};
        Estimate LatencyResult::*estimate = nullptr;
    };
    for (const auto& line :
         {Line{"mean", &LatencyResult::mean}, Line{"p50", &LatencyResult::p50},
          Line{"p90", &LatencyResult::p90}, Line{"p95", &LatencyResult::p95},
          Line{"p99", &LatencyResult::p99}, Line{"p99.9", &LatencyResult::p999}}) {
        std::vector<Cell> cells{{"latency " + std::string{line.name}}};
        for (const auto& column : columns)
            cells.push_back(column.answered > 0
                                ? page.cell(column.latency->*line.estimate, Unit::seconds)
                                : Cell{"-"});
        table.add(std::move(cells));
    }
    std::vector<Cell> longest{{"longest"}};
    for (const auto& column : columns)
        longest.push_back(
            {column.answered > 0 ? page.words(column.latency->max, Unit::seconds) : "-"});
    table.add(std::move(longest));
}

// Latencies are those of answers. Users who got none waited in vain, and a percentile that leaves
// them out flatters.
void write_endless(Page& page, const PopulationResult& one)
{
    if (one.failed == 0 || one.latencies.empty()) return;
    const auto quantile = [&](double share) {
        const auto value = one.latencies.quantile(Probability::of(share), one.failed);
        return page.words(value ? to_seconds(*value) : infinity, Unit::seconds);
    };
    page.paragraph("  ", std::string{"Latencies are those of answers. When a failed request counts "
                                     "as one that takes forever: p50 "} +
                             quantile(0.5) + ", p90 " + quantile(0.9) + ", p99 " + quantile(0.99) +
                             ", p99.9 " + quantile(0.999) + ".");
}

void write_failures(Page& page, const PopulationResult& one)
{
    if (one.failures.empty()) return;
    Table table{{{"how requests failed", true}, {"where", true}, {"requests"}, {"of failures"}}};
    std::uint64_t rest = 0;
    for (std::size_t i = 0; i < one.failures.size(); ++i) {
        const auto& failure = one.failures[i];
        if (i < most_failures)
            table.add({{std::string{outcome_name(failure.outcome)}},
                       {failure.place},
                       {count_text(failure.count)},
                       {share_of(failure.count, one.failed, page)}});
        else
            rest += failure.count;
    }
    if (rest > 0)
        table.add({{"otherwise"}, {}, {count_text(rest)}, {share_of(rest, one.failed, page)}});
    page.blank();
    page.table(table);
}

}  // namespace

void write_users(Page& page, const Result& result)
{
    for (const auto& one : result.populations) {
        page.heading("What " + one.name + " saw");
        if (one.offered == 0) {
            page.paragraph("  ", "No request was counted.");
            continue;
        }
        write_rates(page, result, one);
        const auto columns = columns_of_kinds(one);
        std::vector<Column> heads{{"requests", true}};
        for (const auto& column : columns)
            heads.push_back({column.name});
        Table table{heads};
        add_counts(table, columns);
        add_latencies(page, table, columns);
        page.blank();
        page.table(table);
        write_endless(page, one);
        write_failures(page, one);
    }
}

}  // namespace tiersim::report
