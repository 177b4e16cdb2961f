// SPDX-License-Identifier: MIT
/// Patterns by the kind of match, ACLs by name, conditions by words.
#include "io/haproxy/conditions.hpp"

#include "io/haproxy/patterns.hpp"
#include "io/haproxy/samples.hpp"
#include "tiersim/core/nearest.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tiersim::haproxy {
namespace {

/// ACLs that HAProxy has by itself.
constexpr std::array<std::pair<std::string_view, std::string_view>, 23> predefined{{
    {"FALSE", "always_false"},
    {"TRUE", "always_true"},
    {"HTTP", "req.proto_http"},
    {"HTTP_1.0", "req.ver 1.0"},
    {"HTTP_1.1", "req.ver 1.1"},
    {"HTTP_2.0", "req.ver 2.0"},
    {"HTTP_CONTENT", "req.hdr_val(content-length) gt 0"},
    {"HTTP_URL_ABS", "url_reg ^[^/:]*://"},
    {"HTTP_URL_SLASH", "url_beg /"},
    {"HTTP_URL_STAR", "url *"},
    {"LOCALHOST", "src 127.0.0.1/8"},
    {"METH_CONNECT", "method CONNECT"},
    {"METH_DELETE", "method DELETE"},
    {"METH_GET", "method GET HEAD"},
    {"METH_HEAD", "method HEAD"},
    {"METH_OPTIONS", "method OPTIONS"},
    {"METH_POST", "method POST"},
    {"METH_PUT", "method PUT"},
    {"METH_TRACE", "method TRACE"},
    {"METH_PATCH", "method PATCH"},
    {"RDP_COOKIE", "req.rdp_cookie_cnt gt 0"},
    {"REQ_CONTENT", "req.len gt 0"},
    {"WAIT_END", "wait_end"},
}};

Words split(std::string_view text)
{
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t blank = text.find(' ');
        words.emplace_back(text.substr(0, blank));
        text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    }
    return Words{std::move(words)};
}

/// The number of the ACL of this name; none when there is no such.
std::optional<std::size_t> named_acl(const Draft& proxy, const std::string& name)
{
    for (std::size_t i = proxy.inherited_acls; i < proxy.acls.size(); ++i) {
        if (proxy.acls[i].name == name) return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> predefined_acl(Parser& parser, const std::string& name)
{
    for (const auto& [word, expression] : predefined) {
        if (word != name) continue;
        const Words words = split(expression);
        const auto test = parse_test(parser, words, 0, words.size());
        return parser.proxy().add_acl({.name = name, .tests = {*test}}, parser.line());
    }
    return std::nullopt;
}

void unknown_acl(Parser& parser, const std::string& name)
{
    std::vector<std::string> known;
    for (const Acl& acl : parser.proxy().acls)
        known.push_back(acl.name);
    parser.refuse("no such ACL: '" + name + "'", nearest(name, known));
}

/// Goes through the words of a condition.
class Conditions {
public:
    Conditions(Parser& parser, const Words& words, std::size_t at)
        : parser_{parser}, words_{words}, at_{at}
    {
    }

    std::vector<std::vector<Term>> alternatives()
    {
        bool negated = false;
        for (; at_ < words_.size(); ++at_) {
            std::string word = words_[at_];
            while (word.starts_with('!')) {
                negated = !negated;
                word.erase(0, 1);
            }
            if (word.empty()) continue;
            if (word == "||" || word == "or" || word == "OR" || word == "Or" || word == "oR")
                open_ = false;
            else if (const auto acl = acl_of(word))
                add({.acl = *acl, .negated = negated});
            negated = false;
        }
        return std::move(all_);
    }

private:
    std::optional<std::size_t> acl_of(const std::string& word)
    {
        if (word == "{") return in_braces();
        if (const auto acl = named_acl(parser_.proxy(), word)) return acl;
        if (const auto acl = predefined_acl(parser_, word)) return acl;
        unknown_acl(parser_, word);
        return std::nullopt;
    }

    std::optional<std::size_t> in_braces()
    {
        const std::size_t end = words_.find("}", at_);
        if (end == words_.size()) {
            parser_.refuse("missing closing '}' in the condition");
            at_ = end;
            return std::nullopt;
        }
        const auto test = parse_test(parser_, words_, at_ + 1, end);
        at_ = end;
        if (!test) return std::nullopt;
        return parser_.proxy().add_acl({.tests = {*test}}, parser_.line());
    }

    void add(Term term)
    {
        if (!open_) all_.emplace_back();
        open_ = true;
        all_.back().push_back(term);
    }

    Parser& parser_;
    const Words& words_;
    std::size_t at_;
    bool open_ = false;
    std::vector<std::vector<Term>> all_{};
};

}  // namespace

std::optional<Test> parse_test(Parser& parser, const Words& words, std::size_t at, std::size_t end)
{
    if (at >= end) {
        parser.refuse("expects a sample to test");
        return std::nullopt;
    }
    SampleText text = parse_tested_sample(words[at]);
    if (!text.problem.empty()) {
        parser.refuse(text.problem);
        return std::nullopt;
    }
    const bool lone = at + 1 == end;
    if (lone && text.type != ValueType::truth && text.type != ValueType::any &&
        text.type != ValueType::bytes)
        parser.warn("'" + words[at] + "' has no pattern to match: it is never true");
    Test test{.sample = std::move(text.sample)};
    const Patterns patterns{.words = &words, .at = at + 1, .end = end};
    if (!read_patterns(parser, patterns, text.type, text.match, test)) return std::nullopt;
    return test;
}

Condition parse_condition(Parser& parser, const Words& words, std::size_t at)
{
    const std::string& word = words[at];
    if (word.empty()) return {};
    if (word != "if" && word != "unless") {
        parser.refuse("unexpected word '" + word + "'; only 'if' and 'unless' may stand here");
        return {};
    }
    Condition condition{.unless = word == "unless"};
    condition.alternatives = Conditions{parser, words, at + 1}.alternatives();
    if (condition.always()) {  // no condition at all never holds
        const auto never = predefined_acl(parser, "FALSE");
        condition.alternatives.push_back({{.acl = *never}});
    }
    return condition;
}

bool depends_on_unknown(const Draft& proxy, const Condition& when)
{
    const auto unknown = [](const Test& test) { return test.sample.fetch == Fetch::unknown; };
    for (const auto& terms : when.alternatives) {
        for (const Term& term : terms) {
            const auto& tests = proxy.acls[term.acl].tests;
            if (std::any_of(tests.begin(), tests.end(), unknown)) return true;
        }
    }
    return false;
}

void demand_known(Parser& parser, const Condition& when)
{
    if (!depends_on_unknown(parser.proxy(), when)) return;
    std::string what;
    for (const auto& terms : when.alternatives) {
        for (const Term& term : terms) {
            for (const Test& test : parser.proxy().acls[term.acl].tests) {
                if (test.sample.fetch == Fetch::unknown) what = test.sample.text;
            }
        }
    }
    parser.undecided(parser.assume_false() ? "'" + what + "' is not modelled and taken as false"
                                           : "depends on '" + what +
                                                 "', which is not modelled; with --assume-false it "
                                                 "is taken as false");
}

}  // namespace tiersim::haproxy
