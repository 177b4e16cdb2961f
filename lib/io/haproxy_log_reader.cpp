// SPDX-License-Identifier: MIT
/// Finds in each line where HAProxy's own text begins, and who wrote it.
#include "tiersim/io/haproxy_log_reader.hpp"

#include "io/haproxy_log/dates.hpp"
#include "io/haproxy_log/format.hpp"
#include "io/haproxy_log/scanner.hpp"
#include "workload/text_file.hpp"

#include <algorithm>
#include <array>

namespace tiersim::haproxy {

namespace {

constexpr auto nowhere = std::string_view::npos;

// Where " [dd/Mon/yyyy:..." begins; `nowhere` when it does not.
std::size_t date_in(std::string_view line)
{
    for (std::size_t at = line.find(" ["); at != nowhere; at = line.find(" [", at + 1)) {
        const std::string_view text = line.substr(at + 2, line.find(']', at) - at - 2);
        if (parse_log_date(text)) return at;
    }
    return nowhere;
}

std::vector<std::string_view> words_of(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

bool starts(std::string_view text, std::string_view with)
{
    return text.substr(0, with.size()) == with;
}

// "04:05:24", "2026-01-01T04:05:24Z"
bool is_time(std::string_view word)
{
    return word.size() >= 8 && word.front() >= '0' && word.front() <= '9' &&
           std::count(word.begin(), word.end(), ':') >= 2;
}

// The host that syslog names; empty when it does not.
std::string_view host_in(std::string_view prefix)
{
    const auto words = words_of(prefix);
    if (words.size() < 2) return {};
    const bool rfc_5424 = words[0].size() > 2 && words[0].substr(words[0].size() - 2) == ">1";
    if (rfc_5424) return words.size() > 2 ? words[2] : std::string_view{};
    const std::string_view before = words[words.size() - 2];
    return words.back().back() == ':' && !is_time(before) ? before : std::string_view{};
}

// A tag such as "haproxy[1]:" in front, or a sentence that HAProxy begins so.
bool is_message(std::string_view line)
{
    constexpr std::array<std::string_view, 10> beginnings{
        "Server ",  "Backup Server ", "Health check for ", "Agent check for ", "Proxy ",
        "backend ", "Stopping ",      "Pausing ",          "Connect from ",    "Loading "};
    const auto words = words_of(line);
    const auto tag = [](std::string_view word) {
        return word.size() > 2 && word.substr(word.size() - 2) == "]:";
    };
    const auto front = words.begin() + std::min<std::ptrdiff_t>(8, std::ssize(words));
    return std::any_of(words.begin(), front, tag) ||
           std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view begin) { return starts(line, begin); });
}

// "[date] fe/1: SSL handshake failure": of a connection without a request.
bool is_complaint(std::string_view line, std::size_t date)
{
    const auto words = words_of(line.substr(line.find(']', date) + 1));
    return !words.empty() && words.front().back() == ':';
}

std::string_view without_end(std::string_view line)
{
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n'))
        line.remove_suffix(1);
    return line;
}

void take(LogReading& reading, std::string_view line, std::size_t number)
{
    if (words_of(without_end(line)).empty()) return;
    std::string problem;
    if (auto record = read_log_line(line, problem))
        reading.records.push_back(std::move(*record));
    else if (problem.empty())
        ++reading.messages;
    else
        reading.problems.push_back({.line = number, .text = std::move(problem)});
}

}  // namespace

std::optional<LogRecord> read_log_line(std::string_view line, std::string& problem)
{
    line = without_end(line);
    const std::size_t date = date_in(line);
    if (date == nowhere) {
        if (!is_message(line))
            problem = "expected a client, and a date such as \"[01/Jan/2026:00:00:00.000]\"";
        return std::nullopt;
    }
    if (is_complaint(line, date)) return std::nullopt;
    const std::size_t space = line.substr(0, date).rfind(' ');
    const std::size_t from = space == nowhere ? 0 : space + 1;
    LogScanner scanner{line, from};
    LogRecord record{.process = std::string{host_in(line.substr(0, from))}};
    pass(scanner, record);
    if (!scanner.failed()) return record;
    problem = scanner.problem();
    return std::nullopt;
}

LogReading read_log_text(std::string_view text)
{
    LogReading reading;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        take(reading, text.substr(0, end), number);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return reading;
}

LogReading read_log(const std::string& file)
{
    LogReading reading;
    TextFile lines{file};
    for (std::string line; lines.next(line);)
        take(reading, line, lines.line_number());
    if (!lines.problem().empty())
        reading.problems.push_back({.text = file + ": " + lines.problem()});
    return reading;
}

}  // namespace tiersim::haproxy
