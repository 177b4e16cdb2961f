// SPDX-License-Identifier: MIT
/// Escapes of ECMA-48, block elements of Unicode, and their stand-ins in ASCII.
#include "report/ink.hpp"

#include <algorithm>
#include <cmath>

namespace tiersim::report {

namespace {

constexpr std::array<std::string_view, 9> blocks{"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 9> ramp{".", "_", "-", ":", "=", "+", "*", "#", "@"};

std::string_view escape_of(Tone tone)
{
    switch (tone) {
        case Tone::strong: return "\033[1m";
        case Tone::good: return "\033[32m";
        case Tone::bad: return "\033[31m";
        case Tone::unsure: return "\033[33m";
        case Tone::faint: return "\033[2m";
        case Tone::plain: break;
    }
    return {};
}

std::string repeated(std::string_view sign, std::size_t times)
{
    std::string text;
    for (std::size_t i = 0; i < times; ++i)
        text += sign;
    return text;
}

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

Ink::Ink(const TextStyle& style) : colour_{style.colour}, utf8_{style.utf8}
{
    if (!utf8_) signs_ = {.plus_minus = "+-", .micro = "u", .ellipsis = "..."};
}

std::string Ink::paint(std::string_view text, Tone tone) const
{
    if (!colour_ || tone == Tone::plain || text.empty()) return std::string{text};
    return std::string{escape_of(tone)} + std::string{text} + "\033[0m";
}

std::string Ink::rule(std::size_t columns) const { return repeated(utf8_ ? "─" : "-", columns); }

std::string Ink::bar(double share, std::size_t columns) const
{
    const double filled = std::clamp(share, 0.0, 1.0) * static_cast<double>(columns);
    // Only what is full looks full.
    const auto full = std::min(static_cast<std::size_t>(std::lround(filled)),
                               share < 0.995 && columns > 0 ? columns - 1 : columns);
    return repeated(utf8_ ? "█" : "#", full) + repeated(utf8_ ? "░" : ".", columns - full);
}

std::string_view Ink::level(std::size_t level) const { return utf8_ ? blocks[level] : ramp[level]; }

std::size_t columns_of(std::string_view text)
{
    std::size_t columns = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\033') {
            i = std::min(text.find('m', i), text.size());
            continue;
        }
        if (begins_character(text[i])) ++columns;
    }
    return columns;
}

std::string shortened(std::string_view text, std::size_t columns, std::string_view ellipsis)
{
    if (columns_of(text) <= columns) return std::string{text};
    const auto kept = columns - std::min(columns, columns_of(ellipsis));
    std::size_t end = 0;
    for (std::size_t seen = 0; end < text.size(); ++end) {
        if (begins_character(text[end]) && ++seen > kept) break;
    }
    return std::string{text.substr(0, end)} + std::string{ellipsis};
}

}  // namespace tiersim::report
