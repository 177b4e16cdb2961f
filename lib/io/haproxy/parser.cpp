// SPDX-License-Identifier: MIT
/// From a text to lines, from lines to words, and from words to the handler of a keyword.
#include "io/haproxy/parser.hpp"

#include "io/haproxy/keywords.hpp"
#include "io/haproxy/settle.hpp"
#include "tiersim/core/nearest.hpp"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace tiersim::haproxy {
namespace {

constexpr std::array<std::pair<std::string_view, SectionKind>, 4> proxy_sections{
    {{"defaults", SectionKind::defaults},
     {"frontend", SectionKind::frontend},
     {"backend", SectionKind::backend},
     {"listen", SectionKind::listen}}};

constexpr std::array<std::string_view, 11> other_sections{
    "userlist", "peers",       "resolvers", "mailers",     "ring",    "cache",
    "program",  "http-errors", "fcgi-app",  "log-forward", "crt-list"};

const SectionKind* proxy_section(std::string_view word)
{
    for (const auto& [name, kind] : proxy_sections) {
        if (name == word) return &kind;
    }
    return nullptr;
}

bool is_other_section(std::string_view word)
{
    return std::find(other_sections.begin(), other_sections.end() - 1, word) !=
           other_sections.end() - 1;
}

std::uint8_t halves(SectionKind kind)
{
    if (kind == SectionKind::frontend) return in_front;
    if (kind == SectionKind::backend) return in_back;
    return kind == SectionKind::listen ? in_proxy : in_defaults;
}

/// An empty word reads as the end of the line.
void cut_at_empty(std::vector<std::string>& words)
{
    words.erase(std::find(words.begin(), words.end(), std::string{}), words.end());
}

}  // namespace

Parser::Parser(std::string file, const ReadOptions& options) : options_{options}
{
    import_.file = std::move(file);
    for (const Variable& variable : options.environment)
        environment_[variable.name] = variable.value;
    defaults_.emplace_back();
}

void Parser::refuse(std::string says, std::string suggestion)
{
    import_.findings.push_back({.kind = FindingKind::refused,
                                .line = line_,
                                .keyword = keyword_,
                                .says = std::move(says),
                                .suggestion = std::move(suggestion)});
}

void Parser::refuse_at(std::size_t line, std::string keyword, std::string says)
{
    import_.findings.push_back({.kind = FindingKind::refused,
                                .line = line,
                                .keyword = std::move(keyword),
                                .says = std::move(says)});
}

void Parser::warn(std::string says) { warn_at(line_, keyword_, std::move(says)); }

void Parser::warn_at(std::size_t line, std::string keyword, std::string says)
{
    import_.findings.push_back({.kind = FindingKind::warned,
                                .line = line,
                                .keyword = std::move(keyword),
                                .says = std::move(says)});
}

void Parser::leave_out(const std::string& keyword, std::string consequence)
{
    leave_out_at(line_, keyword, std::move(consequence));
}

void Parser::leave_out_at(std::size_t line, std::string keyword, std::string consequence)
{
    import_.findings.push_back({.kind = FindingKind::not_modelled,
                                .line = line,
                                .keyword = std::move(keyword),
                                .says = std::move(consequence)});
}

void Parser::undecided(std::string says)
{
    import_.findings.push_back(
        {.kind = options_.assume_false ? FindingKind::not_modelled : FindingKind::undecided,
         .line = line_,
         .keyword = keyword_,
         .says = std::move(says)});
}

void Parser::missing_file(const std::string& name)
{
    std::error_code none;
    if (std::filesystem::exists(name, none)) return;
    import_.findings.push_back({.kind = FindingKind::missing_file,
                                .line = line_,
                                .keyword = keyword_,
                                .says = "the file " + name + " is not here"});
}

void Parser::count(const std::string& keyword, Support support)
{
    KeywordUses& uses = uses_[keyword];
    uses.keyword = keyword;
    uses.support = support;
    ++uses.times;
}

std::optional<Duration> Parser::time(const std::string& text, Unit unit)
{
    const Time time = parse_time(text, unit);
    if (!time.warning.empty()) warn(time.warning);
    if (!time.problem.empty()) refuse(time.problem);
    if (!time.problem.empty() || time.length == Duration{0}) return std::nullopt;
    return time.length;
}

