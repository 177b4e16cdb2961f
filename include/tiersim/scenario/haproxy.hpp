// SPDX-License-Identifier: MIT
/// A HAProxy process as its configuration describes it: plain values under HAProxy's own names
/// (version 2.6). They say what is written; what HAProxy puts in place of something unset is said
/// by the functions at the end.
#pragma once

#include "tiersim/core/time.hpp"
#include "tiersim/scenario/haproxy_balance.hpp"
#include "tiersim/scenario/haproxy_rules.hpp"
#include "tiersim/scenario/haproxy_server.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiersim::haproxy {

enum class Mode : std::uint8_t { tcp, http };

/// What happens to connections after a response. The stricter of frontend and backend counts for
/// the server's side, the frontend's alone for the client's.
enum class ConnectionMode : std::uint8_t {
    keep_alive,    ///< option http-keep-alive, the default.
    server_close,  ///< option http-server-close
    close          ///< option httpclose
};

/// Timeouts of a proxy; unset, as 0 in the file: without end, unless the functions below say more.
/// A pure frontend has none of those of a backend, and the other way round.
struct Timeouts {
    std::optional<Duration> client{};           ///< Frontend.
    std::optional<Duration> client_fin{};       ///< Frontend.
    std::optional<Duration> http_request{};     ///< Either; the frontend's counts.
    std::optional<Duration> http_keep_alive{};  ///< Either; the frontend's counts.
    std::optional<Duration> tarpit{};           ///< Either; that of the rule's proxy counts.
    std::optional<Duration> queue{};            ///< Backend, as all that follow.
    std::optional<Duration> connect{};
    std::optional<Duration> server{};
    std::optional<Duration> server_fin{};
    std::optional<Duration> tunnel{};
    std::optional<Duration> check{};
    friend bool operator==(const Timeouts&, const Timeouts&) = default;
};

/// One address to listen on.
struct Bind {
    std::string address{};        ///< Empty or "*": all; else an address or a socket's path.
    std::uint32_t port = 0;       ///< 0: a socket's path.
    std::uint32_t port_last = 0;  ///< Of a range of ports; else as `port`.
    std::string name{};
    std::optional<std::uint32_t> maxconn{};
    std::optional<std::uint32_t> backlog{};
    bool ssl = false;
    bool http2 = false;  ///< By `proto h2`, or by ALPN.
    friend bool operator==(const Bind&, const Bind&) = default;
};

/// What the log holds.
enum class LogFormat : std::uint8_t { none, plain, tcplog, httplog, custom };

struct Logging {
    LogFormat format = LogFormat::plain;
    std::string custom{};  ///< log-format
    bool dontlognull = false;
    bool dontlog_normal = false;
    bool logasap = false;
    bool separate_errors = false;
    friend bool operator==(const Logging&, const Logging&) = default;
};

/// tcp-request and http-request, in the order in which they are looked at.
struct Rules {
    std::vector<Rule> tcp_connection{};  ///< As soon as a connection is accepted.
    std::vector<Rule> tcp_session{};
    std::vector<Rule> tcp_content{};  ///< At each request; waits at most `inspect_delay`.
    std::optional<Duration> inspect_delay{};
    std::vector<Rule> http_request{};
    std::vector<Rule> redirects{};  ///< `redirect`, after all of http_request.
    std::vector<Rule> http_response{};
    friend bool operator==(const Rules&, const Rules&) = default;
};

/// `frontend`, or that half of a `listen`.
struct Frontend {
    std::string name{};
    std::uint32_t id = 0;  ///< `id N`, else the lowest free number from 1 among all proxies.
    Mode mode = Mode::tcp;
    bool disabled = false;
    std::vector<Bind> binds{};
    std::optional<std::uint32_t> maxconn{};  ///< Unset: the process's.
    std::optional<std::uint32_t> backlog{};
    std::optional<std::uint32_t> rate_limit{};  ///< rate-limit sessions: each second; 0: no
                                                ///< limit.
    Timeouts timeouts{};
    ConnectionMode connection_mode = ConnectionMode::keep_alive;
    bool http_buffer_request = false;
    bool http_ignore_probes = false;
    Logging log{};
    std::string monitor_uri{};              ///< Answered with 200 by HAProxy itself.
    std::vector<Condition> monitor_fail{};  ///< One that holds: with 503.
    std::vector<Acl> acls{};
    Rules rules{};
    std::vector<UseBackend> use_backends{};
    std::string default_backend{};  ///< Empty: 503. Of a listen: its own name, unless it says more.
    friend bool operator==(const Frontend&, const Frontend&) = default;
};

