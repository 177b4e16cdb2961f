// SPDX-License-Identifier: MIT
/// ACLs, and rules that take effect when their condition holds.
#include "io/haproxy/conditions.hpp"
#include "io/haproxy/handlers.hpp"
#include "io/haproxy/samples.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tiersim::haproxy::lines {
namespace {

bool in_unnamed_defaults(Parser& parser)
{
    const Draft& proxy = parser.proxy();
    if (proxy.kind != SectionKind::defaults || !proxy.name.empty()) return false;
    parser.refuse("not allowed in a 'defaults' section without a name");
    return true;
}

/// The condition of a rule that the model obeys.
Condition obeyed_condition(Parser& parser, const Words& words, std::size_t at)
{
    Condition when = parse_condition(parser, words, at);
    demand_known(parser, when);
    return when;
}

/// A sample that the model must know; unknown ones are said.
Sample needed_sample(Parser& parser, const std::string& word)
{
    SampleText text = parse_sample(word);
    if (word.empty()) text.problem = "expects a sample";
    if (!text.problem.empty())
        parser.refuse(text.problem);
    else if (text.sample.fetch == Fetch::unknown)
        parser.undecided("depends on '" + word + "', which is not modelled");
    return std::move(text.sample);
}

/// The status of an answer and what else describes it; `at` goes behind it.
std::uint32_t reply(Parser& parser, const Words& words, std::size_t& at)
{
    std::uint32_t status = 0;
    for (;; at += 2) {
        const std::string& word = words[at];
        const std::string& value = words[at + 1];
        if (word == "status" || word == "deny_status") {
            const auto number = whole_number(value);
            if (!number || *number < 200 || *number > 599)
                parser.refuse("unexpected status '" + value + "'");
            else
                status = static_cast<std::uint32_t>(*number);
        } else if (word == "errorfile" || word == "file" || word == "lf-file")
            parser.missing_file(value);
        else if (word == "hdr")
            ++at;
        else if (word == "default-errorfiles")
            --at;
        else if (word != "content-type" && word != "errorfiles" && word != "string" &&
                 word != "lf-string")
            return status;
    }
}

/// The status of a redirection, whose words begin at `at`; `at` goes behind them.
std::uint32_t redirection(Parser& parser, const Words& words, std::size_t& at)
{
    std::uint32_t status = 302;
    bool aimed = false;
    for (; at < words.size() && words[at] != "if" && words[at] != "unless"; ++at) {
        const std::string& word = words[at];
        if (word == "drop-query" || word == "append-slash" || word == "ignore-empty") continue;
        const std::string& value = words[++at];
        if (value.empty()) parser.refuse("'" + word + "' expects an argument");
        if (word == "location" || word == "prefix" || word == "scheme")
            aimed = true;
        else if (word == "code")
            status = static_cast<std::uint32_t>(leading_number(value));
        else if (word != "set-cookie" && word != "clear-cookie")
            parser.refuse("unexpected word '" + word +
                          "'; there are location, prefix, scheme, code, "
                          "set-cookie, clear-cookie, drop-query, append-slash and ignore-empty");
    }
    constexpr std::array<std::uint32_t, 5> codes{301, 302, 303, 307, 308};
    if (std::find(codes.begin(), codes.end(), status) == codes.end())
        parser.refuse("the status of a redirection is 301, 302, 303, 307 or 308");
    if (!aimed) parser.refuse("expects 'location', 'prefix' or 'scheme'");
    return status;
}

Rule tracking(Parser& parser, const Words& words, std::size_t at)
{
    Rule rule{.action = Action::track};
    rule.counter = static_cast<std::uint32_t>(words[at].back() - '0');
    rule.sample = needed_sample(parser, words[at + 1]);
    at += 2;
    if (words[at] == "table") {
        rule.table = words[at + 1];
        at += 2;
    }
    parser.proxy().tables.push_back({.name = rule.table.empty() ? parser.proxy().name : rule.table,
                                     .line = parser.line(),
                                     .keyword = parser.keyword()});
    rule.when = obeyed_condition(parser, words, at);
    return rule;
}

std::optional<Action> action_of(const std::string& word)
{
    constexpr std::array<std::pair<std::string_view, Action>, 11> known{
        {{"allow", Action::accept},
         {"accept", Action::accept},
         {"reject", Action::reject},
         {"deny", Action::deny},
         {"tarpit", Action::tarpit},
         {"return", Action::respond},
         {"redirect", Action::redirect},
         {"silent-drop", Action::silent_drop},
         {"set-priority-class", Action::priority_class},
         {"set-priority-offset", Action::priority_offset},
         {"disable-l7-retry", Action::disable_l7_retry}}};
    for (const auto& [name, action] : known) {
        if (name == word) return action;
    }
    return std::nullopt;
}

/// A rule whose action stands at `at`.
Rule parse_rule(Parser& parser, const Words& words, std::size_t at)
{
    if (words[at].starts_with("track-sc")) return tracking(parser, words, at);
    Rule rule{.action = *action_of(words[at])};
    ++at;
    const bool answers = rule.action == Action::deny || rule.action == Action::tarpit ||
                         rule.action == Action::respond;
    if (answers) rule.status = reply(parser, words, at);
    if (rule.action == Action::redirect) rule.status = redirection(parser, words, at);
    if (rule.action == Action::priority_class || rule.action == Action::priority_offset)
        rule.sample = needed_sample(parser, words[at++]);
    rule.when = obeyed_condition(parser, words, at);
    return rule;
}

/// What tcp-request has besides, without effect on what is modelled.
bool is_other_tcp_action(const std::string& word)
{
    constexpr std::array<std::string_view, 24> known{
        "capture",     "expect-proxy", "expect-netscaler-cip", "sc-inc-gpc",   "sc-inc-gpc0",
        "sc-inc-gpc1", "sc-set-gpt",   "sc-set-gpt0",          "set-dst",      "set-dst-port",
        "set-mark",    "set-src",      "set-src-port",         "set-tos",      "set-var",
        "set-var-fmt", "unset-var",    "do-resolve",           "ot-group",     "send-spoe-group",
        "set-nice",    "switch-mode",  "use-service",          "set-log-level"};
    const std::string name = word.substr(0, word.find('('));
    return std::find(known.begin(), known.end(), name) != known.end();
}

void add_tcp_rule(Parser& parser, const Words& words, std::vector<Rule>& rules)
{
    const std::string& action = words[2];
    const bool tracks = action == "track-sc0" || action == "track-sc1" || action == "track-sc2";
    const bool known = action == "accept" || action == "reject" || action == "silent-drop" ||
                       (words[1] == "content" && action.starts_with("set-priority-"));
    if (tracks || (known && action_of(action)))
        return rules.push_back(parse_rule(parser, words, 2));
    if (!is_other_tcp_action(action)) return parser.refuse("unknown action '" + action + "'");
    parser.leave_out(parser.keyword() + " " + action, "this action has no effect");
    const std::size_t at = std::min(words.find("if", 3), words.find("unless", 3));
    parse_condition(parser, words, at);
}

std::size_t arguments_of(const std::string& action)
{
    if (action == "set-header" || action == "add-header" || action.starts_with("replace-path") ||
        action == "replace-uri")
        return 2;
    if (action == "replace-header" || action == "replace-value") return 3;
    const bool one = action.starts_with("set-path") || action == "set-query" ||
                     action == "set-uri" || action == "set-method" || action == "set-status";
    return one ? 1 : 0;
}

/// "%[hdr(x)]-app" as texts and samples.
std::vector<Piece> pieces_of(Parser& parser, std::string_view name)
{
    std::vector<Piece> pieces;
    while (!name.empty()) {
        const std::size_t open = name.find("%[");
        if (open > 0) pieces.push_back({.text = std::string{name.substr(0, open)}});
        if (open == std::string_view::npos) break;
        const std::size_t close = name.find(']', open);
        if (close == std::string_view::npos) {
            parser.refuse("missing ']' in '" + std::string{name} + "'");
            break;
        }
        const std::string inside{name.substr(open + 2, close - open - 2)};
        pieces.push_back({.sample = needed_sample(parser, inside)});
        name.remove_prefix(close + 1);
    }
    return pieces;
}

}  // namespace

