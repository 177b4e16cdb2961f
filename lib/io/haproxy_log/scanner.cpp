// SPDX-License-Identifier: MIT
/// What may stand in each kind of field.
#include "io/haproxy_log/scanner.hpp"

#include "io/haproxy_log/dates.hpp"

#include <algorithm>
#include <optional>

namespace tiersim::haproxy {

namespace {

template <class Number>
std::optional<Number> all_of(std::string_view text)
{
    Number number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

// "10.0.0.1", as it is always written: an address that begins with 010 is a name.
std::optional<std::uint32_t> ip_of(std::string_view text)
{
    std::uint32_t ip = 0;
    for (int i = 0; i < 4; ++i) {
        const std::size_t end = i < 3 ? text.find('.') : text.size();
        if (end == std::string_view::npos) return std::nullopt;
        const auto part = all_of<std::uint32_t>(text.substr(0, end));
        if (!part || *part > 255 || (end > 1 && text.front() == '0')) return std::nullopt;
        ip = ip << 8U | *part;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return ip;
}

int value_of(char hexadecimal)
{
    if (hexadecimal >= '0' && hexadecimal <= '9') return hexadecimal - '0';
    if (hexadecimal >= 'A' && hexadecimal <= 'F') return hexadecimal - 'A' + 10;
    return -1;
}

// Bytes that stand there as #XX.
std::string decoded(std::string_view text)
{
    std::string line;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool coded = text[i] == '#' && i + 2 < text.size() && value_of(text[i + 1]) >= 0 &&
                           value_of(text[i + 2]) >= 0;
        line += coded ? static_cast<char>(value_of(text[i + 1]) * 16 + value_of(text[i + 2]))
                      : text[i];
        if (coded) i += 2;
    }
    return line;
}

}  // namespace

std::string_view LogScanner::until(std::string_view ends) const
{
    return rest().substr(0, std::min(rest().find_first_of(ends), rest().size()));
}

void LogScanner::fail(const std::string& expected)
{
    if (failed()) return;
    const std::string_view found = until(" ").substr(0, 40);
    problem_ = "column " + std::to_string(at_ + 1) + ": expected " + expected + ", got " +
               (rest().empty() ? "the end of the line" : "\"" + std::string{found} + "\"");
}

void LogScanner::client(std::uint32_t& ip, std::string& name, std::uint32_t& port)
{
    if (failed()) return;
    const std::string_view all = until(" ");
    if (all.empty()) return fail("a client");
    const std::size_t colon = all.rfind(':');
    const bool numbered = colon != std::string_view::npos && colon > 0;
    const auto found = numbered ? all_of<std::uint32_t>(all.substr(colon + 1)) : std::nullopt;
    const std::string_view who = found ? all.substr(0, colon) : all;
    if (found) port = *found;
    if (const auto address = ip_of(who); address && found)
        ip = *address;
    else
        name = who;
    at_ += all.size();
}

void LogScanner::mark(std::string_view text)
{
    if (failed()) return;
    if (rest().substr(0, text.size()) != text) return fail("\"" + std::string{text} + "\"");
    at_ += text.size();
}

void LogScanner::date(Duration& at)
{
    if (failed()) return;
    const std::string_view text = until("]");
    const auto found = parse_log_date(text);
    if (!found) return fail("a date such as \"01/Jan/2026:00:00:00.000\"");
    at = *found;
    at_ += text.size();
}

void LogScanner::word(std::string_view what, std::string& word, std::string_view ends)
{
    if (failed()) return;
    word = until(ends);
    if (word.empty()) return fail(std::string{what});
    at_ += word.size();
}

void LogScanner::word_unless(std::string_view none, std::string_view what, std::string& word)
{
    this->word(what, word, " ");
    if (word == none) word.clear();
}

void LogScanner::flag(char sign, bool& is)
{
    if (failed() || rest().empty() || rest().front() != sign) return;
    is = true;
    ++at_;
}

// Those that the line has not are dashes.
void LogScanner::letters(std::string& letters, std::size_t count)
{
    if (failed()) return;
    const std::string_view found = until(" ");
    if (found.size() != count) return fail(std::to_string(count) + " letters of termination");
    letters.replace(0, count, found);
    at_ += count;
}

// Blocks in braces; a brace within one is coded.
void LogScanner::captures(std::string& blocks)
{
    while (!failed() && rest().substr(0, 2) == " {") {
        const std::size_t end = rest().find('}');
        if (end == std::string_view::npos) {
            ++at_;
            return fail("headers in braces");
        }
        if (!blocks.empty()) blocks += ' ';
        blocks += rest().substr(1, end);
        at_ += end + 1;
    }
}

void LogScanner::request(std::string& line, bool& cut)
{
    if (failed()) return;
    if (rest().empty() || rest().front() != '"') return fail("a request in quotes");
    ++at_;
    const std::size_t end = rest().rfind('"');
    cut = end == std::string_view::npos;
    const std::string_view text = rest().substr(0, end);
    line = text == "<BADREQ>" ? std::string{} : decoded(text);
    at_ += text.size() + (cut ? 0 : 1);
}

void LogScanner::end()
{
    if (failed()) return;
    at_ = std::min(line_.find_first_not_of(' ', at_), line_.size());
    if (!rest().empty()) fail("the end of the line");
}

bool LogScanner::is_tcp(bool& tcp)
{
    if (failed()) return false;
    const std::string_view times = until(" ");
    const auto slashes = std::count(times.begin(), times.end(), '/');
    if (slashes != 2 && slashes != 4) fail("times such as TR/Tw/Tc/Tr/Ta");
    return tcp = slashes == 2;
}

}  // namespace tiersim::haproxy