/// `backend`, or that half of a `listen`.
struct Backend {
    std::string name{};
    std::uint32_t id = 0;
    Mode mode = Mode::tcp;
    bool disabled = false;
    bool of_listen = false;  ///< Its rules have run already when the request came in by the
                             ///< frontend of the same name.
    Balance balance{};
    Timeouts timeouts{};
    std::int64_t retries = 3;
    std::int64_t redispatch = 0;  ///< option redispatch P; without P: -1. 0: off.
    RetryOn retry_on{};
    std::optional<std::uint32_t> fullconn{};
    HttpReuse http_reuse = HttpReuse::safe;
    ConnectionMode connection_mode = ConnectionMode::keep_alive;
    bool abortonclose = false;
    bool persist = false;
    bool allbackups = false;
    bool prefer_last_server = false;
    bool http_buffer_request = false;
    bool log_health_checks = false;
    std::optional<Cookie> cookie{};
    std::vector<Acl> acls{};
    Rules rules{};
    std::vector<PersistRule> persist_rules{};
    std::vector<UseServer> use_servers{};
    std::vector<StickRule> stick_rules{};
    std::optional<StickTable> table{};
    Check check{};
    std::vector<Server> servers{};
    friend bool operator==(const Backend&, const Backend&) = default;
};

struct Peer {
    std::string name{};
    std::string address{};
    friend bool operator==(const Peer&, const Peer&) = default;
};

/// Processes that tell one another about their stick tables.
struct Peers {
    std::string name{};
    std::vector<Peer> members{};
    friend bool operator==(const Peers&, const Peers&) = default;
};

/// Section global.
struct Global {
    std::optional<std::uint32_t> maxconn{};
    std::optional<std::uint32_t> nbthread{};
    std::uint32_t spread_checks = 0;  ///< Percent, 0 to 50.
    std::optional<Duration> max_spread_checks{};
    std::uint32_t maxconnrate = 0;  ///< Each second; 0: no limit.
    std::uint32_t maxsessrate = 0;
    std::uint32_t maxsslrate = 0;
    std::int32_t tune_maxaccept = 0;  ///< 0: HAProxy's own, 4.
    std::uint32_t tune_bufsize = 16384;
    std::uint32_t tune_maxrewrite = 1024;
    std::uint32_t pool_low_fd_ratio = 20;   ///< Percent.
    std::uint32_t pool_high_fd_ratio = 25;  ///< Percent.
    bool idle_pool_shared = true;
    std::optional<Duration> hard_stop_after{};
    std::optional<Duration> close_spread_time{};
    std::optional<Duration> grace{};
    std::string localpeer{};
    friend bool operator==(const Global&, const Global&) = default;
};

/// One process. Names are unique among frontends and among backends; a listen is in both.
struct Config {
    Global global{};
    std::vector<Frontend> frontends{};
    std::vector<Backend> backends{};
    std::vector<StickTable> frontend_tables{};  ///< Those of pure frontends.
    std::vector<Peers> peers{};
    friend bool operator==(const Config&, const Config&) = default;
};

/// Longest wait in a queue: timeout queue, else timeout connect; nothing: without end.
std::optional<Duration> queue_limit(const Timeouts& timeouts);

/// How long a tarpit holds a request: timeout tarpit, else timeout connect, else not at all. A pure
/// frontend has no timeout connect.
Duration tarpit_hold(const Timeouts& timeouts);

/// Longest wait for the next request of a client: timeout http-keep-alive, else http-request, else
/// client; nothing: without end.
std::optional<Duration> keep_alive_limit(const Timeouts& timeouts);

/// Longest wait for the headers of a request: timeout http-request, else client.
std::optional<Duration> request_limit(const Timeouts& timeouts);

/// The load at which servers have their full maxconn: `fullconn`, else a tenth, rounded up, of the
/// maxconn of all frontends that lead to `backend`, those without one counting `maxconn`.
std::uint32_t full_load(const Config& config, const Backend& backend, std::uint32_t maxconn);

/// Connections the kernel holds for a listener until they are accepted: backlog, else the maxconn
/// of bind, else of the frontend, else 1024.
std::uint32_t listen_backlog(const Frontend& frontend, const Bind& bind);

/// The one of this name; nullptr when there is none.
const Backend* find_backend(const Config& config, const std::string& name);

}  // namespace tiersim::haproxy
