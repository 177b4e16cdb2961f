// SPDX-License-Identifier: MIT
/// Breaking lines and numbering footnotes.
#include "report/page.hpp"

#include <algorithm>

namespace tiersim::report {

namespace {

// The next word of `text`, at most `most` columns of it; takes it away.
std::string_view take_word(std::string_view& text, std::size_t most)
{
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    auto end = std::min(text.find(' '), text.size());
    while (columns_of(text.substr(0, end)) > most)
        end = shortened(text.substr(0, end), most, "").size();
    const auto word = text.substr(0, end);
    text.remove_prefix(end);
    return word;
}

std::vector<std::string> broken(std::string_view text, std::size_t columns)
{
    std::vector<std::string> lines(1);
    for (auto word = take_word(text, columns); !word.empty(); word = take_word(text, columns)) {
        auto& line = lines.back();
        if (line.empty())
            line = word;
        else if (columns_of(line) + 1 + columns_of(word) <= columns)
            line += ' ' + std::string{word};
        else
            lines.emplace_back(word);
    }
    return lines;
}

std::string one_line(std::string_view text)
{
    std::string line{text};
    std::replace_if(
        line.begin(), line.end(), [](char letter) { return letter >= 0 && letter < ' '; }, ' ');
    return line;
}

std::string without_ties(std::string text)
{
    const std::string_view sign{tie};
    for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign, at))
        text.replace(at, sign.size(), " ");
    return text;
}

}  // namespace

void Page::title(std::string_view text)
{
    for (const auto& line : broken(one_line(text), page_columns))
        text_ += ink_.paint(line, Tone::strong) + '\n';
    text_ += ink_.rule(page_columns) + '\n';
}

void Page::heading(std::string_view text)
{
    const auto short_text = shortened(one_line(text), page_columns - 4, ink_.signs().ellipsis);
    text_ += '\n' + ink_.paint(short_text, Tone::strong) + ' ' +
             ink_.rule(page_columns - columns_of(short_text) - 1) + '\n';
}

void Page::paragraph(std::string_view head, std::string_view text, Tone tone)
{
    const auto margin = columns_of(head);
    bool first = true;
    for (const auto& line : broken(one_line(text), page_columns - margin)) {
        text_ += (first ? std::string{head} : std::string(margin, ' ')) + ink_.paint(line, tone) +
                 '\n';
        first = false;
    }
}

void Page::table(const Table& table, std::size_t margin)
{
    if (!table.empty()) text_ += table.draw(ink_, margin);
}

void Page::line(std::string_view text) { text_ += std::string{text} + '\n'; }

std::string Page::mark_of(const std::string& doubt)
{
    auto known = std::find(doubts_.begin(), doubts_.end(), doubt);
    if (known == doubts_.end()) known = doubts_.insert(doubts_.end(), doubt);
    return '[' + std::to_string(known - doubts_.begin() + 1) + ']';
}

Cell Page::cell(const Estimate& estimate, Unit unit)
{
    auto shown = figure(estimate, unit, ink_.signs());
    if (!estimate.interval) shown.margin = mark_of(estimate.why_none);
    return {.text = std::move(shown.value), .tail = std::move(shown.margin)};
}

std::string Page::words(const Estimate& estimate, Unit unit)
{
    const auto both = cell(estimate, unit);
    return both.tail.empty() ? both.text : both.text + tie + both.tail;
}

std::string Page::words(double value, Unit unit) const
{
    return quantity_text(value, unit, ink_.signs());
}

std::string Page::brief(const Estimate& estimate, Unit unit) const
{
    const auto shown = figure(estimate, unit, ink_.signs());
    return shown.margin.empty() ? shown.value : shown.value + tie + shown.margin;
}

std::string Page::mean_count(double mean) const
{
    constexpr double most = 1e15;
    if (!(mean >= 0.0 && mean < most)) return words(mean, Unit::number);
    const auto whole = static_cast<std::uint64_t>(mean);
    return static_cast<double>(whole) == mean ? count_text(whole) : words(mean, Unit::number);
}

void Page::footnotes()
{
    if (doubts_.empty()) return;
    heading("Figures without an interval");
    for (std::size_t i = 0; i < doubts_.size(); ++i)
        paragraph("  [" + std::to_string(i + 1) + "] ",
                  doubts_[i].empty() ? "none was made" : doubts_[i]);
}

std::string Page::finish() && { return without_ties(std::move(text_)); }

Cell count_cell(std::uint64_t count, Tone above_zero)
{
    return {count_text(count), {}, count > 0 ? above_zero : Tone::faint};
}

std::string counted(std::uint64_t count, std::string_view noun)
{
    return count_text(count) + tie + std::string{noun} + (count == 1 ? "" : "s");
}

}  // namespace tiersim::report
