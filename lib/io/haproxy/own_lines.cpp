// SPDX-License-Identifier: MIT
/// Mode, timeouts, lines without effect, and retries.
#include "io/haproxy/own_lines.hpp"

#include <array>
#include <string>
#include <string_view>

namespace tiersim::haproxy {
namespace {

/// What a proxy in mode tcp has that only http uses.
void drop_http(Parser& parser, Draft& draft)
{
    constexpr std::array<std::string_view, 6> rules{
        "http-request", "http-response", "http-after-response", "redirect", "stats", "capture"};
    for (const std::string_view keyword : rules) {
        const auto mark = draft.marks.find(std::string{keyword});
        if (mark != draft.marks.end() && mark->second >= draft.line)
            parser.warn_at(mark->second, mark->first,
                           "ignored for " + title(draft) + ", which needs mode http for it");
    }
    draft.rules.http_request.clear();
    draft.rules.http_response.clear();
    draft.rules.redirects.clear();
    const auto line_of = [&](const char* keyword) {
        const auto mark = draft.marks.find(keyword);
        return mark == draft.marks.end() ? draft.line : mark->second;
    };
    if (draft.has_back() && draft.back.cookie)
        parser.warn_at(line_of("cookie"), "cookie",
                       "ignored for " + title(draft) + ", which is in mode tcp");
    draft.back.cookie.reset();
    Balance& balance = draft.back.balance;
    const bool layer7 = balance.algorithm == Algorithm::uri ||
                        balance.algorithm == Algorithm::url_param ||
                        balance.algorithm == Algorithm::hdr;
    if (draft.has_back() && layer7) {
        parser.warn_at(draft.line, "balance",
                       title(draft) + " is in mode tcp: it balances by roundrobin instead");
        balance.algorithm = Algorithm::roundrobin;
    }
    if (draft.has_front() && draft.front.log.format == LogFormat::httplog) {
        parser.warn_at(line_of("log-format"), "option httplog",
                       title(draft) + " is in mode tcp: it logs as by option tcplog");
        draft.front.log.format = LogFormat::tcplog;
    }
}

void check_timeouts(Parser& parser, const Draft& draft)
{
    const Timeouts& times = draft.timeouts;
    std::string missing;
    if (draft.has_front() && !times.client) missing += " client";
    if (draft.has_back() && !draft.servers.empty()) {
        if (!times.connect) missing += " connect";
        if (!times.server && (draft.mode == Mode::http || !times.tunnel)) missing += " server";
    }
    if (missing.empty()) return;
    parser.warn_at(
        draft.line, "timeout",
        title(draft) + " has no timeout" + missing + ": what hangs there hangs for good");
}

void check_uses(Parser& parser, const Draft& draft)
{
    if (draft.has_front() && draft.front.binds.empty())
        parser.warn_at(draft.line, word(draft.kind),
                       title(draft) + " has no 'bind' line: nobody comes in");
    const bool format = draft.marked("log-format") && draft.has_front() && !draft.logs;
    if (format)
        parser.warn_at(draft.line, "log-format",
                       "ignored for " + title(draft) + ": it has no address to log to");
    const bool http_rules = draft.marked("http-check") && draft.has_back();
    if (http_rules && draft.back.check.kind != CheckKind::http)
        parser.warn_at(draft.marks.at("http-check"), "http-check",
                       "ignored for " + title(draft) + " without option httpchk");
}

/// The real one divides by `retries` + 1 + the period of option redispatch, where that is negative.
void check_redispatch(Parser& parser, const Draft& draft)
{
    const Backend& back = draft.back;
    const bool divides = draft.has_back() && back.retries > 0 && back.redispatch < 0;
    if (!divides || back.retries + 1 + back.redispatch != 0) return;
    parser.leave_out_at(draft.marks.at("redispatch"), "option redispatch",
                        title(draft) + ": with retries " + std::to_string(back.retries) +
                            " HAProxy divides by zero at the first retry, and dies");
}

}  // namespace

void obey_mode(Parser& parser, Draft& draft)
{
    if (draft.mode == Mode::tcp) drop_http(parser, draft);
}

void check_own_lines(Parser& parser, const Draft& draft)
{
    check_timeouts(parser, draft);
    check_uses(parser, draft);
    check_redispatch(parser, draft);
}

}  // namespace tiersim::haproxy
