// SPDX-License-Identifier: MIT
/// How the tables are measured and written.
#include "scenarios/growth.hpp"

#include "report/figure.hpp"
#include "tiersim/experiment/simulate.hpp"

#include <stdexcept>

namespace growth {

using namespace tiersim;

namespace {

Duration seconds(int count) { return std::chrono::seconds{count}; }

std::string text_of(const Estimate& estimate, report::Unit unit)
{
    const report::Figure figure = report::figure(estimate, unit, {});
    std::string text = figure.value + (figure.margin.empty() ? "" : " " + figure.margin);
    for (std::size_t at = text.find(report::tie); at != std::string::npos;
         at = text.find(report::tie))
        text.replace(at, 2, " ");
    return text;
}

}  // namespace

Measured measure(const std::string& file, const std::vector<Stretch>& stretches,
                 const std::vector<Setting>& settings)
{
    const auto path = std::filesystem::path{TIERSIM_ROOT} / "scenarios" / (file + ".json");
    Scenario scenario = read_scenario(path, settings);
    scenario.expect.clear();
    for (const Stretch& stretch : stretches)
        scenario.expect.push_back({.of = "users",
                                   .metric = Metric::availability,
                                   .at_least = Probability::of(0.5),
                                   .from = seconds(stretch.from),
                                   .to = seconds(stretch.to)});
    Measured measured{.result = simulate(scenario)};
    for (const ExpectationResult& one : measured.result.expectations)
        measured.availability.push_back(one.measured);
    return measured;
}

std::string share_text(const Estimate& estimate) { return text_of(estimate, report::Unit::share); }

std::string time_text(const Estimate& estimate) { return text_of(estimate, report::Unit::seconds); }

std::string row(const std::vector<std::string>& cells)
{
    std::string text = "|";
    for (const std::string& cell : cells)
        text += " " + cell + " |";
    return text + "\n";
}

std::string heads(const std::vector<std::string>& cells)
{
    std::string text = row(cells) + "|---|";
    for (std::size_t i = 1; i < cells.size(); ++i)
        text += "--:|";
    return text + "\n";
}

std::string with_table(const std::string& page, const std::string& name, const std::string& table)
{
    const std::string begin = "<!-- table: " + name + " -->\n";
    const std::size_t from = page.find(begin);
    const std::size_t to = page.find("<!-- end -->", from);
    if (from == std::string::npos || to == std::string::npos)
        throw std::runtime_error{"no place for the table " + name};
    return page.substr(0, from + begin.size()) + table + page.substr(to);
}

}  // namespace growth
