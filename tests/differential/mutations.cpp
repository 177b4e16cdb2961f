// SPDX-License-Identifier: MIT
/// Lines that are put in stand for every kind of keyword, right and wrong.
#include "differential/mutations.hpp"

#include <array>
#include <cstddef>
#include <sstream>

namespace differential {
namespace {

using Lines = std::vector<std::string>;

constexpr std::array pool_lines{
    "    mode http",
    "    mode tcp",
    "    maxconn 100",
    "    backlog 10",
    "    fullconn 50",
    "    retries 2",
    "    retry-on 503 conn-failure",
    "    retry-on none",
    "    retry-on all-retryable-errors",
    "    timeout queue 1s",
    "    timeout client 5000",
    "    timeout check 250ms",
    "    timeout tarpit 1m",
    "    timeout tunnel 1h",
    "    timeout http-request 100us",
    "    timeout server 5sec",
    "    timeout connect 1.5s",
    "    timeout queue 30d",
    "    timeout frob 5s",
    "    option redispatch",
    "    option redispatch 2",
    "    no option redispatch",
    "    default option redispatch",
    "    option httplog",
    "    option tcplog",
    "    option dontlognull",
    "    option allbackups",
    "    option abortonclose",
    "    option persist",
    "    option http-server-close",
    "    no option http-server-close",
    "    option httpclose",
    "    option forwardfor except 127.0.0.0/8",
    "    option http-buffer-request",
    "    option log-health-checks",
    "    option prefer-last-server",
    "    option httpchk GET /health",
    "    option httpchk",
    "    option tcp-check",
    "    option ssl-hello-chk",
    "    option mysql-check user x",
    "    option redis-check",
    "    option forceclose",
    "    option http-tunnel",
    "    option frob",
    "    http-check expect status 200",
    "    http-check expect ! rstatus ^5",
    "    http-check expect string ok",
    "    http-check expect frob 1",
    "    http-check disable-on-404",
    "    http-check send meth HEAD uri /h",
    "    balance roundrobin",
    "    balance leastconn",
    "    balance source",
    "    balance uri depth 2 len 10 whole",
    "    balance uri frob",
    "    balance url_param id",
    "    balance hdr(Host)",
    "    balance hdr()",
    "    balance random(3)",
    "    balance random(0)",
    "    balance first",
    "    balance static-rr",
    "    balance frob",
    "    balance hash src",
    "    hash-type consistent",
    "    hash-type map-based djb2 avalanche",
    "    hash-type frob",
    "    hash-balance-factor 150",
    "    hash-balance-factor 90",
    "    http-reuse always",
    "    http-reuse frob",
    "    cookie SRV insert indirect nocache",
    "    cookie SRV insert prefix",
    "    cookie SRV rewrite indirect",
    "    cookie SRV insert maxidle 30m maxlife 8h",
    "    cookie SRV preserve",
    "    cookie",
    "    acl a path_beg /a",
    "    acl a hdr(host) -i a.example b.example",
    "    acl big be_conn gt 5",
    "    acl few nbsrv(app) lt 1",
    "    acl bad nbsrv(nope) lt 1",
    "    acl net src 10.0.0.0/8 192.168.0.1",
    "    acl net src 10.0.0.0/40",
    "    acl port dst_port 80:90",
    "    acl port dst_port eighty",
    "    acl frob frob(x) y",
    "    acl up srv_is_up(app/a)",
    "    acl q queue(app) ge 10",
    "    acl r path_reg ^/(a|b)$",
    "    acl r path_reg (a",
    "    acl m method GET POST",
    "    acl -x path /",
    "    use_backend app if { path /x }",
    "    use_backend app if a",
    "    use_backend other unless a or { src 127.0.0.1 }",
    "    use_backend nope if TRUE",
    "    use_backend app if nosuchacl",
    "    use_backend app frob",
    "    use_backend app",
    "    default_backend app",
    "    default_backend other",
    "    default_backend nope",
    "    use-server a if { path /a }",
    "    use-server zz if { path /a }",
    "    force-persist if { path /f }",
    "    ignore-persist if { path /i }",
    "    http-request deny if { path /d }",
    "    http-request deny deny_status 429 if { be_conn(app) gt 3 }",
    "    http-request tarpit if METH_POST",
    "    http-request return status 200 if { path /r }",
    "    http-request return status 99",
    "    http-request redirect location /x code 301 if { path /y }",
    "    http-request redirect location /x code 305",
    "    http-request set-header X-A b",
    "    http-request set-header X-A",
    "    http-request set-priority-class int(5)",
    "    http-request frob",
    "    http-request silent-drop if FALSE",
    "    http-request reject if { path /x } !{ src 1.2.3.4 }",
    "    http-request deny if { path /x",
    "    http-response deny if { status 500 }",
    "    http-response set-header A b",
    "    tcp-request connection reject if { src 10.0.0.1 }",
    "    tcp-request content accept if WAIT_END",
    "    tcp-request inspect-delay 5s",
    "    tcp-request frob",
    "    redirect scheme https if !{ ssl_fc }",
    "    redirect frob /x",
    "    monitor-uri /ping",
    "    monitor fail if { nbsrv(app) lt 1 }",
    "    rate-limit sessions 100",
    "    rate-limit sessions x",
    "    stick-table type ip size 1k expire 30s store http_req_rate(10s),conn_cur",
    "    stick-table type frob size 1k",
    "    stick-table type ip",
    "    stick on src",
    "    stick match src table app",
    "    stick on src table nope",
    "    http-request track-sc0 src",
    "    bind 127.0.0.1:8090",
    "    bind :8091,:8092 maxconn 10 backlog 5",
    "    bind 127.0.0.1",
    "    bind :0",
    "    bind :8093 frob",
    "    server c 127.0.0.1:9003 check weight 10",
    "    server a 127.0.0.1:9004",
    "    server d 127.0.0.1:9005 weight 257",
    "    server e 127.0.0.1 check",
    "    server f 127.0.0.1:9006 inter 0",
    "    server g 127.0.0.1:9007 rise 0",
    "    server h 127.0.0.1:9008 frob",
    "    server i 127.0.0.1:9009 track app/b",
    "    server j 127.0.0.1:9010 track nope/b",
    "    server k 127.0.0.1:9011 cookie k backup disabled maxconn 5 minconn 2 maxqueue 3",
    "    server l 127.0.0.1:9012 check inter 1s fastinter 200 downinter 5s rise 1 fall 5",
    "    server m 127.0.0.1:9013 check observe layer7 on-error mark-down error-limit 5",
    "    server n 127.0.0.1:9014 slowstart 500ms on-marked-down shutdown-sessions",
    "    server o 127.0.0.1:+10 id 17",
    "    server p 127.0.0.1:99999",
    "    server-template t 1-3 127.0.0.1:9020 check",
    "    server-template t 3-1 127.0.0.1:9020",
    "    default-server inter 1s fall 2",
    "    default-server frob",
    "    errorloc 503 http://x/",
    "    log global",
    "    log 127.0.0.1:514 local0",
    "    stats enable",
    "    stats uri /stats",
    "    stats frob",
    "    description some words",
    "    disabled",
    "    enabled",
    "    id 7",
    "    grace 5s",
    "    reqrep ^a b",
    "    clitimeout 5000",
    "    dispatch 127.0.0.1:80",
    "    source 127.0.0.1",
    "    capture request header Host len 10",
    "    frobnicate",
    "    nbthread 1",
    "    nbproc 2",
    "    spread-checks 60",
    "    tune.bufsize 16384",
    "    no log",
    "    no maxconn 5",
    "    http-request deny if { path \"/x y\" }",
    "    acl s path 'it is'",
    "    acl s path \"unclosed",
    "    acl s path \\x4",
    "    acl s path \"${NOPE-/d}\"",
    "    acl s path \"${NOPE\"",
    "backend more",
    "backend app",
    "backend late from named",
    "backend lost from nowhere",
    "frontend web",
    "frontend more",
    "listen stats",
    "defaults",
    "defaults named",
    "global",
    ".if defined(HOME)",
    ".if version_atleast(2.6)",
    ".if streq(a,b) || feature(LUA)",
    ".if frob",
    ".else",
    ".endif",
    ".notice hello",
    "[prog]",
};

const Lines& pool()
{
    static const Lines all{pool_lines.begin(), pool_lines.end()};
    return all;
}

const Lines& words()
{
    static const Lines all{"0",     "1",      "-1",           "5",      "100ms",   "10x", "a",
                           "app",   "if",     "unless",       "src",    "http",    "tcp", "check",
                           "frob",  "status", "path",         "{",      "}",       "or",  "!",
                           "TRUE",  "/x",     "127.0.0.1:80", "'",      "\"x y\"", "#",   "2m",
                           "4000d", "1k",     "weight",       "maxconn"};
    return all;
}

Lines split(const std::string& text)
{
    std::istringstream stream{text};
    Lines lines;
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

std::size_t place(support::Dice& dice, std::size_t size)
{
    return dice.number(0, static_cast<std::uint32_t>(size - 1));
}

/// Changes one word of a line: another, none, or one with a letter less.
std::string with_changed_word(support::Dice& dice, const std::string& line)
{
    std::istringstream stream{line};
    Lines parts;
    for (std::string word; stream >> word;)
        parts.push_back(word);
    if (parts.empty()) return line;
    const std::size_t at = place(dice, parts.size());
    const auto kind = dice.number(0, 3);
    if (kind == 0) parts[at] = dice.one_of(words());
    if (kind == 1) parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at));
    if (kind == 2) parts[at].erase(place(dice, parts[at].size()), 1);
    if (kind == 3)
        parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(at), dice.one_of(words()));
    std::string changed = line.starts_with(' ') ? "   " : "";
    for (const std::string& part : parts)
        changed += (changed.empty() ? "" : " ") + part;
    return changed;
}

