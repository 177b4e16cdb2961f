// SPDX-License-Identifier: MIT
/// Decimals in whole-number arithmetic, and the calendar.
#include "workload/number_text.hpp"

#include "tiersim/core/quantity_text.hpp"
#include "tiersim/core/wide.hpp"

#include <charconv>
#include <limits>

namespace tiersim {

namespace {

using namespace std::chrono_literals;

constexpr Wide widest = std::numeric_limits<std::int64_t>::max();

// A number as digits * 10^exponent.
struct Decimal {
    bool negative = false;
    std::uint64_t digits = 0;
    int exponent = 0;
};

// Takes digits off the front of `text`; those beyond the 18th are dropped, and counted in the
// result.
struct Digits {
    int read = 0;
    int dropped = 0;
};

Digits take_digits(std::string_view& text, std::uint64_t& digits)
{
    Digits taken;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (digits < 100'000'000'000'000'000U)
            digits = digits * 10 + static_cast<std::uint64_t>(text.front() - '0');
        else
            ++taken.dropped;
        ++taken.read;
        text.remove_prefix(1);
    }
    return taken;
}

bool take(std::string_view& text, char letter)
{
    if (text.empty() || text.front() != letter) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<int> take_exponent(std::string_view& text)
{
    if (!take(text, 'e') && !take(text, 'E')) return 0;
    take(text, '+');
    int exponent = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (error != std::errc{} || exponent < -300 || exponent > 300) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return exponent;
}

std::optional<Decimal> take_decimal(std::string_view& text, char point = '.')
{
    Decimal number;
    number.negative = take(text, '-');
    if (!number.negative) take(text, '+');
    const Digits whole = take_digits(text, number.digits);
    Digits fraction;
    if (take(text, point)) fraction = take_digits(text, number.digits);
    if (whole.read + fraction.read == 0) return std::nullopt;
    const auto exponent = take_exponent(text);
    if (!exponent) return std::nullopt;
    number.exponent = *exponent + whole.dropped + fraction.dropped - fraction.read;
    return number;
}

std::optional<Duration> in_nanoseconds(const Decimal& number, Duration unit)
{
    Wide value = Wide{number.digits} * static_cast<std::uint64_t>(unit.count());
    for (int i = 0; i < number.exponent && value != 0; ++i) {
        value *= 10;
        if (value > widest) return std::nullopt;
    }
    for (int i = 0; i > number.exponent + 1 && value != 0; --i)
        value /= 10;
    if (number.exponent < 0) value = (value + 5) / 10;
    if (value > widest) return std::nullopt;
    const auto size = static_cast<std::int64_t>(value);
    return Duration{number.negative ? -size : size};
}

// Exactly `width` digits off the front of `text`; -1 if they are not there.
int take_field(std::string_view& text, std::size_t width)
{
    if (text.size() < width) return -1;
    int value = 0;
    for (const char letter : text.substr(0, width)) {
        if (letter < '0' || letter > '9') return -1;
        value = value * 10 + (letter - '0');
    }
    text.remove_prefix(width);
    return value;
}

// Midnight of "2014-12-24", taken off the front of `text`.
std::optional<Duration> take_date(std::string_view& text)
{
    const int year = take_field(text, 4);
    const bool first = take(text, '-');
    const int month = take_field(text, 2);
    const bool second = take(text, '-');
    const int day = take_field(text, 2);
    if (year < 0 || !first || month < 0 || !second || day < 0) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    // Beyond these years nanoseconds do not fit.
    if (!date.ok() || year < 1700 || year > 2200) return std::nullopt;
    return std::chrono::sys_days{date}.time_since_epoch();
}

// "00:30:53", with or without a fraction, taken off the front of `text`.
std::optional<Duration> take_time(std::string_view& text)
{
    const int hour = take_field(text, 2);
    const bool first = take(text, ':');
    const int minute = take_field(text, 2);
    const bool second = take(text, ':');
    if (hour < 0 || hour > 24 || !first || minute < 0 || minute > 59 || !second)
        return std::nullopt;
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    // Some loggers put a comma before the milliseconds, as the standard prefers.
    const auto seconds = take_decimal(text, text.find(',') == 2 ? ',' : '.');
    if (!seconds) return std::nullopt;
    const auto length = in_nanoseconds(*seconds, 1s);
    if (!length || *length >= 61s) return std::nullopt;
    return std::chrono::hours{hour} + std::chrono::minutes{minute} + *length;
}

// "Z", "+02", "+0200" or "+02:00"; nothing is UTC.
std::optional<Duration> take_zone(std::string_view& text)
{
    if (text.empty() || take(text, 'Z') || take(text, 'z')) return 0s;
    const bool west = take(text, '-');
    if (!west && !take(text, '+')) return std::nullopt;
    const int hours = take_field(text, 2);
    take(text, ':');
    const int minutes = text.empty() ? 0 : take_field(text, 2);
    if (hours < 0 || minutes < 0) return std::nullopt;
    const Duration east = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    return west ? -east : east;
}

std::optional<Duration> parse_date_time(std::string_view text)
{
    const auto date = take_date(text);
    if (!date) return std::nullopt;
    if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
    const auto time = take_time(text);
    if (!time) return std::nullopt;
    text = trimmed(text);
    const auto zone = take_zone(text);
    if (!zone || !text.empty()) return std::nullopt;
    return *date + *time - *zone;
}

}  // namespace

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::optional<Duration> parse_decimal(std::string_view text, Duration unit)
{
    text = trimmed(text);
    const auto number = take_decimal(text);
    if (!number || !text.empty()) return std::nullopt;
    return in_nanoseconds(*number, unit);
}

std::optional<Duration> parse_length(std::string_view text)
{
    const auto with_unit = parse_duration(trimmed(text));
    return with_unit ? with_unit : parse_decimal(text, 1s);
}

std::optional<Duration> parse_stamp(std::string_view text)
{
    text = trimmed(text);
    const bool is_date = text.size() > 4 && text[4] == '-';
    const auto stamp = is_date ? parse_date_time(text) : parse_decimal(text, 1s);
    // So that the difference of two stamps can be held.
    constexpr Duration farthest{std::numeric_limits<std::int64_t>::max() / 2};
    if (stamp && (*stamp > farthest || *stamp < -farthest)) return std::nullopt;
    return stamp;
}

std::optional<std::uint64_t> parse_count(std::string_view text)
{
    text = trimmed(text);
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return count;
}

}  // namespace tiersim
