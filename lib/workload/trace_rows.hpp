// SPDX-License-Identifier: MIT
/// A log as a table: columns by the names in its first line, one arrival a line.
#pragma once

#include "tiersim/workload/arrivals.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim {

/// `line` cut at each `delimiter`; with commas, a field may stand in double quotes to hold some.
std::vector<std::string_view> fields(std::string_view line, char delimiter);

/// Where a log keeps what a trace needs.
class TraceColumns {
public:
    /// Looks for the columns that `description` names in the first line of a file. What is not
    /// there is told in `problems`.
    TraceColumns(const Trace& description, std::string_view header,
                 std::vector<std::string>& problems);

    /// Whether rows can be read at all.
    bool usable() const { return time_.has_value(); }

    /// The arrival in `line`, its time as the log has it. Nothing without a time; what is wrong is
    /// told in `problem`, also when only another field is.
    std::optional<Trace::Arrival> read(std::string_view line, std::string& problem) const;

private:
    std::optional<std::size_t> find(const std::string& name,
                                    std::vector<std::string>& problems) const;
    std::string_view field(const std::vector<std::string_view>& row,
                           const std::optional<std::size_t>& column) const;

    char delimiter_ = ',';
    std::vector<std::string> names_{};
    std::optional<std::size_t> time_{};
    std::optional<std::size_t> bytes_{};
    std::optional<std::size_t> service_{};
    std::optional<std::size_t> source_{};
};

}  // namespace tiersim
