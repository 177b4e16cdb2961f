// SPDX-License-Identifier: MIT
/// What HAProxy 2.6.12 knows, and what tiersim makes of it. "option: a, b" stands for "option a"
/// and "option b".
#include "io/haproxy/keywords.hpp"

#include "io/haproxy/handlers.hpp"

#include <array>
#include <map>

namespace tiersim::haproxy {
namespace {

using namespace lines;
using enum Level;

constexpr std::string_view rewrites =
    "requests are not rewritten: later rules, balancing by URI and caches see them as they came";
constexpr std::string_view no_variables = "variables are not kept; what reads them is not known";
constexpr std::string_view dialogue = "without option tcp-check, or as one request and one answer";

constexpr std::array keyword_table{
    // Section global.
    Keyword{in_global, full,
            "maxconn, spread-checks, maxconnrate, maxsessrate, maxsslrate, tune.maxaccept",
            global_number},
    Keyword{in_global, full, "nbthread", nbthread},
    Keyword{in_global, full, "max-spread-checks, hard-stop-after, close-spread-time, grace",
            global_time},
    Keyword{in_global, full, "setenv, presetenv, unsetenv, resetenv", environment},
    Keyword{in_global, mapped,
            "tune.bufsize, tune.maxrewrite, tune.pool-low-fd-ratio, tune.pool-high-fd-ratio", tune},
    Keyword{in_global, mapped, "tune.idle-pool.shared", idle_pool_shared},
    Keyword{in_global, mapped, "localpeer", localpeer},
    Keyword{in_global, not_modelled, "server-state-file, server-state-base", nullptr,
            "server states are not taken from a file: all servers start as at a first start"},
    Keyword{in_global, not_modelled, "maxsslconn, fd-hard-limit, tune.fail-alloc", nullptr,
            "this limit is not modelled"},
    Keyword{in_global, not_modelled, "lua-load, lua-load-per-thread", nullptr,
            "what the script does to routing or timing is not known"},
    Keyword{in_global, harmless,
            "daemon, quiet, zero-warning, noepoll, nokqueue, noevports, nopoll, "
            "busy-polling, set-dumpable, insecure-fork-wanted, insecure-setuid-wanted, nosplice, "
            "nogetaddrinfo, noreuseport, strict-limits, numa-cpu-mapping, master-worker, "
            "expose-experimental-directives, h2-workaround-bogus-websocket-clients, "
            "external-check, no-memory-trimming, pp2-never-send-local, "
            "h1-accept-payload-with-any-method"},
    Keyword{in_global, harmless,
            "chroot, user, group, uid, gid, pidfile, node, description, "
            "unix-bind, log-tag, log-send-hostname, cpu-map, ca-base, crt-base, "
            "default-path, ulimit-n, maxpipes, maxcomprate, maxcompcpuusage, maxzlibmem, "
            "cluster-secret, mworker-max-reloads, set-var, set-var-fmt, profiling.tasks, "
            "thread-group, thread-groups, lua-prepend-path, h1-case-adjust, h1-case-adjust-file"},
    Keyword{in_global, harmless, "log", log},
    Keyword{in_global, harmless, "stats: socket, maxconn, bind-process, timeout"},
    Keyword{in_global, harmless, "ssl-server-verify", server_verify},
    Keyword{in_global, harmless,
            "ssl-default-bind-ciphers, "
            "ssl-default-bind-ciphersuites, ssl-default-bind-curves, ssl-default-bind-options, "
            "ssl-default-server-ciphers, ssl-default-server-ciphersuites, "
            "ssl-default-server-options, ssl-dh-param-file, ssl-load-extra-del-ext, "
            "ssl-load-extra-files, ssl-mode-async, ssl-propquery, ssl-provider, "
            "ssl-provider-path, ssl-skip-self-issued-ca, issuers-chain-path, "
            "httpclient.resolvers.id, httpclient.resolvers.prefer, httpclient.ssl.ca-file, "
            "httpclient.ssl.verify, wurfl-data-file, wurfl-information-list, "
            "wurfl-information-list-separator"},
    Keyword{in_global, harmless,
            "tune.runqueue-depth, tune.maxpollevents, tune.recv_enough, "
            "tune.buffers.limit, tune.buffers.reserve, tune.idletimer, tune.rcvbuf.client, "
            "tune.rcvbuf.server, tune.sndbuf.client, tune.sndbuf.server, tune.pipesize, "
            "tune.http.cookielen, tune.http.logurilen, tune.http.maxhdr, tune.comp.maxlevel, "
            "tune.pattern.cache-size, tune.fd.edge-triggered, tune.h2.header-table-size, "
            "tune.h2.initial-window-size, tune.h2.max-concurrent-streams, "
            "tune.h2.max-frame-size, tune.listener.multi-queue, tune.lua.forced-yield, "
            "tune.lua.maxmem, tune.lua.service-timeout, tune.lua.session-timeout, "
            "tune.lua.task-timeout, tune.peers.max-updates-at-once, tune.sched.low-latency, "
            "tune.ssl.cachesize, tune.ssl.capture-buffer-size, "
            "tune.ssl.capture-cipherlist-size, tune.ssl.default-dh-param, "
            "tune.ssl.force-private-cache, tune.ssl.hard-maxrecord, tune.ssl.keylog, "
            "tune.ssl.lifetime, tune.ssl.maxrecord, tune.ssl.ssl-ctx-cache-size, "
            "tune.vars.check-max-size, tune.vars.global-max-size, tune.vars.proc-max-size, "
            "tune.vars.reqres-max-size, tune.vars.sess-max-size, tune.vars.txn-max-size"},
    Keyword{in_global, removed, "nbproc", nullptr,
            "not supported any more since HAProxy 2.5; threads are used instead"},
    Keyword{in_global, removed, "tune.chksize", nullptr,
            "not supported any more; tune.bufsize is used instead"},

    // Plain values of proxies.
    Keyword{in_all, full, "mode", mode},
    Keyword{in_proxy, full, "id", proxy_id},
    Keyword{in_all, full, "disabled, enabled", disabled},
    Keyword{in_proxy, harmless, "description", description},
    Keyword{in_defaults | in_front, full, "maxconn, backlog", proxy_number},
    Keyword{in_defaults | in_back, full, "fullconn, retries", proxy_number},
    Keyword{in_defaults | in_back, full, "retry-on", retry_on, "", true},
    Keyword{in_defaults | in_front, full, "timeout: client, client-fin", timeout},
    Keyword{in_defaults | in_back, full,
            "timeout: connect, server, server-fin, queue, check, tunnel", timeout},
    Keyword{in_all, full, "timeout: http-request, http-keep-alive, tarpit", timeout},
    Keyword{in_defaults | in_front, full, "rate-limit", rate_limit},
    Keyword{in_defaults | in_front, full, "monitor-uri", monitor_uri},
    Keyword{in_front, full, "monitor", monitor_fail},
    Keyword{in_front, full, "bind", bind},
    Keyword{in_all, harmless, "stats", stats},
    Keyword{
        in_all, harmless,
        "errorfile, errorfiles, errorloc, errorloc302, errorloc303, http-error, bind-process, "
        "unique-id-format, unique-id-header, log-format-sd, error-log-format, log-tag, declare, "
        "clitcpka-cnt, clitcpka-idle, clitcpka-intvl, srvtcpka-cnt, srvtcpka-idle, "
        "srvtcpka-intvl, http-send-name-header, max-session-srv-conns, dynamic-cookie-key"},
    Keyword{in_front, harmless, "capture", marked},
    Keyword{in_all, not_modelled, "compression", nullptr,
            "bodies are not compressed: neither their size nor the CPU it takes changes"},
    Keyword{in_proxy, not_modelled, "filter", nullptr, "what the filter does is not modelled"},
    Keyword{in_all, not_modelled, "email-alert", nullptr, "nobody is told"},
    Keyword{in_defaults | in_back, not_modelled,
            "load-server-state-from-file, server-state-file-name", nullptr,
            "all servers start as at a first start"},
    Keyword{in_all, not_modelled, "external-check", nullptr,
            "the command is not run: its servers stay up"},
    Keyword{in_defaults | in_back, not_modelled, "max-keep-alive-queue", nullptr,
            "a server's queue does not part a client from its server"},
    Keyword{in_defaults | in_back, not_modelled, "source", nullptr,
            "ports of one's own do not run out"},
    Keyword{in_back, not_modelled, "use-fcgi-app", nullptr, "servers speak HTTP"},
    Keyword{in_back, not_modelled, "dispatch", marked,
            "requests for the address are not balanced: here they find no server"},
    Keyword{in_all, not_modelled, "transparent", marked,
            "requests go where the client meant them: here they find no server"},
    Keyword{in_defaults | in_back, not_modelled, "persist", nullptr,
            "persistence by RDP cookie is not modelled: sessions are balanced"},

    // Options.
    Keyword{in_all, full, "option: http-keep-alive, http-server-close, httpclose",
            connection_option},
    Keyword{in_defaults | in_back, full, "option redispatch", redispatch},
    Keyword{in_defaults | in_back, full,
            "option: abortonclose, persist, allbackups, prefer-last-server, log-health-checks",
            switched},
    Keyword{in_all, full, "option http-buffer-request", switched},
    Keyword{in_defaults | in_front, full,
            "option: http-ignore-probes, dontlognull, dontlog-normal, logasap, "
            "log-separate-errors",
            switched},
    Keyword{in_all, full, "option: httplog, tcplog, httpslog", log_format},
    Keyword{in_all, full, "log-format", log_format},
    Keyword{in_all, harmless, "log", log},
    Keyword{in_defaults | in_front, harmless,
            "option: accept-invalid-http-request, clitcpka, contstats, disable-h2-upgrade, "
            "h1-case-adjust-bogus-client, http-use-proxy-header, idle-close-on-response, "
            "socket-stats, tcp-smart-accept",
            marked},
    Keyword{in_defaults | in_back, harmless,
            "option: accept-invalid-http-response, checkcache, h1-case-adjust-bogus-server, "
            "http-pretend-keepalive, srvtcpka, tcp-smart-connect",
            marked},
    Keyword{in_all, harmless,
            "option: forwardfor, originalto, http-no-delay, independent-streams, nolinger, "
            "splice-auto, splice-request, splice-response, tcpka, "
            "http-restrict-req-hdr-names",
            marked},
    Keyword{in_defaults | in_back, not_modelled, "option transparent", marked,
            "requests go where the client meant them: here they find no server"},
    Keyword{in_all, full,
            "option: httpchk, tcp-check, ssl-hello-chk, mysql-check, pgsql-check, "
            "redis-check, smtpchk, ldap-check, spop-check",
            check_option},
    Keyword{in_all, not_modelled, "option external-check", check_option,
            "the command is not run: its servers stay up"},
    Keyword{in_all, removed, "option forceclose", nullptr,
            "not supported any more since HAProxy 2.0; remove it, or use 'option httpclose' if it "
            "is needed"},
    Keyword{in_all, removed, "option http-tunnel", nullptr,
            "not supported any more since HAProxy 2.1; remove it"},
    Keyword{in_all, removed, "option http_proxy", nullptr,
            "not supported any more since HAProxy 2.5"},

    // Balancing, persistence, servers.
    Keyword{in_defaults | in_back, full, "balance", balance},
    Keyword{in_defaults | in_back, full, "hash-type", hash_type},
    Keyword{in_defaults | in_back, full, "hash-balance-factor", hash_balance_factor},
    Keyword{in_defaults | in_back, full, "http-reuse", http_reuse},
    Keyword{in_defaults | in_back, full, "cookie", cookie},
    Keyword{in_proxy, full, "stick-table", stick_table},
    Keyword{in_back, full, "stick", stick},
    Keyword{in_back, full, "server, server-template", server, "", true},
    Keyword{in_defaults | in_back, full, "default-server", server, "", true},
    Keyword{in_defaults | in_back, full, "http-check: disable-on-404, expect, send, send-state",
            http_check},
    Keyword{in_defaults | in_back, not_modelled,
            "http-check: connect, comment, set-var, set-var-fmt, unset-var", http_check,
            "checks of several steps are one request and one answer"},
    Keyword{in_defaults | in_back, mapped,
            "tcp-check: connect, expect, send, send-binary, send-lf, send-binary-lf, comment",
            nullptr, dialogue},
    Keyword{in_defaults | in_back, not_modelled, "tcp-check: set-var, set-var-fmt, unset-var",
            nullptr, no_variables},

    // Rules.
    Keyword{in_all, full, "acl", acl},
    Keyword{in_front, full, "use_backend", use_backend},
    Keyword{in_defaults | in_front, full, "default_backend", default_backend},
    Keyword{in_back, full, "use-server", use_server},
    Keyword{in_back, full, "force-persist, ignore-persist", persist_rule},
    Keyword{in_proxy, full, "redirect", redirect},
    Keyword{in_all, full,
            "http-request: allow, deny, tarpit, return, redirect, reject, silent-drop, "
            "set-priority-class, set-priority-offset, track-sc0, track-sc1, track-sc2, "
            "disable-l7-retry",
            http_rule},
    Keyword{in_all, harmless,
            "http-request: set-header, add-header, del-header, replace-header, replace-value, "
            "set-log-level, set-tos, set-mark, set-nice, early-hint, capture, strict-mode, "
            "send-spoe-group, ot-group, wait-for-handshake, set-src, set-src-port",
            rule_with_condition},
    Keyword{in_all, not_modelled,
            "http-request: set-path, set-pathq, set-query, set-uri, set-method, replace-path, "
            "replace-pathq, replace-uri, normalize-uri",
            rule_with_condition, rewrites},
    Keyword{in_all, not_modelled,
            "http-request: set-var, set-var-fmt, unset-var, sc-inc-gpc, sc-inc-gpc0, sc-inc-gpc1, "
            "sc-set-gpt, sc-set-gpt0, add-acl, del-acl, set-map, del-map, lua",
            rule_with_condition, no_variables},
    Keyword{in_all, not_modelled, "http-request auth", rule_with_condition,
            "nobody is asked for a password: the request goes on"},
    Keyword{in_all, not_modelled, "http-request: use-service, cache-use", rule_with_condition,
            "HAProxy does not answer by itself: the request goes on to a server"},
    Keyword{in_all, not_modelled,
            "http-request: do-resolve, set-dst, set-dst-port, set-timeout, wait-for-body",
            rule_with_condition, "it changes neither target nor timing here"},
    Keyword{in_all, full, "http-response: allow, deny", http_rule},
    Keyword{in_all, harmless,
            "http-response: set-header, add-header, del-header, replace-header, replace-value, "
            "set-log-level, set-tos, set-mark, set-nice, capture, strict-mode, set-status, "
            "send-spoe-group, ot-group",
            rule_with_condition},
    Keyword{in_all, not_modelled,
            "http-response: set-var, set-var-fmt, unset-var, sc-inc-gpc, sc-inc-gpc0, sc-inc-gpc1, "
            "sc-set-gpt, sc-set-gpt0, add-acl, del-acl, set-map, del-map, lua, track-sc0, "
            "track-sc1, track-sc2",
            rule_with_condition, no_variables},
    Keyword{in_all, not_modelled,
            "http-response: cache-store, redirect, return, silent-drop, wait-for-body",
            rule_with_condition, "the server's response goes to the client"},
    Keyword{in_all, harmless,
            "http-after-response: allow, set-header, add-header, del-header, replace-header, "
            "replace-value, set-status, set-var, set-var-fmt, unset-var, capture, strict-mode, "
            "ot-group",
            rule_with_condition},
    Keyword{in_all, full, "tcp-request: connection, content, session, inspect-delay", tcp_rule},
    Keyword{in_all, not_modelled, "tcp-response: content, inspect-delay", tcp_rule,
            "rules on what servers say are not modelled"},

    // What HAProxy had once.
    Keyword{in_all, removed, "clitimeout", nullptr,
            "not supported any more since HAProxy 2.1; use 'timeout client'"},
    Keyword{in_all, removed, "srvtimeout", nullptr,
            "not supported any more since HAProxy 2.1; use 'timeout server'"},
    Keyword{in_all, removed, "contimeout", nullptr,
            "not supported any more since HAProxy 2.1; use 'timeout connect'"},
    Keyword{in_all, removed, "timeout: clitimeout, contimeout, srvtimeout", nullptr,
            "unknown timeout"},
    Keyword{in_all, removed, "redispatch, redisp", nullptr,
            "not supported any more since HAProxy 2.1; use 'option redispatch'"},
    Keyword{in_all, removed,
            "reqadd, reqrep, reqirep, reqdel, reqidel, reqallow, reqiallow, reqdeny, reqideny, "
            "reqpass, reqipass, reqtarpit, reqitarpit, reqsetbe, reqisetbe",
            nullptr, "not supported any more since HAProxy 2.1; use 'http-request'"},
    Keyword{in_all, removed, "rspadd, rsprep, rspirep, rspdel, rspidel, rspdeny, rspideny", nullptr,
            "not supported any more since HAProxy 2.1; use 'http-response'"},
    Keyword{in_all, removed, "block", nullptr,
            "not supported any more since HAProxy 2.1; use 'http-request deny'"},
    Keyword{in_all, removed, "monitor-net", nullptr,
            "does not exist any more; use 'http-request return status 200 if { src ... }'"},
    Keyword{in_all, removed, "grace", nullptr, "not supported any more since HAProxy 2.5"},
    Keyword{in_all, removed, "appsession", nullptr, "not supported any more since HAProxy 1.6"},

    // Sections that are not looked into.
    Keyword{in_other, mapped, "peer", peer},
    Keyword{in_other, harmless,
            "bind, default-server, server, table, disabled, enabled, log, timeout, group, user, "
            "nameserver, resolve_retries, hold, accepted_payload_size, parse-resolv-conf, mailer, "
            "format, maxlen, size, description, backing-file, total-max-size, max-object-size, "
            "max-age, process-vary, max-secondary-entries, command, option, errorfile, docroot, "
            "index, log-stderr, pass-header, path-info, set-param, acl, dgram-bind, maxconn, "
            "backlog, log-tag, shards"},
};

using Rows = std::map<std::string, std::vector<const Keyword*>, std::less<>>;

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    return text;
}

/// Each name of a row with its first word before it.
std::vector<std::string> names_of(const Keyword& row)
{
    std::string_view rest = row.names;
    std::string prefix;
    if (const std::size_t colon = rest.find(": "); colon != std::string_view::npos) {
        prefix = std::string{rest.substr(0, colon)} + " ";
        rest.remove_prefix(colon + 2);
    }
    std::vector<std::string> names;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        names.push_back(prefix + std::string{trimmed(rest.substr(0, comma))});
        rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
    return names;
}

const Rows& rows()
{
    static const Rows all = [] {
        Rows by_name;
        for (const Keyword& row : keyword_table) {
            for (const std::string& name : names_of(row))
                by_name[name].push_back(&row);
        }
        return by_name;
    }();
    return all;
}

const Keyword* row_in(std::uint8_t section, const std::string& name)
{
    const auto found = rows().find(name);
    if (found == rows().end()) return nullptr;
    for (const Keyword* row : found->second) {
        if ((row->where & section) != 0) return row;
    }
    return nullptr;
}

}  // namespace

