// SPDX-License-Identifier: MIT
/// Rows of cells in columns that are as wide as they must be; what does not fit the page goes on in
/// a second table below.
#pragma once

#include "report/ink.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace tiersim::report {

/// The columns of a page.
inline constexpr std::size_t page_columns = 100;

/// A text and what stands behind it: "12.3 ms" and "± 0.4". Texts of a column are aligned, and so
/// are their tails.
struct Cell {
    std::string text{};
    std::string tail{};
    Tone tone = Tone::plain;
};

/// The head of a column.
struct Column {
    std::string head{};
    bool left = false;      ///< Words, from the left; otherwise numbers, from the right.
    std::size_t most = 28;  ///< Longer texts are shortened.
};

/// A table. Its first column names the rows and stands in each part of it.
class Table {
public:
    explicit Table(std::vector<Column> columns) : columns_{std::move(columns)} {}

    /// As many cells as there are columns.
    void add(std::vector<Cell> cells);
    /// A line above the rows that follow.
    void group(std::string title);

    bool empty() const { return rows_.empty(); }
    /// All rows, each line behind `margin` spaces.
    std::string draw(const Ink& ink, std::size_t margin) const;

private:
    struct Row {
        std::vector<Cell> cells{};
        std::string title{};
    };
    struct Width {
        std::size_t text = 0;
        std::size_t tail = 0;
        /// With the head, which may stand above both parts.
        std::size_t all() const { return text + (tail > 0 ? tail + 1 : 0); }
    };

    bool is_blank(std::size_t column) const;
    std::vector<Width> widths() const;
    std::string draw_heads(const std::vector<std::size_t>& part, const std::vector<Width>& widths,
                           const Ink& ink, std::size_t margin) const;
    std::string draw_part(const std::vector<std::size_t>& part, const std::vector<Width>& widths,
                          const Ink& ink, std::size_t margin) const;

    std::vector<Column> columns_;
    std::vector<Row> rows_;
};

}  // namespace tiersim::report
