// SPDX-License-Identifier: MIT
/// Options of proxies, with "no" and "default" before them, and what is logged.
#include "io/haproxy/handlers.hpp"

#include <algorithm>

namespace tiersim::haproxy::lines {
namespace {

/// Whether the option of the line ends up set.
bool is_set(const Parser& parser) { return parser.modifier() == Modifier::none; }

bool* switch_of(Draft& proxy, const std::string& option)
{
    if (option == "abortonclose") return &proxy.back.abortonclose;
    if (option == "persist") return &proxy.back.persist;
    if (option == "allbackups") return &proxy.back.allbackups;
    if (option == "prefer-last-server") return &proxy.back.prefer_last_server;
    if (option == "log-health-checks") return &proxy.back.log_health_checks;
    if (option == "http-buffer-request") return &proxy.http_buffer_request;
    if (option == "http-ignore-probes") return &proxy.front.http_ignore_probes;
    if (option == "dontlognull") return &proxy.front.log.dontlognull;
    if (option == "dontlog-normal") return &proxy.front.log.dontlog_normal;
    if (option == "logasap") return &proxy.front.log.logasap;
    return option == "log-separate-errors" ? &proxy.front.log.separate_errors : nullptr;
}

ConnectionMode connection_mode(const std::string& option)
{
    if (option == "httpclose") return ConnectionMode::close;
    return option == "http-server-close" ? ConnectionMode::server_close
                                         : ConnectionMode::keep_alive;
}

}  // namespace

void connection_option(Parser& parser, const Words& words)
{
    if (too_many(parser, words, 2)) return;
    if (parser.modifier() == Modifier::standard)
        return parser.refuse("'default' is not supported for this option");
    ConnectionMode& mode = parser.proxy().connection_mode;
    const ConnectionMode named = connection_mode(words[1]);
    if (is_set(parser))
        mode = named;
    else if (mode == named)
        mode = ConnectionMode::keep_alive;
}

void redispatch(Parser& parser, const Words& words)
{
    const std::int64_t period = words[2].empty() ? -1 : leading_number(words[2]);
    parser.proxy().back.redispatch = is_set(parser) ? period : 0;
    parser.proxy().marks["redispatch"] = parser.line();
}

void switched(Parser& parser, const Words& words)
{
    if (too_many(parser, words, 2)) return;
    *switch_of(parser.proxy(), words[1]) = is_set(parser);
    Draft& proxy = parser.proxy();
    if (is_set(parser))
        proxy.marks[parser.keyword()] = parser.line();
    else
        proxy.marks.erase(parser.keyword());
}

void marked(Parser& parser, const Words& words)
{
    const std::string& option = words[1];
    const bool takes = option == "forwardfor" || option == "originalto" ||
                       option == "http-restrict-req-hdr-names" || words[0] != "option";
    if (!takes && too_many(parser, words, 2)) return;
    const bool names = option == "http-restrict-req-hdr-names";
    if (names && words[2] != "preserve" && words[2] != "reject" && words[2] != "delete")
        return parser.refuse("expects 'preserve', 'reject' or 'delete'");
    const bool plain = option == "tcpka" || option == "forwardfor" || option == "originalto" ||
                       names;
    if (words[0] == "option" && plain && parser.modifier() != Modifier::none)
        return parser.refuse("'no' and 'default' are not supported for this option");
    if (words[0] == "capture" && parser.proxy().kind == SectionKind::backend) return;
    Draft& proxy = parser.proxy();
    if (is_set(parser))
        proxy.marks[parser.keyword()] = parser.line();
    else
        proxy.marks.erase(parser.keyword());
}

void log_format(Parser& parser, const Words& words)
{
    Draft& proxy = parser.proxy();
    Logging& log = proxy.front.log;
    const bool option = words[0] == "option";
    if (option && parser.modifier() != Modifier::none)
        return parser.refuse("'no' and 'default' are not supported for this option");
    if (option && words[1] == "httplog" && !words[2].empty() && words[2] != "clf")
        return parser.refuse("supports only the argument 'clf'");
    if (option && too_many(parser, words, words[1] == "httplog" ? 3 : 2)) return;
    if (!option && words.size() != 2)
        return parser.refuse(words.size() < 2 ? "expects a format"
                                              : "expects one argument; blanks must be escaped");
    if (proxy.kind == SectionKind::defaults && proxy.marked("log-format"))
        parser.warn("overrides the one of line " + std::to_string(proxy.marks["log-format"]));
    if (proxy.kind == SectionKind::backend) return parser.warn("ignored in backends");
    proxy.marks["log-format"] = parser.line();
    log.custom = option ? "" : words[1];
    log.format = LogFormat::custom;
    if (option && words[1] == "tcplog") log.format = LogFormat::tcplog;
    if (option && words[1] == "httplog" && words[2].empty()) log.format = LogFormat::httplog;
    if (log.format == LogFormat::custom)
        parser.leave_out(parser.keyword(), "logs are written as by 'option httplog'");
}

void log(Parser& parser, const Words& words)
{
    const bool is_no = parser.modifier() == Modifier::no;
    if (is_no && words.size() > 1) return parser.refuse("'no log' takes no argument");
    if (parser.in_proxy()) parser.proxy().logs = !is_no;
    if (is_no) return;
    if (!parser.in_proxy() && words[1] == "global")
        return parser.refuse("'global' has no meaning in section global");
    if (words.size() < 2) return parser.refuse("expects an address, or 'global'");
    if (words[1] == "global" && words.size() > 2)
        return parser.refuse("'global' takes no further argument");
    if (words[1] != "global" && words.size() < 3)
        parser.refuse("expects an address and a facility");
}

}  // namespace tiersim::haproxy::lines
