// SPDX-License-Identifier: MIT
/// What health checks ask for, and what a good answer is.
#include "io/haproxy/handlers.hpp"
#include "io/haproxy/patterns.hpp"

#include <algorithm>
#include <array>

namespace tiersim::haproxy::lines {
namespace {

/// option httpchk [URI | METHOD URI [VERSION]].
void http_option(Parser& parser, const Words& words, Check& check)
{
    const bool was_http = check.kind == CheckKind::http;
    check.kind = CheckKind::http;
    if (!was_http) check.dialect.clear();
    if (words.size() == 3) check.uri = words[2];
    if (words.size() <= 3) return;
    check.method = words[2];
    check.uri = words[3];
    if (words.size() == 4) return;
    const std::string& version = words[4];
    const std::size_t end = version.find_first_of("\r\n");
    if (end != std::string::npos || words.size() > 5)
        parser.warn("headers behind the version are deprecated; use 'http-check send'");
    check.version = version.substr(0, end);
}

/// Options of checks that take words of their own.
void checked_words(Parser& parser, const Words& words)
{
    const std::string& option = words[1];
    const bool alone = option == "tcp-check" || option == "redis-check" ||
                       option == "ssl-hello-chk" || option == "ldap-check" ||
                       option == "spop-check";
    if (alone && words.size() > 2)
        parser.refuse("cannot handle unexpected argument '" + words[2] + "'");
    const bool user = option == "mysql-check" || option == "pgsql-check";
    if (user && !words[2].empty() && words[2] != "user")
        parser.refuse("supports only 'user', got '" + words[2] + "'");
    if (user && words[2] == "user" && words[3].empty()) parser.refuse("'user' expects a name");
    if (option == "pgsql-check" && words[2].empty()) parser.refuse("expects 'user' and a name");
}

std::vector<Range> statuses(Parser& parser, const std::string& text)
{
    std::vector<Range> ranges;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const auto range = parse_range(rest.substr(0, comma));
        if (range)
            ranges.push_back(*range);
        else
            parser.refuse("'" + std::string{rest.substr(0, comma)} + "' is no status");
        rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
    return ranges;
}

/// Options that may stand before what is expected.
std::size_t behind_options(const Words& words, std::size_t at)
{
    constexpr std::array<std::string_view, 8> options{"comment",     "ok-status",  "error-status",
                                                      "tout-status", "on-success", "on-error",
                                                      "status-code", "min-recv"};
    while (std::find(options.begin(), options.end(), words[at]) != options.end())
        at += 2;
    return at;
}

void expect(Parser& parser, const Words& words)
{
    std::size_t at = behind_options(words, 2);
    Expect expect;
    while (words[at].starts_with('!')) {
        expect.negated = !expect.negated;
        if (words[at].size() == 1)
            ++at;
        else
            break;
    }
    std::string kind = words[at];
    kind.erase(0, std::min(kind.find_first_not_of('!'), kind.size()));
    const std::string& value = words[at + 1];
    if (value.empty()) return parser.refuse("'" + kind + "' expects an argument");
    expect.text = value;
    if (kind == "status") {
        expect.kind = ExpectKind::status;
        expect.statuses = statuses(parser, value);
    } else if (kind == "rstatus")
        expect.kind = ExpectKind::rstatus;
    else if (kind == "string" || kind == "string-lf")
        expect.kind = ExpectKind::string;
    else if (kind == "rstring")
        expect.kind = ExpectKind::rstring;
    else if (kind == "hdr" || kind == "fhdr" || kind == "custom") {
        expect.kind = ExpectKind::other;
        parser.leave_out("http-check expect " + kind,
                         "answers of servers have no headers of their "
                         "own: this is taken as met");
    } else
        return parser.refuse("unknown '" + kind +
                             "'; there are status, rstatus, string, rstring, "
                             "string-lf, hdr and fhdr");
    parser.proxy().back.check.expects.push_back(std::move(expect));
}

void send(Parser& parser, const Words& words, Check& check)
{
    for (std::size_t i = 2; i < words.size(); i += 2) {
        const std::string& word = words[i];
        const std::string& value = words[i + 1];
        if (word == "meth")
            check.method = value;
        else if (word == "uri")
            check.uri = value;
        else if (word == "ver")
            check.version = value;
        else if (word == "hdr")
            ++i;
        else if (word != "uri-lf" && word != "body" && word != "body-lf" && word != "comment")
            return parser.refuse("unknown '" + word +
                                 "'; there are meth, uri, uri-lf, ver, hdr, body, "
                                 "body-lf and comment");
        if (value.empty()) return parser.refuse("'" + word + "' expects an argument");
    }
}

/// Whether this proxy has a step since the last connection.
bool step_before(const Draft& proxy)
{
    const auto step = proxy.marks.find("http-check step");
    return step != proxy.marks.end() && step->second >= proxy.line;
}

}  // namespace

void check_option(Parser& parser, const Words& words)
{
    Draft& proxy = parser.proxy();
    if (parser.modifier() != Modifier::none)
        return parser.refuse("'no' and 'default' are not supported for this option");
    if (!proxy.has_back() && proxy.kind != SectionKind::defaults)
        return parser.warn("ignored because " + title(proxy) + " has no backend capability");
    Check& check = proxy.back.check;
    if (words[1] == "httpchk") return http_option(parser, words, check);
    checked_words(parser, words);
    check.kind = words[1] == "external-check" ? CheckKind::connect : CheckKind::dialogue;
    check.dialect = words[1];
}

void http_check(Parser& parser, const Words& words)
{
    Draft& proxy = parser.proxy();
    Check& check = proxy.back.check;
    proxy.marks["http-check"] = parser.line();
    if (words[1] == "disable-on-404") check.disable_on_404 = true;
    if (words[1] == "send-state") check.send_state = true;
    if (words[1] == "connect") proxy.marks.erase("http-check step");
    if (words[1] == "send" && check.kind == CheckKind::http && step_before(proxy))
        parser.refuse("must stand right behind an 'http-check connect', or first");
    if (words[1] == "send" || words[1] == "expect") proxy.marks["http-check step"] = parser.line();
    if (words[1] == "send") send(parser, words, check);
    if (words[1] != "expect") return;
    if (proxy.marks["http-check expect of"] != proxy.line) check.expects.clear();
    proxy.marks["http-check expect of"] = proxy.line;
    expect(parser, words);
}

}  // namespace tiersim::haproxy::lines