void acl(Parser& parser, const Words& words)
{
    if (in_unnamed_defaults(parser)) return;
    const std::string& name = words[1];
    if (name == "or" || name == "OR" || name == "Or" || name == "oR")
        return parser.refuse("an ACL named '" + name +
                             "' would never match: 'or' joins conditions");
    if (words.size() < 3) return parser.refuse("expects a name and a sample");
    const auto test = parse_test(parser, words, 2, words.size());
    Draft& proxy = parser.proxy();
    for (std::size_t i = proxy.inherited_acls; i < proxy.acls.size(); ++i) {
        if (proxy.acls[i].name != name) continue;
        if (test) proxy.acls[i].tests.push_back(*test);
        return;
    }
    proxy.add_acl({.name = name}, parser.line());
    if (test) proxy.acls.back().tests.push_back(*test);
}

void http_rule(Parser& parser, const Words& words)
{
    if (in_unnamed_defaults(parser)) return;
    Draft& proxy = parser.proxy();
    const bool request = words[0] == "http-request";
    proxy.marks[words[0]] = parser.line();
    proxy.has_rules = proxy.kind == SectionKind::defaults;
    Rule rule = parse_rule(parser, words, 1);
    (request ? proxy.rules.http_request : proxy.rules.http_response).push_back(std::move(rule));
}

