// SPDX-License-Identifier: MIT
/// Digits are chosen on decimal text, so that they are the same on every machine.
#include "report/figure.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tiersim::report {

namespace {

/// Where a number begins: 12345 is {1, 4}, 0.02 is {2, -2}.
struct Lead {
    int digit = 0;
    int exponent = 0;
};

constexpr int finest = 9;         ///< Decimals at most.
constexpr int finest_number = 3;  ///< The same of what has no unit to be shown in a smaller one.

Lead lead_of(double number)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), std::abs(number),
                                   std::chars_format::scientific, 2)
                         .ptr;
    const auto* mark = std::find(text.data(), end, 'e') + 1;
    if (*mark == '+') ++mark;
    Lead lead{.digit = text[0] - '0'};
    std::from_chars(mark, end, lead.exponent);
    return lead;
}

std::string separated(std::string digits)
{
    const auto start = digits.front() == '-' ? 1U : 0U;
    auto place = std::min(digits.find('.'), digits.size());
    while (place > start + 3) {
        place -= 3;
        digits.insert(place, 1, ',');
    }
    return digits;
}

std::string fixed(double number, int decimals)
{
    std::array<char, 400> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number,
                                   std::chars_format::fixed, decimals)
                         .ptr;
    std::string digits{text.data(), end};
    if (digits.front() == '-' && digits.find_first_not_of("-0.") == std::string::npos)
        digits.erase(0, 1);
    return separated(std::move(digits));
}

bool is_zero(const std::string& digits)
{
    return digits.find_first_not_of("0.") == std::string::npos;
}

/// A unit and how many of it make the unit that the value came in.
struct Scale {
    double factor = 1.0;
    std::string name{};
};

Scale time_scale(double seconds, const Signs& signs)
{
    // A little below a whole unit is rounded up to it.
    if (seconds >= 0.9995 || seconds == 0.0) return {1.0, "s"};
    if (seconds >= 0.9995e-3) return {1e3, "ms"};
    if (seconds >= 0.9995e-6) return {1e6, signs.micro + "s"};
    return {1e9, "ns"};
}

Scale scale_for(double size, Unit unit, const Signs& signs)
{
    switch (unit) {
        case Unit::seconds: return time_scale(size, signs);
        case Unit::share: return {100.0, "%"};
        case Unit::per_second: return {1.0, "/s"};
        case Unit::number: break;
    }
    return {};
}

// The part of a value whose digits tell something: of 99.987 % that is 0.013 %.
double telling(double value, Unit unit)
{
    const double size = std::abs(value);
    if (unit != Unit::share || size <= 50.0 || size >= 100.0) return size;
    return 100.0 - size;
}

int decimals_without_interval(double value, Unit unit)
{
    if (unit == Unit::share && std::abs(value) >= 100.0) return 0;
    const auto lead = lead_of(telling(value, unit));
    if (lead.digit == 0) return 0;
    if (unit == Unit::share && value > 50.0) return std::clamp(1 - lead.exponent, 1, finest);
    return std::clamp((lead.digit == 1 ? 3 : 2) - lead.exponent, 0, finest);
}

// A margin that only rounding has made, or that is far below what anybody asks for, decides
// nothing.
bool is_tiny(double margin, double value) { return margin <= 1e-6 * std::abs(value); }

int decimals_within(double value, double margin, Unit unit)
{
    if (is_tiny(margin, value)) return decimals_without_interval(value, unit);
    const auto doubt = lead_of(margin);
    const int wanted = (doubt.digit == 1 ? 1 : 0) - doubt.exponent;
    const int sensible = 4 - lead_of(telling(value, unit)).exponent;
    const int most = unit == Unit::number ? finest_number : finest;
    return std::clamp(std::min(wanted, sensible), 0, most);
}

std::string margin_text(double margin, int decimals, const Signs& signs)
{
    const auto digits = fixed(margin, decimals);
    if (margin > 0.0 && is_zero(digits)) {
        auto least = fixed(0.0, decimals);
        least.back() = '1';
        return signs.plus_minus + tie + '<' + least;
    }
    return signs.plus_minus + tie + (is_zero(digits) ? std::string{'0'} : digits);
}

std::string with_unit(const std::string& digits, const Scale& scale)
{
    return scale.name.empty() ? digits : digits + tie + scale.name;
}

// Nothing, or all, has happened; the interval says what may be true all the same.
Figure nothing_or_all(const Estimate& estimate, const Signs& signs)
{
    const double low = 100.0 * estimate.interval->low;
    const double high = 100.0 * estimate.interval->high;
    const int decimals = std::clamp(1 - lead_of(high - low).exponent, 0, finest);
    const bool all = estimate.value > 0.0;
    return {quantity_text(estimate.value, Unit::share, signs),
            all ? '[' + fixed(low, decimals) + ',' + tie + "100]"
                : std::string{"[0,"} + tie + fixed(high, decimals) + ']'};
}

bool is_lopsided(double below, double above)
{
    return std::abs(above - below) > 0.2 * std::max(above, below);
}

}  // namespace

std::string count_text(std::uint64_t count) { return separated(std::to_string(count)); }

std::string quantity_text(double value, Unit unit, const Signs& signs)
{
    if (std::isnan(value)) return "none";
    if (std::isinf(value)) return "endless";
    const auto scale = scale_for(std::abs(value), unit, signs);
    const double scaled = value * scale.factor;
    return with_unit(fixed(scaled, decimals_without_interval(scaled, unit)), scale);
}

Figure figure(const Estimate& estimate, Unit unit, const Signs& signs)
{
    if (!estimate.interval) return {.value = quantity_text(estimate.value, unit, signs)};
    const double below = estimate.value - estimate.interval->low;
    const double above = estimate.interval->high - estimate.value;
    if (!std::isfinite(below + above)) return {.value = quantity_text(estimate.value, unit, signs)};

    double margin = (below + above) / 2.0;
    if (margin <= 1e-12 * std::abs(estimate.value)) margin = 0.0;
    const bool extreme = estimate.value == 0.0 || estimate.value == 1.0;
    if (unit == Unit::share && extreme && margin > 0.0) return nothing_or_all(estimate, signs);

    const auto scale = scale_for(std::max(std::abs(estimate.value), margin), unit, signs);
    const double scaled = estimate.value * scale.factor;
    const int decimals = decimals_within(scaled, margin * scale.factor, unit);
    const auto value = with_unit(fixed(scaled, decimals), scale);
    if (!is_lopsided(below, above))
        return {value, margin_text(margin * scale.factor, decimals, signs)};
    return {value, '[' + fixed(estimate.interval->low * scale.factor, decimals) + ',' + tie +
                       fixed(estimate.interval->high * scale.factor, decimals) + ']'};
}

std::string moment_text(Instant at) { return fixed(to_seconds(at), 3) + tie + 's'; }

std::string clock_text(Instant at) { return clock_text(at.time_since_epoch()); }

std::string clock_text(Duration length)
{
    auto digits = fixed(to_seconds(length), 3);
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    return digits + tie + "s";
}

}  // namespace tiersim::report
