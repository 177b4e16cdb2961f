// SPDX-License-Identifier: MIT
/// The ranges of numbers, quantities and names, and how a value outside of one is put into words.
#include "scenario/ranges.hpp"

#include "tiersim/core/quantity_text.hpp"

#include <algorithm>
#include <cmath>

namespace tiersim {

namespace {

/// The bound of `rule` that `value` breaks, in words; empty: none. `unit` writes a bound.
template <class Unit>
std::string broken(double value, const table::Rule& rule, Unit unit)
{
    if (!std::isfinite(value)) return "that is finite";
    if (rule.above && value <= *rule.above) return "above " + unit(*rule.above);
    if (rule.least && value < *rule.least) return "of at least " + unit(*rule.least);
    if (rule.most && value > *rule.most) return "of at most " + unit(*rule.most);
    return {};
}

std::string plain(double bound) { return to_text(bound); }

bool is_letter_or_digit(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9');
}

}  // namespace

bool well_formed(std::string_view name)
{
    const auto fits = [](char letter) {
        return is_letter_or_digit(letter) || letter == '-' || letter == '_' || letter == '.';
    };
    return !name.empty() && is_letter_or_digit(name.front()) &&
           std::all_of(name.begin(), name.end(), fits);
}

void Ranges::look(double value, const table::Rule& rule)
{
    const auto words = broken(value, rule, plain);
    if (!words.empty()) expect("a number " + words, to_text(value));
}

void Ranges::look(std::uint32_t value, const table::Rule& rule)
{
    look(std::uint64_t{value}, rule);
}

void Ranges::look(std::uint64_t value, const table::Rule& rule)
{
    const auto words = broken(static_cast<double>(value), rule, plain);
    if (!words.empty()) expect("a whole number " + words, std::to_string(value));
}

void Ranges::look(const std::string& value, const table::Rule& rule)
{
    if (rule.well_formed && !well_formed(value))
        expect(R"(a name such as "web-eu", of letters, digits, "-", "_" and ".")",
               "\"" + value + "\"");
}

void Ranges::look(Duration value, const table::Rule& rule)
{
    const auto length = [](double seconds) { return to_text(from_seconds(seconds)); };
    const auto words = broken(to_seconds(value), rule, length);
    if (!words.empty())
        expect("a duration " + words, "\"" + to_text(value) + "\"");
    else if (value < Duration{0})
        expect("a duration of at least 0s", "\"" + to_text(value) + "\"");
}

void Ranges::look(Rate value, const table::Rule& rule)
{
    const auto rate = [](double per_second) { return to_text(Rate::per_second(per_second)); };
    const auto words = broken(value.per_second(), rule, rate);
    if (!words.empty()) expect("a rate " + words, "\"" + to_text(value) + "\"");
}

void Ranges::look(Probability value, const table::Rule& rule)
{
    const auto share = [](double bound) { return to_text(Probability::of(bound)); };
    const auto words = broken(value.value(), rule, share);
    if (!words.empty()) expect("a share " + words, "\"" + to_text(value) + "\"");
}

void Ranges::expect(std::string expected, std::string found)
{
    problems_.push_back(
        {.pointer = pointer_, .expected = std::move(expected), .found = std::move(found)});
}

void Ranges::note(Misfits misfits)
{
    for (auto& misfit : misfits) {
        misfit.pointer = pointer_ + misfit.pointer;
        problems_.push_back(std::move(misfit));
    }
}

}  // namespace tiersim
