// SPDX-License-Identifier: MIT
/// How figures become cells, and tables parts of a page.
#include "support/tables.hpp"

#include "report/figure.hpp"
#include "support/golden.hpp"

#include <stdexcept>

namespace tables {

using namespace tiersim;

namespace {

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

bool stands_in(const std::string& file, const std::string& name, const std::string& table)
{
    const std::string text = with_table(golden::contents(file), name, table);
    return text == golden::generated(file, text);
}

}  // namespace tables
