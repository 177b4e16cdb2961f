// SPDX-License-Identifier: MIT
/// Decimal text to integers of the smallest unit and back, without a rounding on the way.
#include "tiersim/core/quantity_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <span>

namespace tiersim {

namespace {

using Count = std::uint64_t;

/// A unit's name and how many of the smallest unit it is.
struct Unit {
    std::string_view name{};
    Count size = 1;
};

// Largest first; of equal ones the first is the one that is written.
constexpr std::array time_units{Unit{"d", 86'400'000'000'000},
                                Unit{"h", 3'600'000'000'000},
                                Unit{"min", 60'000'000'000},
                                Unit{"m", 60'000'000'000},
                                Unit{"s", 1'000'000'000},
                                Unit{"ms", 1'000'000},
                                Unit{"us", 1000},
                                Unit{"ns", 1}};
constexpr std::array size_units{Unit{"TB", 1'000'000'000'000}, Unit{"GB", 1'000'000'000},
                                Unit{"MB", 1'000'000}, Unit{"kB", 1000}, Unit{"B", 1}};
constexpr std::array binary_units{Unit{"TiB", Count{1} << 40}, Unit{"GiB", Count{1} << 30},
                                  Unit{"MiB", Count{1} << 20}, Unit{"KiB", Count{1} << 10}};

constexpr bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// A text cut behind its decimal number: "1.5" and "ms".
struct Cut {
    std::string_view whole{};
    std::string_view fraction{};
    std::string_view number{};
    std::string_view unit{};
};

std::size_t digits_from(std::string_view text, std::size_t start)
{
    std::size_t end = start;
    while (end < text.size() && is_digit(text[end]))
        ++end;
    return end;
}

/// Digits, perhaps a point and further digits, then the unit.
std::optional<Cut> cut(std::string_view text)
{
    const auto whole = digits_from(text, 0);
    if (whole == 0) return std::nullopt;
    auto end = whole;
    if (end < text.size() && text[end] == '.') {
        end = digits_from(text, whole + 1);
        if (end == whole + 1) return std::nullopt;
    }
    const auto fraction = end > whole ? text.substr(whole + 1, end - whole - 1)
                                      : std::string_view{};
    return Cut{text.substr(0, whole), fraction, text.substr(0, end), text.substr(end)};
}

/// `whole`.`fraction` times `unit`, when that is a whole number of at most `most`.
std::optional<Count> times(const Cut& number, Count unit, Count most)
{
    Count whole = 0;
    for (const char digit : number.whole) {
        const auto value = static_cast<Count>(digit - '0');
        if (whole > (most - value) / 10) return std::nullopt;
        whole = whole * 10 + value;
    }
    if (whole > most / unit) return std::nullopt;
    Count part = 0;  // from the last digit to the first; each step must come out even
    for (auto left = number.fraction.size(); left > 0; --left) {
        const Count tenfold = part + static_cast<Count>(number.fraction[left - 1] - '0') * unit;
        if (tenfold % 10 != 0) return std::nullopt;
        part = tenfold / 10;
    }
    if (whole * unit > most - part) return std::nullopt;
    return whole * unit + part;
}

std::optional<Count> parse_count(std::string_view text, std::span<const Unit> units, Count most)
{
    const auto parts = cut(text);
    if (!parts) return std::nullopt;
    const auto unit = std::find_if(units.begin(), units.end(),
                                   [&](const Unit& one) { return one.name == parts->unit; });
    return unit == units.end() ? std::nullopt : times(*parts, unit->size, most);
}

std::string count_text(Count count, std::span<const Unit> units, std::string_view none)
{
    if (count == 0) return std::string{none};
    const auto unit = std::find_if(units.begin(), units.end(),
                                   [&](const Unit& one) { return count % one.size == 0; });
    return std::to_string(count / unit->size) + std::string{unit->name};
}

std::optional<double> parse_number(const std::string& text)
{
    double number = 0.0;
    const auto* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    if (result.ec != std::errc{} || result.ptr != end) return std::nullopt;
    return number;
}

std::string fixed_text(double number)
{
    std::array<char, 1200> text{};  // the longest double in full has 1,077 characters
    const auto* const end =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed).ptr;
    return {text.begin(), text.begin() + (end - text.data())};
}

/// The number a hundred times as large, by moving the point.
std::string hundredfold(std::string number)
{
    auto point = number.find('.');
    if (point == std::string::npos)
        point = number.size();
    else
        number.erase(point, 1);
    while (number.size() < point + 2)
        number += '0';
    if (number.size() > point + 2) number.insert(point + 2, ".");
    const auto first = std::min(number.find_first_not_of('0'), number.find('.') - 1);
    return number.substr(std::min(first, point + 1));
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text)
{
    const auto count = parse_count(text, time_units, 4'600'000'000'000'000'000U);
    if (!count) return std::nullopt;
    return Duration{static_cast<std::int64_t>(*count)};
}

std::optional<Rate> parse_rate(std::string_view text)
{
    const auto parts = cut(text);
    if (!parts) return std::nullopt;
    const double seconds = parts->unit == "/s"     ? 1.0
                           : parts->unit == "/min" ? 60.0
                           : parts->unit == "/h"   ? 3600.0
                                                   : 0.0;
    const auto number = parse_number(std::string{parts->number});
    if (seconds == 0.0 || !number) return std::nullopt;
    return Rate::per_second(*number / seconds);
}

std::optional<Probability> parse_probability(std::string_view text)
{
    const auto parts = cut(text);
    if (!parts || parts->unit != "%") return std::nullopt;
    const auto share = parse_number(std::string{parts->number} + "e-2");
    if (!share || *share > 1.0) return std::nullopt;
    return Probability::of(*share);
}

std::optional<Bytes> parse_bytes(std::string_view text)
{
    constexpr auto most = std::numeric_limits<Count>::max();
    auto count = parse_count(text, size_units, most);
    if (!count) count = parse_count(text, binary_units, most);
    if (!count) return std::nullopt;
    return Bytes{*count};
}

std::string to_text(Duration length)
{
    const auto count = length.count();
    if (count >= 0) return count_text(static_cast<Count>(count), time_units, "0s");
    return "-" + count_text(Count{0} - static_cast<Count>(count), time_units, "0s");
}

std::string to_text(Rate rate) { return fixed_text(rate.per_second()) + "/s"; }

std::string to_text(Probability share) { return hundredfold(fixed_text(share.value())) + "%"; }

std::string to_text(Bytes size) { return count_text(size.count, size_units, "0B"); }

std::string to_text(double number)
{
    std::array<char, 32> text{};
    const auto* const end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return {text.begin(), text.begin() + (end - text.data())};
}

}  // namespace tiersim