void change(support::Dice& dice, Lines& lines)
{
    const std::size_t at = place(dice, lines.size());
    const auto here = lines.begin() + static_cast<std::ptrdiff_t>(at);
    const auto kind = dice.number(0, 9);
    if (kind < 5)
        lines.insert(here, dice.one_of(pool()));
    else if (kind < 8)
        *here = with_changed_word(dice, *here);
    else if (kind == 8 && lines.size() > 1)
        lines.erase(here);
    else
        lines.insert(here, std::string{lines[place(dice, lines.size())]});
}

}  // namespace

const std::vector<std::string>& sound_configurations()
{
    static const std::vector<std::string> all{
        "global\n    maxconn 1000\n    nbthread 1\n"
        "defaults\n    mode http\n    timeout client 5s\n    timeout connect 1s\n"
        "    timeout server 5s\n    option httplog\n"
        "frontend web\n    bind 127.0.0.1:8080\n    acl static path_beg /static\n"
        "    use_backend other if static\n    default_backend app\n"
        "backend app\n    balance leastconn\n    option redispatch\n"
        "    cookie SRV insert indirect\n"
        "    server a 127.0.0.1:9001 check cookie a maxconn 10\n"
        "    server b 127.0.0.1:9002 check cookie b weight 2\n"
        "backend other\n    server x 127.0.0.1:9101\n",

        "defaults named\n    mode tcp\n    timeout client 1m\n    timeout connect 2s\n"
        "    timeout server 1m\n    retries 2\n"
        "listen db from named\n    bind :3306 backlog 10\n    balance first\n"
        "    default-server check inter 2s fall 3\n    server a 127.0.0.1:9001\n"
        "    server b 127.0.0.1:9002 backup\n"
        "backend app from named\n    server-template s 2 127.0.0.1:9003\n",

        "listen app\n    mode http\n    bind *:8081\n    timeout client 10s\n"
        "    timeout connect 500\n    timeout server 10s\n    timeout queue 2s\n"
        "    option httpchk GET /health\n    http-check expect status 200\n"
        "    stick-table type ip size 10k expire 10m\n    stick on src\n"
        "    http-request deny deny_status 503 if { queue gt 20 }\n"
        "    server a 127.0.0.1:9001 check slowstart 10s\n"
        "    server b 127.0.0.1:9002 check minconn 5 maxconn 20\n",
    };
    return all;
}

std::string changed_configuration(support::Dice& dice)
{
    Lines lines = split(dice.one_of(sound_configurations()));
    const auto changes = dice.number(1, 2);
    for (std::uint32_t i = 0; i < changes; ++i)
        change(dice, lines);
    std::string text;
    for (const std::string& line : lines)
        text += line + "\n";
    if (dice.number(0, 39) == 0) text.pop_back();
    return text;
}

}  // namespace differential
