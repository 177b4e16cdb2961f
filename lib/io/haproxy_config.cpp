// SPDX-License-Identifier: MIT
/// Files and texts to imports, and imports in words.
#include "tiersim/io/haproxy_config.hpp"

#include "io/haproxy/bind_words.hpp"
#include "io/haproxy/keywords.hpp"
#include "io/haproxy/parser.hpp"
#include "io/haproxy/server_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace tiersim::haproxy {
namespace {

bool has_any(const std::vector<Finding>& findings, FindingKind kind)
{
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& finding) { return finding.kind == kind; });
}

constexpr std::array<std::pair<FindingKind, std::string_view>, 5> titles{
    {{FindingKind::refused, "refused by HAProxy"},
     {FindingKind::undecided, "accepted by HAProxy, but not decidable here"},
     {FindingKind::warned, "HAProxy warns"},
     {FindingKind::not_modelled, "not modelled"},
     {FindingKind::missing_file, "files that are not needed here"}}};

std::string section(const std::vector<Finding>& findings, FindingKind kind, std::string_view title)
{
    if (!has_any(findings, kind)) return {};
    std::string text = fmt::format("\n  {}:\n", title);
    for (const Finding& finding : findings) {
        if (finding.kind == kind) text += "    " + to_text(finding) + "\n";
    }
    return text;
}

std::string counts(const std::vector<KeywordUses>& keywords)
{
    std::array<std::size_t, 3> times{};
    std::size_t all = 0;
    for (const KeywordUses& uses : keywords) {
        times.at(static_cast<std::size_t>(uses.support)) += uses.times;
        all += uses.times;
    }
    if (all == 0) return {};
    return fmt::format("\n  {} uses of keywords: {} modelled, {} harmless, {} not modelled\n", all,
                       times[0], times[1], times[2]);
}

std::string verdict(const Import& import)
{
    if (!import.valid()) return "refused, as by HAProxy 2.6.12";
    if (!import.accepted()) return "refused: HAProxy accepts it, but it cannot be decided here";
    return has_any(import.findings, FindingKind::warned) ? "accepted, with warnings" : "accepted";
}

std::string sections(std::uint8_t where)
{
    constexpr std::array<std::pair<Where, std::string_view>, 5> names{{{in_global, "global"},
                                                                       {in_defaults, "defaults"},
                                                                       {in_front, "frontend"},
                                                                       {in_back, "backend"},
                                                                       {in_other, "other"}}};
    std::string text;
    for (const auto& [bit, name] : names) {
        if ((where & bit) != 0) text += (text.empty() ? "" : " ") + std::string{name};
    }
    return text;
}

}  // namespace

bool Import::valid() const { return !has_any(findings, FindingKind::refused); }

bool Import::accepted() const { return valid() && !has_any(findings, FindingKind::undecided); }

Import read_haproxy_text(std::string_view text, const std::string& name, const ReadOptions& options)
{
    return Parser{name, options}.read(text);
}

Import read_haproxy_config(const std::filesystem::path& file, const ReadOptions& options)
{
    std::ifstream stream{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    if (stream.is_open() && !std::filesystem::is_directory(file))
        return read_haproxy_text(text, file.string(), options);
    Import import{.file = file.string()};
    import.findings.push_back({.says = "cannot be read as a file"});
    return import;
}

std::vector<KnownKeyword> known_keywords()
{
    std::vector<KnownKeyword> known;
    for (const auto& [name, row] : all_keywords())
        known.push_back({.keyword = name,
                         .sections = sections(row->where),
                         .support = support_of(row->level),
                         .removed = row->level == Level::removed,
                         .consequence = std::string{row->note}});
    for (const BindWord& word : bind_words())
        known.push_back({.keyword = "bind " + std::string{word.name}, .support = word.support});
    for (const std::string& name : server_word_names()) {
        const ServerWord* word = find_server_word(name);
        known.push_back({.keyword = "server " + name,
                         .support = support_of(word->level),
                         .consequence = std::string{word->note}});
    }
    return known;
}

std::string to_text(const Finding& finding)
{
    std::string text;
    if (finding.line > 0) text += fmt::format("{}  ", finding.line);
    if (!finding.keyword.empty()) text += finding.keyword + ": ";
    text += finding.says;
    if (!finding.suggestion.empty()) text += "; did you mean \"" + finding.suggestion + "\"?";
    return text;
}

std::string to_text(const Import& import)
{
    std::string text = import.file + ": " + verdict(import) + "\n";
    for (const auto& [kind, title] : titles)
        text += section(import.findings, kind, title);
    return text + counts(import.keywords);
}

}  // namespace tiersim::haproxy
