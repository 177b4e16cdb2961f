// SPDX-License-Identifier: MIT
/// Laying out tables.
#include "report/table.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tiersim::report {

namespace {

constexpr std::size_t gap = 2;

std::string spaces(std::size_t wanted, std::size_t there = 0)
{
    return std::string(wanted > there ? wanted - there : 0, ' ');
}

void trim(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

std::string padded(const Cell& cell, bool left, std::size_t text, std::size_t tail, const Ink& ink)
{
    const auto used = columns_of(cell.text);
    std::string out;
    if (!left) out += spaces(text, used);
    out += ink.paint(cell.text, cell.tone);
    if (left) out += spaces(text, used);
    if (tail == 0) return out;
    return out + ' ' + ink.paint(cell.tail, Tone::faint) + spaces(tail, columns_of(cell.tail));
}

}  // namespace

void Table::add(std::vector<Cell> cells)
{
    assert(cells.size() == columns_.size());
    rows_.push_back({.cells = std::move(cells)});
}

void Table::group(std::string title) { rows_.push_back({.title = std::move(title)}); }

// A column in which nothing stands is left out.
bool Table::is_blank(std::size_t column) const
{
    return std::all_of(rows_.begin(), rows_.end(), [&](const Row& row) {
        return row.cells.empty() ||
               (row.cells[column].text.empty() && row.cells[column].tail.empty());
    });
}

std::vector<Table::Width> Table::widths() const
{
    std::vector<Width> widths(columns_.size());
    for (const Row& row : rows_) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            widths[i].text = std::max(widths[i].text, columns_of(row.cells[i].text));
            widths[i].tail = std::max(widths[i].tail, columns_of(row.cells[i].tail));
        }
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        widths[i].text = std::min(widths[i].text, columns_[i].most);
        const auto head = std::min(columns_of(columns_[i].head), columns_[i].most);
        if (head > widths[i].all()) widths[i].text += head - widths[i].all();
    }
    return widths;
}

std::string Table::draw(const Ink& ink, std::size_t margin) const
{
    const auto all = widths();
    std::string out;
    for (std::size_t next = 1; next < columns_.size() || out.empty();) {
        std::vector<std::size_t> part{0};
        auto used = margin + all.front().all();
        for (; next < columns_.size(); ++next) {
            if (is_blank(next)) continue;
            if (part.size() > 1 && used + gap + all[next].all() > page_columns) break;
            used += gap + all[next].all();
            part.push_back(next);
        }
        if (!out.empty() && part.size() == 1) break;
        if (!out.empty()) out += '\n';
        out += draw_part(part, all, ink, margin);
    }
    return out;
}

// A head ends where the numbers below end, or where their tails end if it needs that room.
std::string Table::draw_heads(const std::vector<std::size_t>& part,
                              const std::vector<Width>& widths, const Ink& ink,
                              std::size_t margin) const
{
    std::string line = spaces(margin);
    for (const auto i : part) {
        const auto head = shortened(columns_[i].head, widths[i].all(), ink.signs().ellipsis);
        const auto size = columns_of(head);
        const auto before = columns_[i].left ? 0 : std::max(widths[i].text, size) - size;
        line += spaces(i == 0 ? 0 : gap) + spaces(before) + ink.paint(head, Tone::faint) +
                spaces(widths[i].all(), before + size);
    }
    trim(line);
    return line + '\n';
}

std::string Table::draw_part(const std::vector<std::size_t>& part, const std::vector<Width>& widths,
                             const Ink& ink, std::size_t margin) const
{
    const auto line_of = [&](const auto& cell_at) {
        std::string line = spaces(margin);
        for (const auto i : part) {
            auto cell = cell_at(i);
            cell.text = shortened(cell.text, widths[i].text, ink.signs().ellipsis);
            line += spaces(i == 0 ? 0 : gap) +
                    padded(cell, columns_[i].left, widths[i].text, widths[i].tail, ink);
        }
        trim(line);
        return line + '\n';
    };

    auto out = draw_heads(part, widths, ink, margin);
    for (const Row& row : rows_) {
        if (row.cells.empty())
            out += spaces(margin) +
                   ink.paint(shortened(row.title, page_columns - margin, ink.signs().ellipsis),
                             Tone::strong) +
                   '\n';
        else
            out += line_of([&](std::size_t i) { return row.cells[i]; });
    }
    return out;
}

}  // namespace tiersim::report
