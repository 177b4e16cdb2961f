// SPDX-License-Identifier: MIT
/// An expression is a name, arguments in parentheses, and converters between commas.
#include "io/haproxy/samples.hpp"

#include "io/haproxy/fetches.hpp"
#include "io/haproxy/units.hpp"
#include "tiersim/core/nearest.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tiersim::haproxy {
namespace {

constexpr std::array<std::pair<std::string_view, Match>, 7> suffixes{{{"_beg", Match::prefix},
                                                                      {"_end", Match::suffix},
                                                                      {"_sub", Match::part},
                                                                      {"_dir", Match::directory},
                                                                      {"_dom", Match::domain},
                                                                      {"_reg", Match::regex},
                                                                      {"_len", Match::length}}};

constexpr std::array<std::string_view, 9> suffixed{"base", "cook", "hdr",   "path",      "url",
                                                   "urlp", "shdr", "scook", "ssl_fc_sni"};

bool may_have_suffix(std::string_view name)
{
    return std::find(suffixed.begin(), suffixed.end(), name) != suffixed.end();
}

bool is_of_sample(char letter)
{
    const auto lower = static_cast<char>(letter | 0x20);
    return (lower >= 'a' && lower <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' ||
           letter == '-' || letter == '.' || letter == '+';
}

/// A name with its arguments.
struct Part {
    std::string_view name{};
    std::vector<std::string> arguments{};
    std::string problem{};
};

/// Takes a name and its arguments off `text`.
Part take(std::string_view& text)
{
    Part part;
    std::size_t end = 0;
    while (end < text.size() && is_of_sample(text[end]))
        ++end;
    part.name = text.substr(0, end);
    text.remove_prefix(end);
    if (text.empty() || text.front() != '(') return part;
    const std::size_t close = text.find(')');
    if (close == std::string_view::npos) {
        part.problem = "missing closing ')' after the arguments of '" + std::string{part.name} +
                       "'";
        return part;
    }
    std::string_view inside = text.substr(1, close - 1);
    text.remove_prefix(close + 1);
    while (!inside.empty()) {
        const std::size_t comma = inside.find(',');
        part.arguments.emplace_back(inside.substr(0, comma));
        inside.remove_prefix(comma == std::string_view::npos ? inside.size() : comma + 1);
    }
    return part;
}

std::optional<ConverterKind> converter_kind(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, ConverterKind>, 9> known{
        {{"lower", ConverterKind::lower},
         {"upper", ConverterKind::upper},
         {"add", ConverterKind::add},
         {"sub", ConverterKind::sub},
         {"mul", ConverterKind::mul},
         {"div", ConverterKind::div},
         {"mod", ConverterKind::mod},
         {"neg", ConverterKind::negate},
         {"length", ConverterKind::length}}};
    for (const auto& [word, kind] : known) {
        if (word == name) return kind;
    }
    return std::nullopt;
}

void convert(SampleText& text, const Part& part)
{
    const auto type = type_after(part.name, text.type);
    if (!type) {
        text.problem = "unknown converter '" + std::string{part.name} + "'";
        return;
    }
    text.type = *type;
    const auto kind = converter_kind(part.name);
    const std::string argument = part.arguments.empty() ? "" : part.arguments.front();
    const auto number = whole_number(argument);
    const bool takes_number = kind && *kind >= ConverterKind::add && *kind <= ConverterKind::mod;
    if (!kind || (takes_number && !number))
        text.sample.fetch = Fetch::unknown;
    else
        text.sample.converters.push_back({.kind = *kind, .number = number.value_or(0)});
}

SampleText unknown_name(std::string_view name)
{
    std::vector<std::string> known = fetch_names();
    for (const std::string_view stem : suffixed) {
        for (const auto& [suffix, match] : suffixes)
            known.push_back(std::string{stem} + std::string{suffix});
    }
    const auto near = nearest(name, known);
    return {.problem = "unknown sample '" + std::string{name} + "'" +
                       (near.empty() ? "" : "; did you mean \"" + near + "\"?")};
}

/// The rest of an expression behind its name.
SampleText parse_rest(const Part& part, std::string_view rest, const std::string& whole)
{
    const auto fetch = find_fetch(part.name);
    if (!fetch) return unknown_name(part.name);
    SampleText text{.sample = {.fetch = fetch->fetch,
                               .arguments = part.arguments,
                               .counter = fetch->counter,
                               .track = fetch->track,
                               .text = whole},
                    .type = fetch->type,
                    .problem = part.problem};
    const bool counted = fetch->fetch == Fetch::tracked && part.name.starts_with("sc_");
    if (counted && !part.arguments.empty()) {
        text.sample.track = static_cast<std::uint32_t>(leading_number(part.arguments.front()));
        text.sample.arguments.erase(text.sample.arguments.begin());
    }
    while (!rest.empty() && text.problem.empty()) {
        if (rest.front() != ',') {
            text.problem = "missing comma in '" + whole + "'";
            break;
        }
        while (!rest.empty() && rest.front() == ',')
            rest.remove_prefix(1);
        if (rest.empty()) break;
        const Part next = take(rest);
        text.problem = next.problem;
        if (text.problem.empty()) convert(text, next);
    }
    return text;
}

}  // namespace

SampleText parse_sample(std::string_view text)
{
    const std::string whole{text};
    const Part part = take(text);
    return parse_rest(part, text, whole);
}

SampleText parse_tested_sample(std::string_view text)
{
    const std::string whole{text};
    Part part = take(text);
    const bool converted = !text.empty();
    for (const auto& [suffix, match] : suffixes) {
        if (!part.name.ends_with(suffix)) continue;
        const auto stem = part.name.substr(0, part.name.size() - suffix.size());
        if (!may_have_suffix(stem)) continue;
        part.name = stem;
        SampleText parsed = parse_rest(part, text, whole);
        if (!converted) parsed.match = match;
        return parsed;
    }
    return parse_rest(part, text, whole);
}

}  // namespace tiersim::haproxy
