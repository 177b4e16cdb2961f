// SPDX-License-Identifier: MIT
/// The page that a text report is written on: headings, paragraphs, tables, and footnotes for what
/// has no interval.
#pragma once

#include "report/table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tiersim::report {

/// A text that grows downwards.
class Page {
public:
    explicit Page(const TextStyle& style) : ink_{style} {}

    const Ink& ink() const { return ink_; }

    void title(std::string_view text);
    void heading(std::string_view text);
    /// Words on as many lines as they need: the first after `head`, the others as far in as it.
    void paragraph(std::string_view head, std::string_view text, Tone tone = Tone::plain);
    void table(const Table& table, std::size_t margin = 2);
    /// A line as it is.
    void line(std::string_view text);
    void blank() { text_ += '\n'; }

    /// An estimate as a cell, its doubt as a footnote.
    Cell cell(const Estimate& estimate, Unit unit);
    /// The same inside a sentence: "12.3 ms ± 0.4".
    std::string words(const Estimate& estimate, Unit unit);
    std::string words(double value, Unit unit) const;
    /// The same without a footnote, where the figure stands a second time.
    std::string brief(const Estimate& estimate, Unit unit) const;
    /// A mean of counts: "1,234", "0.350".
    std::string mean_count(double mean) const;

    /// A section with all footnotes.
    void footnotes();
    /// All that was written.
    std::string finish() &&;

private:
    std::string mark_of(const std::string& doubt);

    Ink ink_;
    std::string text_{};
    std::vector<std::string> doubts_{};
};

/// A count; faint when it is zero, otherwise in its tone.
Cell count_cell(std::uint64_t count, Tone above_zero);

/// "1 request", "2 requests".
std::string counted(std::uint64_t count, std::string_view noun);

}  // namespace tiersim::report