Import Parser::read(std::string_view text)
{
    while (!text.empty() && !aborted_) {
        const std::size_t end = text.find('\n');
        read_line(text.substr(0, end), end != std::string_view::npos);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    finish();
    return std::move(import_);
}

void Parser::read_line(std::string_view line, bool complete)
{
    ++line_;
    keyword_.clear();
    modifier_ = Modifier::none;
    if (line.find('\0') != std::string_view::npos) refuse("stray NUL character");
    const std::size_t first = line.find_first_not_of(" \t\r\v\f");
    if (first != std::string_view::npos && line[first] == '[')
        leave_out("[...]", "the scope of a program's name has no effect here");
    else if (first != std::string_view::npos) {
        Cut words = cut(line, {&environment_, import_.file, line_, section_title_});
        if (!words.problem.empty())
            refuse(words.problem);
        else {
            cut_at_empty(words.words);
            if (!words.words.empty()) obey(Words{std::move(words.words)});
        }
    }
    keyword_.clear();
    if (!complete) refuse("missing LF on the last line: the file may have been truncated");
}

void Parser::obey(const Words& words)
{
    if (branches_.obey(words, environment_)) {
        keyword_ = words[0];
        if (!branches_.problem().empty()) refuse(branches_.problem());
        aborted_ = !branches_.problem().empty();
        return;
    }
    if (!branches_.taken()) return;
    if (words[0][0] != '.') return dispatch(words);
    keyword_ = words[0];
    const bool known = keyword_ == ".alert" || keyword_ == ".warning" || keyword_ == ".notice" ||
                       keyword_ == ".diag";
    if (!known) return refuse("unknown directive '" + keyword_ + "'");
    if (words.size() > 2) return refuse("unexpected argument '" + words[2] + "'");
    if (keyword_ == ".warning") warn(words[1]);
    if (keyword_ != ".alert") return;
    refuse(words[1]);
    aborted_ = true;
}

void Parser::take_modifier(std::vector<std::string>& words)
{
    if (words[0] == "no") modifier_ = Modifier::no;
    if (words[0] == "default") modifier_ = Modifier::standard;
    if (modifier_ == Modifier::none || words.size() < 2) return;
    words.erase(words.begin());
    constexpr std::array<std::string_view, 7> may{"option",          "log",
                                                  "busy-polling",    "set-dumpable",
                                                  "strict-limits",   "insecure-fork-wanted",
                                                  "numa-cpu-mapping"};
    if (std::find(may.begin(), may.end(), words[0]) == may.end())
        refuse(
            "'no' and 'default' stand only before option, log, busy-polling, set-dumpable, "
            "strict-limits, insecure-fork-wanted and numa-cpu-mapping");
}

void Parser::dispatch(const Words& line)
{
    Words words = line;
    if (line[0] == "no" || line[0] == "default") {
        std::vector<std::string> changed;
        for (std::size_t i = 0; i < line.size(); ++i)
            changed.push_back(line[i]);
        take_modifier(changed);
        words = Words{std::move(changed)};
    }
    keyword_ = words[0];
    if (const SectionKind* kind = proxy_section(words[0])) return begin_proxy(*kind, words);
    if (words[0] == "global" || is_other_section(words[0])) return begin_other(words[0], words);
    if (section_.empty()) return refuse("unknown keyword '" + words[0] + "' out of section");
    const std::uint8_t section = section_ == "global" ? in_global
                                 : proxy_ != nullptr  ? in_all
                                                      : in_other;
    const Keyword* row = find_keyword(section, words, keyword_);
    if (row == nullptr) return unknown_keyword(words);
    dispatch_known(words, *row);
}

void Parser::dispatch_known(const Words& words, const Keyword& row)
{
    if (row.level == Level::removed) return refuse(std::string{row.note});
    if (!is_allowed(row)) return;
    count(keyword_, support_of(row.level));
    if (row.level == Level::not_modelled) leave_out(keyword_, std::string{row.note});
    if (row.handler != nullptr) row.handler(*this, words);
}

void Parser::unknown_keyword(const Words& words)
{
    const std::uint8_t section = section_ == "global" ? in_global
                                 : proxy_ != nullptr  ? in_all
                                                      : in_other;
    const bool option = words[0] == "option";
    const bool two = option || !keywords_of(section, words[0]).empty();
    const std::string typed = two ? words[0] + " " + words[1] : words[0];
    const auto known = keywords_of(section, two ? words[0] : "");
    keyword_ = typed;
    if (two && words[1].empty()) return refuse("expects a further word");
    refuse(option ? "unknown option '" + words[1] + "'"
                  : "unknown keyword '" + typed + "' in section '" + section_ + "'",
           nearest(typed, known));
}

bool Parser::is_allowed(const Keyword& row)
{
    if (proxy_ == nullptr) return true;
    const std::uint8_t here = halves(proxy_->kind);
    if ((row.where & here) != 0) return true;
    if (proxy_->kind == SectionKind::defaults) {
        refuse("not allowed in a 'defaults' section");
        return false;
    }
    const std::string lacks = proxy_->kind == SectionKind::backend ? "frontend" : "backend";
    const std::string says = "because " + title(*proxy_) + " has no " + lacks + " capability";
    if (row.strict)
        refuse("not allowed " + says);
    else
        warn("ignored " + says);
    return !row.strict;  // its words must be right all the same
}

void Parser::finish()
{
    keyword_.clear();
    if (branches_.open() && !aborted_) refuse("an '.if' block is not terminated");
    line_ = 0;
    proxy_ = nullptr;
    settle(*this);
    std::stable_sort(import_.findings.begin(), import_.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.line < b.line; });
    for (auto& [name, uses] : uses_)
        import_.keywords.push_back(std::move(uses));
}

}  // namespace tiersim::haproxy
