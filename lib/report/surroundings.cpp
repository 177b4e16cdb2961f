// SPDX-License-Identifier: MIT
/// Sparklines of one scale, above a ruler that shows the fault.
#include "report/surroundings.hpp"

#include "report/sparkline.hpp"

#include <algorithm>
#include <cmath>

namespace tiersim::report {

namespace {

constexpr std::int64_t steps_around = 5;
constexpr std::size_t widest = 60;
constexpr std::size_t most_populations = 3;

/// A stretch of time in columns of equal length.
struct Ruler {
    Instant from{};
    Duration column{};
    std::size_t columns = 0;

    Instant begins(std::size_t index) const
    {
        return from + column * static_cast<std::int64_t>(index);
    }
    Instant end() const { return begins(columns); }
};

Instant end_of_steps(const Result& result)
{
    Instant end{};
    for (const auto& population : result.populations) {
        if (!population.timeline.empty())
            end = std::max(end, population.timeline.back().at + result.interval);
    }
    return end;
}

Instant recovery_of(const FaultResult& fault)
{
    const double seconds = fault.time_to_recover.value;
    return std::isfinite(seconds) ? fault.from + from_seconds(seconds) : fault.to;
}

Ruler ruler_around(const Result& result, const FaultResult& fault)
{
    const auto step = result.interval;
    const auto floor_of = [&](Instant at) { return at.time_since_epoch() / step; };
    const auto last = std::max({fault.to, fault.from, recovery_of(fault)});
    const auto all = floor_of(end_of_steps(result));
    const auto first = std::max<std::int64_t>(0, floor_of(fault.from) - steps_around);
    const auto behind = std::min(all,
                                 floor_of(std::min(last, end_of_steps(result))) + 1 + steps_around);
    const auto steps = std::max<std::int64_t>(0, behind - first);
    const auto together = (steps + static_cast<std::int64_t>(widest) - 1) /
                          static_cast<std::int64_t>(widest);
    if (steps == 0) return {};
    const auto columns = static_cast<std::size_t>((steps + together - 1) / together);
    return {Instant{step * first}, step * together, columns};
}

/// What a population saw in each column; rates a second, the highest p99 in seconds or -1.
struct Rows {
    std::vector<double> offered{};
    std::vector<double> good{};
    std::vector<double> failed{};
    std::vector<double> p99{};
};

Rows rows_of(const PopulationResult& population, const Ruler& ruler)
{
    const std::vector<double> none(ruler.columns, 0.0);
    Rows rows{none, none, none, std::vector<double>(ruler.columns, -1.0)};
    std::vector<double> steps(ruler.columns, 0.0);
    for (const auto& step : population.timeline) {
        if (step.at < ruler.from || step.at >= ruler.end()) continue;
        const auto i = static_cast<std::size_t>((step.at - ruler.from) / ruler.column);
        rows.offered[i] += step.offered;
        rows.good[i] += step.good;
        rows.failed[i] += step.failed;
        if (step.p99 > 0.0) rows.p99[i] = std::max(rows.p99[i], step.p99);
        steps[i] += 1.0;
    }
    for (std::size_t i = 0; i < ruler.columns; ++i) {
        if (steps[i] == 0.0) continue;
        for (auto* row : {&rows.offered, &rows.good, &rows.failed})
            (*row)[i] /= steps[i];
    }
    return rows;
}

std::string range_text(const std::vector<double>& row, Unit unit, const Page& page)
{
    double least = -1.0;
    double most = -1.0;
    for (const double value : row) {
        if (value < 0.0) continue;
        least = least < 0.0 ? value : std::min(least, value);
        most = std::max(most, value);
    }
    if (most < 0.0) return "no answers";
    const auto high = page.words(most, unit);
    const auto low = page.words(least, unit);
    return low == high ? high : low + " to " + high;
}

void draw_row(Page& page, std::string_view name, const std::vector<double>& row, double most,
              Unit unit, Tone tone)
{
    const auto bars = sparkline(row, most, page.ink());
    const std::string gap(std::max<std::size_t>(10, name.size() + 1) - name.size(), ' ');
    page.line("    " + std::string{name} + gap + page.ink().paint(bars, tone) + "  " +
              page.ink().paint(range_text(row, unit, page), Tone::faint));
}

void draw_population(Page& page, const PopulationResult& population, const Ruler& ruler)
{
    const auto rows = rows_of(population, ruler);
    const double most = *std::max_element(rows.offered.begin(), rows.offered.end());
    const double slowest = *std::max_element(rows.p99.begin(), rows.p99.end());
    if (most <= 0.0) return;
    page.line("    " + page.ink().paint(shortened(population.name, 60, page.ink().signs().ellipsis),
                                        Tone::strong));
    draw_row(page, "offered", rows.offered, most, Unit::per_second, Tone::plain);
    draw_row(page, "in time", rows.good, most, Unit::per_second, Tone::good);
    draw_row(page, "failed", rows.failed, most, Unit::per_second, Tone::bad);
    draw_row(page, "p99", rows.p99, slowest, Unit::seconds, Tone::unsure);
}

// The column in which `at` lies, or none.
std::size_t column_of(Instant at, const Ruler& ruler)
{
    if (at < ruler.from || at >= ruler.end()) return ruler.columns;
    return static_cast<std::size_t>((at - ruler.from) / ruler.column);
}

std::string marks(const Ruler& ruler, const FaultResult& fault)
{
    std::string row(ruler.columns, '.');
    for (std::size_t i = 0; i < ruler.columns; ++i) {
        if (ruler.begins(i) + ruler.column > fault.from && ruler.begins(i) < fault.to) row[i] = '=';
    }
    const auto mark = [&](const Estimate& after, char sign) {
        if (!std::isfinite(after.value) || after.value <= 0.0) return;
        const auto column = column_of(fault.from + from_seconds(after.value), ruler);
        if (column < ruler.columns) row[column] = sign;
    };
    if (fault.recovered) mark(fault.time_to_recover, 'R');
    mark(fault.time_to_detect, 'D');
    return row;
}

}  // namespace

void draw_surroundings(Page& page, const Result& result, const FaultResult& fault)
{
    const auto ruler = ruler_around(result, fault);
    if (ruler.columns == 0) return;
    page.blank();
    page.paragraph("  ", fault.what + ", from " + clock_text(ruler.from) + " to " +
                             clock_text(ruler.end()) + ", a column is " + clock_text(ruler.column) +
                             (fault.same_in_all ? ""
                                                : ", means over all runs, which this fault "
                                                  "strikes at different times"));
    std::size_t drawn = 0;
    for (const auto& population : result.populations) {
        if (drawn++ == most_populations) break;
        draw_population(page, population, ruler);
    }
    page.line("    fault     " + page.ink().paint(marks(ruler, fault), Tone::faint) +
              "  = holds, D noticed, R overcome");
}

}  // namespace tiersim::report