void rule_with_condition(Parser& parser, const Words& words)
{
    if (words[0] != "stats" && in_unnamed_defaults(parser)) return;
    Draft& proxy = parser.proxy();
    if (words[0] != "stats") proxy.marks[words[0]] = parser.line();
    proxy.has_rules = proxy.kind == SectionKind::defaults;
    const std::size_t count = arguments_of(words[1]);
    if (words.size() < 2 + count)
        return parser.refuse("expects " + std::to_string(count) + " arguments");
    const std::size_t at = count > 0 ? 2 + count
                                     : std::min(words.find("if", 2), words.find("unless", 2));
    const bool header = words[1].ends_with("-header") && words[0] == "http-request";
    if (header) proxy.marks["header " + words[2]] = parser.line();
    parse_condition(parser, words, at);
}

void tcp_rule(Parser& parser, const Words& words)
{
    if (in_unnamed_defaults(parser)) return;
    Draft& proxy = parser.proxy();
    if (words[1] == "inspect-delay") {
        const auto delay = parser.time(words[2]);
        if (words[0] == "tcp-request") proxy.rules.inspect_delay = delay;
        return;
    }
    proxy.has_rules = proxy.kind == SectionKind::defaults;
    if (words[0] != "tcp-request") return;
    if (words[1] != "content" && proxy.kind == SectionKind::backend)
        return parser.refuse("not allowed because " + title(proxy) + " is not a frontend");
    if (words[1] == "connection") return add_tcp_rule(parser, words, proxy.rules.tcp_connection);
    if (words[1] == "session") return add_tcp_rule(parser, words, proxy.rules.tcp_session);
    add_tcp_rule(parser, words, proxy.rules.tcp_content);
}

void redirect(Parser& parser, const Words& words)
{
    std::size_t at = 1;
    Rule rule{.action = Action::redirect};
    rule.status = redirection(parser, words, at);
    rule.when = obeyed_condition(parser, words, at);
    parser.proxy().marks["redirect"] = parser.line();
    parser.proxy().rules.redirects.push_back(std::move(rule));
}

void use_backend(Parser& parser, const Words& words)
{
    if (words.size() < 2) return parser.refuse("expects the name of a backend");
    UseBackend use{.name = pieces_of(parser, words[1])};
    use.when = obeyed_condition(parser, words, 2);
    Draft& proxy = parser.proxy();
    if (!use.made())
        proxy.backends.push_back(
            {.name = words[1], .line = parser.line(), .keyword = "use_backend"});
    proxy.front.use_backends.push_back(std::move(use));
}

void default_backend(Parser& parser, const Words& words)
{
    if (words.size() != 2) return parser.refuse("expects the name of one backend");
    Draft& proxy = parser.proxy();
    proxy.front.default_backend = words[1];
    proxy.marks["default_backend"] = parser.line();
}

void use_server(Parser& parser, const Words& words)
{
    if (words.size() < 2) return parser.refuse("expects the name of a server");
    if (words[2] != "if" && words[2] != "unless")
        return parser.refuse("requires 'if' or 'unless' and a condition");
    Draft& proxy = parser.proxy();
    Condition when = obeyed_condition(parser, words, 2);
    if (words[1].find("%[") != std::string::npos)
        return parser.leave_out("use-server",
                                "a name made for each request is not modelled: its "
                                "requests are balanced");
    proxy.servers_used.push_back(
        {.name = words[1], .line = parser.line(), .keyword = "use-server"});
    proxy.back.use_servers.push_back({.server = words[1], .when = std::move(when)});
}

void persist_rule(Parser& parser, const Words& words)
{
    if (words[1] != "if" && words[1] != "unless")
        return parser.refuse("requires 'if' or 'unless' and a condition");
    PersistRule rule{.force = words[0] == "force-persist"};
    rule.when = obeyed_condition(parser, words, 1);
    parser.proxy().back.persist_rules.push_back(std::move(rule));
}

void monitor_fail(Parser& parser, const Words& words)
{
    if (words[1] != "fail") return parser.refuse("supports only 'fail'");
    if (words[2] != "if" && words[2] != "unless")
        return parser.refuse("requires 'if' or 'unless' and a condition");
    parser.proxy().front.monitor_fail.push_back(obeyed_condition(parser, words, 2));
}

}  // namespace tiersim::haproxy::lines