Support support_of(Level level)
{
    if (level == harmless) return Support::harmless;
    return level == not_modelled ? Support::not_modelled : Support::modelled;
}

const Keyword* find_keyword(std::uint8_t section, const Words& words, std::string& name)
{
    if (!words[1].empty()) {
        std::string second = words[1].substr(0, words[1].find('('));
        if (second.starts_with("lua.")) second = "lua";
        if (const Keyword* row = row_in(section, words[0] + " " + second)) {
            name = words[0] + " " + second;
            return row;
        }
    }
    const Keyword* row = row_in(section, words[0]);
    if (row != nullptr) name = words[0];
    return row;
}

std::vector<std::pair<std::string, const Keyword*>> all_keywords()
{
    std::vector<std::pair<std::string, const Keyword*>> all;
    for (const auto& [name, same] : rows()) {
        for (const Keyword* row : same)
            all.emplace_back(name, row);
    }
    return all;
}

std::vector<std::string> keywords_of(std::uint8_t section, std::string_view first)
{
    std::vector<std::string> names;
    for (const auto& [name, row] : rows()) {
        const bool begins = first.empty() || name.starts_with(std::string{first} + " ");
        if (begins && row_in(section, name) != nullptr && row_in(section, name)->level != removed)
            names.push_back(name);
    }
    return names;
}

}  // namespace tiersim::haproxy
