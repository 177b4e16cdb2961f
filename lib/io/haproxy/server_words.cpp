// SPDX-License-Identifier: MIT
/// What each word says about a server.
#include "io/haproxy/server_words.hpp"

#include "io/haproxy/addresses.hpp"
#include "io/haproxy/parser.hpp"

#include <array>
#include <map>

namespace tiersim::haproxy {
namespace {

using enum Level;

/// Refuses a word without its argument.
bool lacks(Parser& parser, const Words& words)
{
    if (!words[1].empty()) return false;
    parser.refuse("'" + words[0] + "' expects an argument");
    return true;
}

void weight(Parser& parser, ServerLine& line, const Words& words)
{
    const std::int64_t number = leading_number(words[1]);
    if (number < 0 || number > 256)
        return parser.refuse("'weight' is not within 0 and 256: " + words[1]);
    line.server.weight = unsigned_of(number);
}

void limit(Parser& /*parser*/, ServerLine& line, const Words& words)
{
    const std::uint32_t number = unsigned_of(leading_number(words[1]));
    if (words[0] == "maxconn") line.server.maxconn = number;
    if (words[0] == "minconn") line.server.minconn = number;
    if (words[0] == "maxqueue") line.server.maxqueue = number;
    if (words[0] == "pool-low-conn") line.server.pool.low_conn = number;
    if (words[0] == "max-reuse") line.server.pool.max_reuse = leading_number(words[1]);
}

void identity(Parser& parser, ServerLine& line, const Words& words)
{
    line.id = leading_number(words[1]);
    if (line.id <= 0) parser.refuse("'id' has to be above 0");
}

void cookie(Parser& parser, ServerLine& line, const Words& words)
{
    if (!lacks(parser, words)) line.server.cookie = words[1];
}

void flag(Parser& /*parser*/, ServerLine& line, const Words& words)
{
    Server& server = line.server;
    const std::string& word = words[0];
    if (word == "backup" || word == "no-backup") server.backup = word == "backup";
    if (word == "disabled" || word == "enabled") server.disabled = word == "disabled";
    if (word == "non-stick" || word == "stick") server.non_stick = word == "non-stick";
    if (word == "check" || word == "no-check") server.check.enabled = word == "check";
    if (word == "agent-check" || word == "no-agent-check")
        server.agent.enabled = word == "agent-check";
    if (word == "ssl" || word == "no-ssl") server.ssl = word == "ssl";
    if (word == "check-ssl" || word == "no-check-ssl") server.check.ssl = word == "check-ssl";
}

/// The time behind a word; above 0.
std::optional<Duration> above_zero(Parser& parser, const Words& words)
{
    if (lacks(parser, words)) return std::nullopt;
    const Time time = parse_time(words[1]);
    if (!time.warning.empty()) parser.warn(time.warning);
    if (!time.problem.empty())
        parser.refuse("'" + words[0] + "': " + time.problem);
    else if (time.length == Duration{0})
        parser.refuse("'" + words[0] + "' has to be above 0");
    else
        return time.length;
    return std::nullopt;
}

void interval(Parser& parser, ServerLine& line, const Words& words)
{
    const auto time = above_zero(parser, words);
    if (!time) return;
    CheckPlan& check = line.server.check;
    if (words[0] == "inter") check.inter = *time;
    if (words[0] == "fastinter") check.fastinter = time;
    if (words[0] == "downinter") check.downinter = time;
    if (words[0] == "agent-inter") line.server.agent.inter = time;
}

void counted(Parser& parser, ServerLine& line, const Words& words)
{
    if (lacks(parser, words)) return;
    const std::int64_t number = leading_number(words[1]);
    if (number <= 0) return parser.refuse("'" + words[0] + "' has to be above 0");
    if (words[0] == "rise") line.server.check.rise = unsigned_of(number);
    if (words[0] == "fall") line.server.check.fall = unsigned_of(number);
    if (words[0] == "error-limit") line.server.error_limit = unsigned_of(number);
}

void port(Parser& parser, ServerLine& line, const Words& words)
{
    if (lacks(parser, words)) return;
    const std::uint32_t number = unsigned_of(leading_number(words[1]));
    (words[0] == "port" ? line.server.check.port : line.server.agent.port) = number;
}

void check_address(Parser& parser, ServerLine& line, const Words& words)
{
    if (lacks(parser, words)) return;
    const Address address = parse_address(words[1], parser.environment());
    if (!address.problem.empty()) return parser.refuse("'addr': " + address.problem);
    if (words[0] == "agent-addr")
        line.server.agent.address = address.host;
    else {
        line.server.check.address = address.host;
        if (address.port) line.server.check.port = *address.port;
    }
}

void agent_send(Parser& parser, ServerLine& line, const Words& words)
{
    if (!lacks(parser, words)) line.server.agent.send = words[1];
}

void slowstart(Parser& parser, ServerLine& line, const Words& words)
{
    const auto time = parser.time(words[1]);
    if (time)
        line.server.slowstart = std::chrono::ceil<std::chrono::seconds>(*time);
    else
        line.server.slowstart.reset();
}

void observe(Parser& parser, ServerLine& line, const Words& words)
{
    Observe& observe = line.server.observe;
    if (words[1] == "none")
        observe = Observe::none;
    else if (words[1] == "layer4")
        observe = Observe::layer4;
    else if (words[1] != "layer7")
        parser.refuse("'observe' expects none, layer4 or layer7");
    else if (parser.proxy().mode == Mode::http)
        observe = Observe::layer7;
    else
        parser.warn("'observe layer7' is ignored in mode tcp");
}

void on_error(Parser& parser, ServerLine& line, const Words& words)
{
    OnError& reaction = line.server.on_error;
    if (words[1] == "fastinter")
        reaction = OnError::fastinter;
    else if (words[1] == "fail-check")
        reaction = OnError::fail_check;
    else if (words[1] == "sudden-death")
        reaction = OnError::sudden_death;
    else if (words[1] == "mark-down")
        reaction = OnError::mark_down;
    else
        parser.refuse("'on-error' expects fastinter, fail-check, sudden-death or mark-down");
}

void on_marked(Parser& parser, ServerLine& line, const Words& words)
{
    const bool down = words[0] == "on-marked-down";
    const std::string expected = down ? "shutdown-sessions" : "shutdown-backup-sessions";
    if (words[1] != expected) return parser.refuse("'" + words[0] + "' expects " + expected);
    (down ? line.server.shutdown_sessions : line.server.shutdown_backup_sessions) = true;
}

void track(Parser& parser, ServerLine& line, const Words& words)
{
    if (!lacks(parser, words)) line.server.track = words[1];
}

void redirect(Parser& parser, ServerLine& line, const Words& words)
{
    if (!lacks(parser, words)) line.server.redirect_prefix = words[1];
}

void pool(Parser& parser, ServerLine& line, const Words& words)
{
    if (lacks(parser, words)) return;
    if (words[0] == "pool-purge-delay") {
        line.server.pool.purge_delay = parser.time(words[1]).value_or(Duration{0});
        return;
    }
    line.server.pool.max_conn = leading_number(words[1]);
    if (line.server.pool.max_conn < -1) parser.refuse("'pool-max-conn' must be at least -1");
}

void verify(Parser& parser, ServerLine& line, const Words& words)
{
    if (words[1] != "none" && words[1] != "required")
        return parser.refuse("'verify' expects none or required");
    line.unverified = words[1] == "none";
}

void file(Parser& parser, ServerLine& line, const Words& words)
{
    if (lacks(parser, words)) return;
    if (words[0] == "ca-file") line.has_authority = true;
    if (words[1] != "@system-ca") parser.missing_file(words[1]);
}

void needed(Parser& parser, ServerLine& /*line*/, const Words& words) { lacks(parser, words); }

void init_addr(Parser& parser, ServerLine& /*line*/, const Words& words)
{
    if (lacks(parser, words)) return;
    std::string rest = words[1] + ",";
    while (!rest.empty()) {
        const std::string method = rest.substr(0, rest.find(','));
        rest.erase(0, method.size() + 1);
        const bool address = method.find_first_not_of("0123456789.") == std::string::npos ||
                             method.find(':') != std::string::npos;
        if (method != "libc" && method != "last" && method != "none" && !address)
            parser.refuse("unknown method '" + method + "' in 'init-addr'");
    }
}

void websocket(Parser& parser, ServerLine& /*line*/, const Words& words)
{
    if (words[1] != "auto" && words[1] != "h1" && words[1] != "h2")
        parser.refuse("'ws' has to be auto, h1 or h2");
}

void protocol(Parser& parser, ServerLine& /*line*/, const Words& words)
{
    if (words[1] == "h2")
        parser.leave_out("server " + words[0],
                         "each request has a connection of its own, as in HTTP/1.1");
    else if (words[1] != "h1" && words[1] != "fcgi" && words[1] != "none")
        parser.refuse("unknown protocol '" + words[1] + "'");
}

constexpr std::array server_table{
    ServerWord{"weight", 1, full, weight},
    ServerWord{"maxconn minconn maxqueue pool-low-conn max-reuse", 1, full, limit},
    ServerWord{"id", 1, full, identity},
    ServerWord{"cookie", 1, full, cookie},
    ServerWord{"backup no-backup disabled enabled non-stick stick check no-check agent-check "
               "no-agent-check ssl no-ssl check-ssl no-check-ssl",
               0, full, flag},
    ServerWord{"inter fastinter downinter agent-inter", 1, full, interval},
    ServerWord{"rise fall error-limit", 1, full, counted},
    ServerWord{"port agent-port", 1, full, port},
    ServerWord{"addr agent-addr", 1, full, check_address},
    ServerWord{"agent-send", 1, full, agent_send},
    ServerWord{"slowstart", 1, full, slowstart},
    ServerWord{"observe", 1, full, observe},
    ServerWord{"on-error", 1, full, on_error},
    ServerWord{"on-marked-down on-marked-up", 1, full, on_marked},
    ServerWord{"track", 1, full, track},
    ServerWord{"redir", 1, full, redirect},
    ServerWord{"pool-max-conn pool-purge-delay", 1, full, pool},
    ServerWord{"verify", 1, mapped, verify},
    ServerWord{"ca-file crt crl-file", 1, mapped, file},
    ServerWord{"init-addr", 1, mapped, init_addr},
    ServerWord{"resolve-prefer resolve-opts resolve-net", 1, mapped, needed},
    ServerWord{"resolvers", 1, not_modelled, needed,
               "the name is resolved once: servers do not come and go with DNS"},
    ServerWord{"source", -1, not_modelled, needed, "ports of one's own do not run out"},
    ServerWord{"proto", 1, mapped, protocol},
    ServerWord{"alpn npn", 1, harmless, needed},
    ServerWord{"ws", 1, harmless, websocket},
    ServerWord{"sni check-sni verifyhost ciphers ciphersuites check-alpn ssl-max-ver ssl-min-ver",
               1, harmless, needed},
    ServerWord{"check-proto log-proto namespace proxy-v2-options socks4 tcp-ut usesrc interface", 1,
               harmless, needed},
    ServerWord{"send-proxy send-proxy-v2 send-proxy-v2-ssl send-proxy-v2-ssl-cn check-send-proxy "
               "no-send-proxy no-send-proxy-v2 no-send-proxy-v2-ssl no-send-proxy-v2-ssl-cn "
               "no-check-send-proxy check-via-socks4 tfo no-tfo allow-0rtt ssl-reuse no-ssl-reuse "
               "tls-tickets no-tls-tickets force-sslv3 force-tlsv10 force-tlsv11 force-tlsv12 "
               "force-tlsv13 no-sslv3 no-tlsv10 no-tlsv11 no-tlsv12 no-tlsv13",
               0, harmless, nullptr},
};

using ServerNames = std::map<std::string, const ServerWord*, std::less<>>;

const ServerNames& names()
{
    static const ServerNames all = [] {
        ServerNames by_name;
        for (const ServerWord& word : server_table) {
            std::string_view rest = word.names;
            while (!rest.empty()) {
                const std::size_t blank = rest.find(' ');
                by_name[std::string{rest.substr(0, blank)}] = &word;
                rest.remove_prefix(blank == std::string_view::npos ? rest.size() : blank + 1);
            }
        }
        return by_name;
    }();
    return all;
}

}  // namespace

const ServerWord* find_server_word(const std::string& name)
{
    const auto found = names().find(name);
    return found == names().end() ? nullptr : found->second;
}

std::vector<std::string> server_word_names()
{
    std::vector<std::string> all;
    for (const auto& [name, word] : names())
        all.push_back(name);
    return all;
}

}  // namespace tiersim::haproxy
