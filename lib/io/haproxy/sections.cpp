// SPDX-License-Identifier: MIT
/// Lines that begin a section, and which defaults a proxy inherits from.
#include "io/haproxy/keywords.hpp"
#include "io/haproxy/parser.hpp"

#include <algorithm>

namespace tiersim::haproxy {
namespace {

bool is_of_proxy_name(char letter)
{
    const auto lower = static_cast<char>(letter | 0x20);
    return (lower >= 'a' && lower <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' ||
           letter == '-' || letter == '.' || letter == ':';
}

/// What is wrong with the name of a section; empty: nothing.
std::string fault_of_name(const std::string& name)
{
    const auto bad = std::find_if_not(name.begin(), name.end(), is_of_proxy_name);
    if (bad == name.end()) return {};
    return "character '" + std::string{*bad} + "' is not permitted in the name '" + name + "'";
}

bool same_role(const Draft& a, SectionKind kind)
{
    const bool front = kind != SectionKind::backend;
    return front ? a.has_front() : a.has_back();
}

}  // namespace

const Draft* Parser::chosen_defaults(SectionKind kind, const std::string& from)
{
    if (from.empty()) return kind == SectionKind::defaults ? &defaults_.front() : &defaults_.back();
    const Draft* found = nullptr;
    for (const Draft& draft : defaults_) {
        if (draft.name != from || &draft == &defaults_.front()) continue;
        if (found != nullptr) refuse("two defaults sections are named '" + from + "'");
        if (found == nullptr) found = &draft;
    }
    if (found == nullptr) refuse("no defaults section is named '" + from + "'");
    return found;
}

bool Parser::may_inherit(const Draft& base, SectionKind kind)
{
    if (!base.has_rules) return true;
    if (kind == SectionKind::defaults || kind == SectionKind::listen) {
        refuse("a " + word(kind) +
               " section cannot inherit from a defaults section with tcp or http rules");
        return false;
    }
    return true;
}

void Parser::begin_proxy(SectionKind kind, const Words& words)
{
    section_ = words[0];
    section_title_ = words[1].empty() ? words[0] : words[1];
    const bool unnamed = kind == SectionKind::defaults && (words[1].empty() || words[1] == "from");
    const std::string name = unnamed ? "" : words[1];
    const std::size_t at = unnamed ? 1 : 2;
    if (kind != SectionKind::defaults && name.empty()) refuse("expects a name");
    if (const std::string fault = fault_of_name(name); !fault.empty() && !unnamed) refuse(fault);
    const bool from = words[at] == "from" && !words[at + 1].empty() && words[at + 2].empty();
    if (!words[at].empty() && !from) {
        // Of a backend HAProxy says nothing, but does not begin it.
        if (kind == SectionKind::backend) return skip_section(words[at]);
        refuse(kind == SectionKind::defaults
                   ? "unexpected word '" + words[at] + "' after the name"
                   : "addresses to listen on stand in lines of their own, after 'bind'");
    }
    for (const Draft& other : proxies_) {
        if (kind == SectionKind::defaults || other.name != name || !same_role(other, kind))
            continue;
        refuse(word(kind) + " '" + name + "' has the same name as the one of line " +
               std::to_string(other.line));
    }
    const Draft* base = chosen_defaults(kind, from ? words[at + 1] : "");
    if (base == nullptr || !may_inherit(*base, kind)) base = &defaults_.front();
    Draft draft = inheriting(*base);
    draft.kind = kind;
    draft.name = name;
    draft.line = line_;
    auto& list = kind == SectionKind::defaults ? defaults_ : proxies_;
    proxy_ = &list.emplace_back(std::move(draft));
}

void Parser::skip_section(const std::string& word)
{
    warn("unexpected word '" + word + "': HAProxy skips this line without a word");
    section_.clear();
    proxy_ = nullptr;
}

void Parser::begin_other(const std::string& section, const Words& words)
{
    section_ = section;
    section_title_ = words[1].empty() ? words[0] : words[1];
    proxy_ = nullptr;
    if (section == "global") {
        if (!words[1].empty()) refuse("unexpected word '" + words[1] + "'");
        return;
    }
    if (words[1].empty()) refuse("expects a name");
    if (section == "peers") {
        import_.config.peers.push_back({.name = words[1]});
        return;
    }
    count("[section] " + section, Support::not_modelled);
    leave_out(section, "this section is not looked into");
}

}  // namespace tiersim::haproxy
