// SPDX-License-Identifier: MIT
/// Lines of proxies that hold a plain value: a number, a time, a word.
#include "io/haproxy/handlers.hpp"
#include "io/haproxy/keywords.hpp"

#include <algorithm>
#include <array>

namespace tiersim::haproxy::lines {
namespace {

std::optional<Duration>* timeout_of(Timeouts& timeouts, const std::string& name)
{
    if (name == "client") return &timeouts.client;
    if (name == "client-fin") return &timeouts.client_fin;
    if (name == "http-request") return &timeouts.http_request;
    if (name == "http-keep-alive") return &timeouts.http_keep_alive;
    if (name == "tarpit") return &timeouts.tarpit;
    if (name == "queue") return &timeouts.queue;
    if (name == "connect") return &timeouts.connect;
    if (name == "server") return &timeouts.server;
    if (name == "server-fin") return &timeouts.server_fin;
    if (name == "tunnel") return &timeouts.tunnel;
    return name == "check" ? &timeouts.check : nullptr;
}

void add_retry_on(Parser& parser, RetryOn& on, const std::string& word)
{
    const std::array<std::uint32_t, 10> known{401, 403, 404, 408, 425, 500, 501, 502, 503, 504};
    const auto status = static_cast<std::uint32_t>(leading_number(word));
    if (word == "conn-failure")
        on.conn_failure = true;
    else if (word == "empty-response")
        on.empty_response = true;
    else if (word == "junk-response")
        on.junk_response = true;
    else if (word == "response-timeout")
        on.response_timeout = true;
    else if (word == "0rtt-rejected")
        on.rejected_0rtt = true;
    else if (std::find(known.begin(), known.end(), status) != known.end() && word.size() == 3)
        on.statuses.push_back(status);
    else
        parser.refuse("unknown condition '" + word + "'");
}

}  // namespace

void mode(Parser& parser, const Words& words)
{
    if (too_many(parser, words, 2)) return;
    if (words[1] == "health")
        return parser.refuse(
            "'mode health' does not exist any more; use 'http-request return "
            "status 200'");
    if (words[1] != "http" && words[1] != "tcp")
        return parser.refuse("unknown mode '" + words[1] + "'; there are tcp and http");
    parser.proxy().mode = words[1] == "http" ? Mode::http : Mode::tcp;
}

void proxy_id(Parser& parser, const Words& words)
{
    if (too_many(parser, words, 2)) return;
    const std::int64_t number = leading_number(words[1]);
    if (number <= 0) return parser.refuse("expects a number above 0");
    for (const Draft& other : parser.proxies()) {
        if (other.id == number && &other != &parser.proxy())
            parser.refuse("the same number as " + title(other) + " of line " +
                          std::to_string(other.line));
    }
    parser.proxy().id = unsigned_of(number);
}

void disabled(Parser& parser, const Words& words)
{
    if (!too_many(parser, words, 1)) parser.proxy().disabled = words[0] == "disabled";
}

void description(Parser& parser, const Words& words)
{
    if (words.size() < 2) parser.refuse("expects a text");
}

void proxy_number(Parser& parser, const Words& words)
{
    if (words.size() < 2) return parser.refuse("expects a number");
    if (too_many(parser, words, 2)) return;
    Draft& proxy = parser.proxy();
    const std::int64_t value = leading_number(words[1]);
    const std::uint32_t limit = unsigned_of(value);
    const auto set = limit > 0 ? std::optional{limit} : std::nullopt;
    if (words[0] == "maxconn") proxy.front.maxconn = set;
    if (words[0] == "backlog") proxy.front.backlog = set;
    if (words[0] == "fullconn") proxy.back.fullconn = set;
    if (words[0] == "retries") proxy.back.retries = value;
}

void retry_on(Parser& parser, const Words& words)
{
    if (words.size() < 2) return parser.refuse("expects a keyword");
    RetryOn on;
    on.conn_failure = false;
    const bool alone = words.size() == 2;
    if (words[1] == "all-retryable-errors" && alone)
        on = {.empty_response = true,
              .junk_response = true,
              .response_timeout = true,
              .rejected_0rtt = true,
              .statuses = {500, 502, 503, 504}};
    else if (words[1] != "none" || !alone) {
        for (std::size_t i = 1; i < words.size(); ++i)
            add_retry_on(parser, on, words[i]);
    }
    parser.proxy().back.retry_on = on;
}

void timeout(Parser& parser, const Words& words)
{
    if (words.size() < 3) return parser.refuse("expects a time such as \"5s\" or \"250ms\"");
    if (words.size() > 3) return parser.refuse("unexpected argument '" + words[3] + "'");
    *timeout_of(parser.proxy().timeouts, words[1]) = parser.time(words[2]);
}

void rate_limit(Parser& parser, const Words& words)
{
    if (words[1] != "sessions") return parser.refuse("supports only 'sessions'");
    const auto rate = whole_number(words[2]);
    if (!rate || *rate < 0) return parser.refuse("expects a number of sessions each second");
    parser.proxy().front.rate_limit = unsigned_of(*rate);
}

void monitor_uri(Parser& parser, const Words& words)
{
    if (words.size() != 2) return parser.refuse("expects one URI");
    parser.proxy().front.monitor_uri = words[1];
    parser.proxy().marks["monitor-uri"] = parser.line();
}

void stats(Parser& parser, const Words& words)
{
    constexpr std::array<std::string_view, 12> known{
        "admin", "uri",    "realm",        "refresh",   "http-request", "auth",
        "scope", "enable", "hide-version", "show-node", "show-desc",    "show-legends"};
    const std::string& what = words[1];
    const bool found = std::find(known.begin(), known.end(), what) != known.end();
    if (!found && what != "show-modules") return parser.refuse("unknown parameter '" + what + "'");
    Draft& proxy = parser.proxy();
    const bool rule = what == "admin" || what == "http-request";
    if (rule && proxy.kind == SectionKind::defaults)
        return parser.refuse("'" + what + "' is not allowed in a 'defaults' section");
    const bool needs = what == "uri" || what == "realm" || what == "auth" || what == "scope";
    if (needs && words[2].empty()) return parser.refuse("'" + what + "' expects an argument");
    if (what == "refresh") parser.time(words[2], Unit::seconds);
    if (what == "admin" && words[2] != "if" && words[2] != "unless")
        return parser.refuse("'admin' requires 'if' or 'unless' and a condition");
    if (rule) rule_with_condition(parser, words);
    proxy.marks["stats"] = parser.line();
}

}  // namespace tiersim::haproxy::lines
