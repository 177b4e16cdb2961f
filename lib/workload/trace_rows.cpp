// SPDX-License-Identifier: MIT
/// Cutting lines into fields, and reading the fields of an arrival.
#include "workload/trace_rows.hpp"

#include "tiersim/core/random.hpp"
#include "workload/number_text.hpp"

#include <algorithm>

namespace tiersim {

namespace {

// The length of the field at the start of `line`, its quotes included.
std::size_t field_length(std::string_view line, char delimiter)
{
    std::size_t from = 0;
    if (delimiter == ',' && !line.empty() && line.front() == '"') {
        from = line.find('"', 1);
        while (from != std::string_view::npos && from + 1 < line.size() && line[from + 1] == '"')
            from = line.find('"', from + 2);
        if (from == std::string_view::npos) from = 0;
    }
    return std::min(line.find(delimiter, from), line.size());
}

std::string_view unquoted(std::string_view field)
{
    const bool quoted = field.size() >= 2 && field.front() == '"' && field.back() == '"';
    return quoted ? field.substr(1, field.size() - 2) : field;
}

std::string quoted(std::string_view text)
{
    constexpr std::size_t longest = 40;
    const bool cut = text.size() > longest;
    return '"' + std::string{text.substr(0, longest)} + (cut ? "...\"" : "\"");
}

bool is_unknown(std::string_view text) { return text.empty() || text == "-" || text == "-1"; }

}  // namespace

std::vector<std::string_view> fields(std::string_view line, char delimiter)
{
    std::vector<std::string_view> row;
    for (;;) {
        const std::size_t length = field_length(line, delimiter);
        const std::string_view field = line.substr(0, length);
        row.push_back(delimiter == ',' ? unquoted(field) : field);
        if (length == line.size()) return row;
        line.remove_prefix(length + 1);
    }
}

TraceColumns::TraceColumns(const Trace& description, std::string_view header,
                           std::vector<std::string>& problems)
    : delimiter_{header.find('\t') == std::string_view::npos ? ',' : '\t'}
{
    if (header.substr(0, 3) == "\xef\xbb\xbf") header.remove_prefix(3);
    for (const auto name : fields(header, delimiter_))
        names_.emplace_back(trimmed(name));
    time_ = find(description.time_column, problems);
    if (description.time_column.empty()) problems.emplace_back("no column of times is named");
    bytes_ = find(description.bytes_column, problems);
    service_ = find(description.service_column, problems);
    source_ = find(description.source_column, problems);
}

std::optional<Trace::Arrival> TraceColumns::read(std::string_view line, std::string& problem) const
{
    const auto row = fields(line, delimiter_);
    const std::string_view stamp = trimmed(field(row, time_));
    const auto at = parse_stamp(stamp);
    if (!at) {
        problem = "expected seconds or a date and time, got " + quoted(stamp) + "; left out";
        return std::nullopt;
    }
    Trace::Arrival arrival{.at = *at};
    const std::string_view bytes = trimmed(field(row, bytes_));
    if (const auto count = parse_count(bytes))
        arrival.bytes = {*count};
    else if (!is_unknown(bytes))
        problem = "expected a number of bytes, got " + quoted(bytes) + "; taken as 0";
    const std::string_view service = trimmed(field(row, service_));
    const auto length = parse_decimal(service, std::chrono::milliseconds{1});
    if (length && *length >= Duration{0})
        arrival.service = *length;
    else if (!is_unknown(service))
        problem = "expected milliseconds, got " + quoted(service) + "; taken as not known";
    const std::string_view source = trimmed(field(row, source_));
    if (!is_unknown(source)) arrival.source = hash_name(source) | 1U;
    return arrival;
}

std::optional<std::size_t> TraceColumns::find(const std::string& name,
                                              std::vector<std::string>& problems) const
{
    if (name.empty()) return std::nullopt;
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found != names_.end()) return static_cast<std::size_t>(found - names_.begin());
    std::string here;
    for (const auto& column : names_)
        here += (here.empty() ? "" : ", ") + column;
    problems.push_back("no column is called \"" + name + "\"; columns here: " + here);
    return std::nullopt;
}

std::string_view TraceColumns::field(const std::vector<std::string_view>& row,
                                     const std::optional<std::size_t>& column) const
{
    return column && *column < row.size() ? row[*column] : std::string_view{};
}

}  // namespace tiersim
