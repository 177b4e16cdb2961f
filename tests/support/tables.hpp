// SPDX-License-Identifier: MIT
/// Tables of measured figures in the project's pages, kept true by the tests that measure them.
#pragma once

#include "tiersim/stats/interval.hpp"

#include <string>
#include <vector>

namespace tables {

/// "97.8 % ± 0.2", "48.6 ms ± 0.3".
std::string share_text(const tiersim::Estimate& estimate);
std::string time_text(const tiersim::Estimate& estimate);

/// A row of a Markdown table.
std::string row(const std::vector<std::string>& cells);
/// The first rows: heads, and the line below; all columns but the first are flush right.
std::string heads(const std::vector<std::string>& cells);

/// `page` with what stands between `<!-- table: name -->` and `<!-- end -->` replaced by `table`.
std::string with_table(const std::string& page, const std::string& name, const std::string& table);

/// Whether the page `file` has `table` in its place for it; with TIERSIM_APPROVE set it is written
/// there.
bool stands_in(const std::string& file, const std::string& name, const std::string& table);

}  // namespace tables
