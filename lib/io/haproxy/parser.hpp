// SPDX-License-Identifier: MIT
/// Reads haproxy.cfg line by line: each goes to the handler that the table of keywords names for
/// it. All that is found on the way is kept.
#pragma once

#include "io/haproxy/branches.hpp"
#include "io/haproxy/draft.hpp"
#include "io/haproxy/units.hpp"
#include "io/haproxy/words.hpp"
#include "tiersim/io/haproxy_config.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim::haproxy {

struct Keyword;

/// "no" and "default" before a keyword.
enum class Modifier : std::uint8_t { none, no, standard };

/// The state of reading, and the ways for handlers to say what they found.
class Parser {
public:
    Parser(std::string file, const ReadOptions& options);

    /// Reads the whole text and settles what could not be known before its end.
    Import read(std::string_view text);

    // For handlers; all about the line that is being read.
    void refuse(std::string says, std::string suggestion = {});
    void refuse_at(std::size_t line, std::string keyword, std::string says);
    void warn(std::string says);
    void warn_at(std::size_t line, std::string keyword, std::string says);
    void leave_out(const std::string& keyword, std::string consequence);
    void leave_out_at(std::size_t line, std::string keyword, std::string consequence);
    void undecided(std::string says);
    void missing_file(const std::string& name);
    /// A word of a line of its own support, as of a server.
    void count(const std::string& keyword, Support support);
    /// The time in `text`; unset when it is 0 or wrong, which is then said.
    std::optional<Duration> time(const std::string& text, Unit unit = Unit::milliseconds);

    const std::string& keyword() const { return keyword_; }
    std::size_t line() const { return line_; }
    Modifier modifier() const { return modifier_; }
    bool assume_false() const { return options_.assume_false; }
    const ReadOptions& options() const { return options_; }

    bool in_proxy() const { return proxy_ != nullptr; }
    Draft& proxy() { return *proxy_; }
    std::deque<Draft>& proxies() { return proxies_; }
    std::deque<Draft>& defaults() { return defaults_; }
    Config& config() { return import_.config; }
    /// Lines of section global whose meaning shows elsewhere.
    Marks& process() { return process_; }
    Environment& environment() { return environment_; }
    const std::string& file() const { return import_.file; }

    /// Begins a proxy or a section of defaults, which inherits.
    void begin_proxy(SectionKind kind, const Words& words);
    void begin_other(const std::string& section, const Words& words);

private:
    void read_line(std::string_view line, bool complete);
    void obey(const Words& words);
    void take_modifier(std::vector<std::string>& words);
    void dispatch(const Words& words);
    void dispatch_known(const Words& words, const Keyword& row);
    void unknown_keyword(const Words& words);
    bool is_allowed(const Keyword& row);
    const Draft* chosen_defaults(SectionKind kind, const std::string& from);
    bool may_inherit(const Draft& base, SectionKind kind);
    void skip_section(const std::string& word);
    void finish();

    ReadOptions options_;
    Environment environment_;
    Import import_{};
    Branches branches_{};
    std::deque<Draft> proxies_{};   ///< Stay where they are.
    std::deque<Draft> defaults_{};  ///< The first: built in.
    Draft* proxy_ = nullptr;        ///< The one being read; none in other sections.
    std::string section_{};         ///< "global", "frontend", ...; empty: none yet.
    std::string section_title_{};   ///< For .SECTION.
    std::string keyword_{};
    std::size_t line_ = 0;
    Modifier modifier_ = Modifier::none;
    bool aborted_ = false;
    Marks process_{};
    std::map<std::string, KeywordUses> uses_{};
};

}  // namespace tiersim::haproxy
