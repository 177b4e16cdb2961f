// SPDX-License-Identifier: MIT
/// Digit by digit, as HAProxy does it.
#include "io/haproxy/units.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace tiersim::haproxy {
namespace {

constexpr std::uint64_t most_units = 0x7fffffff;
constexpr std::uint64_t most_digits = 1000000000000000;  // far beyond every limit

/// Takes the digits off `text`.
std::uint64_t digits(std::string_view& text)
{
    std::uint64_t value = 0;
    while (!text.empty() && is_digit(text.front())) {
        if (value < most_digits)
            value = value * 10 + static_cast<std::uint64_t>(text.front() - '0');
        text.remove_prefix(1);
    }
    return value;
}

/// The length of a unit in microseconds, taken off `text`; 0 when it is none.
std::uint64_t take_unit(std::string_view& text)
{
    const bool two = text.size() > 1 && text[1] == 's' && (text[0] == 'u' || text[0] == 'm');
    const char first = text.front();
    std::uint64_t length = 0;
    if (first == 'u' && two) length = 1;
    if (first == 'm') length = two ? 1000 : 60000000;
    if (first == 's') length = 1000000;
    if (first == 'h') length = 3600000000;
    if (first == 'd') length = 86400000000;
    if (length > 0) text.remove_prefix(two ? 2 : 1);
    return length;
}

Time unexpected(char letter)
{
    return {.problem = letter == '\0' ? "expected a time such as \"5s\" or \"250ms\""
                                      : "unexpected character '" + std::string{letter} + "'"};
}

Time of_units(std::uint64_t count, Unit unit, bool was_zero)
{
    const bool seconds = unit == Unit::seconds;
    if (count > most_units) {
        return {.problem = seconds ? "timer overflow, the maximum is 2147483647 s (about 68 years)"
                                   : "timer overflow, the maximum is 2147483647 ms (about 24.8 "
                                     "days)"};
    }
    if (count == 0 && !was_zero) return {.problem = "timer underflow"};
    const auto each = seconds ? Duration{std::chrono::seconds{1}} : std::chrono::milliseconds{1};
    return {.length = each * static_cast<std::int64_t>(count)};
}

}  // namespace

Time parse_time(std::string_view text, Unit unit)
{
    if (text.empty() || !is_digit(text.front())) return unexpected(text.empty() ? '\0' : text[0]);
    const std::string written{text};
    const std::uint64_t value = digits(text);
    if (text.empty()) return of_units(value, unit, value == 0);
    const char first = text.front();
    const std::uint64_t length = take_unit(text);
    if (length == 0) return unexpected(first);
    const std::uint64_t step = unit == Unit::seconds ? 1000000 : 1000;
    if (value > most_units * step / length + 1) return of_units(most_units + 1, unit, false);
    Time time = of_units((value * length + step - 1) / step, unit, value == 0);
    if (!text.empty())
        time.warning = "unexpected character '" + std::string{text.front()} + "' after the time '" +
                       written + "'; it holds nevertheless";
    return time;
}

std::optional<std::uint64_t> parse_size(std::string_view text)
{
    if (text.empty() || !is_digit(text.front())) return std::nullopt;
    const std::uint64_t value = digits(text);
    unsigned shift = 0;
    if (!text.empty()) {
        const char unit = static_cast<char>(text.front() | 0x20);
        shift = unit == 'k' ? 10 : unit == 'm' ? 20 : unit == 'g' ? 30 : 0;
        if (shift == 0 || text.size() > 1) return std::nullopt;
    }
    if (value > (std::uint64_t{0xffffffff} >> shift)) return std::nullopt;
    return value << shift;
}

std::int64_t leading_number(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    const bool negative = !text.empty() && text.front() == '-';
    if (negative || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
    const auto value = static_cast<std::int64_t>(digits(text));
    return negative ? -value : value;
}

std::optional<std::int64_t> whole_number(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::uint32_t unsigned_of(std::int64_t number)
{
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(number, 0, most));
}

}  // namespace tiersim::haproxy
