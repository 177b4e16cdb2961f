// SPDX-License-Identifier: MIT
/// A server of a HAProxy backend and how its health is looked after, as values.
#pragma once

#include "tiersim/core/time.hpp"
#include "tiersim/scenario/haproxy_rules.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiersim::haproxy {

/// Which requests' outcomes count as errors of a server.
enum class Observe : std::uint8_t { none, layer4, layer7 };

/// What happens when a server has made `error_limit` errors between two passing checks.
enum class OnError : std::uint8_t { fastinter, fail_check, sudden_death, mark_down };

/// What a check does once connected.
enum class CheckKind : std::uint8_t {
    connect,  ///< Nothing: the handshake is enough.
    http,     ///< One request, one answer.
    dialogue  ///< tcp-check with steps, ssl-hello-chk, mysql-check, redis-check and their like: one
              ///< request, one answer that is good.
};

/// What an answer must look like to be good.
enum class ExpectKind : std::uint8_t {
    standard,  ///< Status 2xx or 3xx.
    status,    ///< One of `statuses`.
    rstatus,   ///< The status fits the regular expression `text`.
    string,    ///< The body holds `text`.
    rstring,   ///< The body fits the regular expression `text`.
    other      ///< Headers and the rest, as written in `text`.
};

struct Expect {
    ExpectKind kind = ExpectKind::standard;
    bool negated = false;
    std::vector<Range> statuses{};
    std::string text{};
    friend bool operator==(const Expect&, const Expect&) = default;
};

/// What all checks of a backend ask for: option httpchk and http-check.
struct Check {
    CheckKind kind = CheckKind::connect;
    std::string dialect{};  ///< Of a dialogue: "mysql-check".
    std::string method = "OPTIONS";
    std::string uri = "/";
    std::string version = "HTTP/1.0";
    std::vector<Expect> expects{};  ///< All must hold; empty: the standard one.
    bool disable_on_404 = false;    ///< 404 takes an up server out of balancing (NOLB).
    bool send_state = false;
    friend bool operator==(const Check&, const Check&) = default;
};

/// The schedule of a server's checks: word `check` and its companions.
struct CheckPlan {
    bool enabled = false;
    Duration inter = std::chrono::seconds{2};  ///< From the end of a check to the next.
    std::optional<Duration> fastinter{};       ///< While a server is on its way; unset: `inter`.
    std::optional<Duration> downinter{};       ///< While it is down; unset: `inter`.
    std::uint32_t rise = 2;
    std::uint32_t fall = 3;
    std::string address{};   ///< Empty: the server's.
    std::uint32_t port = 0;  ///< 0: the server's.
    bool ssl = false;        ///< A TLS handshake first.
    friend bool operator==(const CheckPlan&, const CheckPlan&) = default;
};

/// agent-check: one connection, one line of text back.
struct AgentPlan {
    bool enabled = false;
    std::optional<Duration> inter{};  ///< Unset: that of the checks.
    std::string address{};
    std::uint32_t port = 0;
    std::string send{};
    std::uint32_t rise = 1;
    std::uint32_t fall = 1;
    friend bool operator==(const AgentPlan&, const AgentPlan&) = default;
};

/// Connections to a server that idle until they are used again.
struct IdlePool {
    std::int64_t max_conn = -1;  ///< Most of them; -1: no limit, 0: none.
    Duration purge_delay = std::chrono::seconds{5};
    std::uint32_t low_conn = 0;
    std::int64_t max_reuse = -1;
    friend bool operator==(const IdlePool&, const IdlePool&) = default;
};

/// A server line.
struct Server {
    std::string name{};
    std::uint32_t id = 0;                 ///< `id N`, else the lowest free number from 1.
    std::string address{};                ///< A host's name, an IP address, or a socket's path.
    std::optional<std::uint32_t> port{};  ///< Unset: the port the client came to.
    std::int32_t port_offset = 0;         ///< "+100": added to the client's port; `port` is unset.
    std::uint32_t weight = 1;             ///< 0 to 256.
    std::uint32_t maxconn = 0;            ///< Requests at once; 0: no limit.
    std::uint32_t minconn = 0;            ///< Least dynamic limit; 0: as `maxconn`. More than
                                          ///< `maxconn`: then `maxconn` is this as well.
    std::uint32_t maxqueue = 0;           ///< Requests waiting for it; 0: no limit.
    std::string cookie{};                 ///< Value of the persistence cookie.
    bool backup = false;
    bool disabled = false;   ///< Starts in MAINT.
    bool non_stick = false;  ///< Not stored in stick tables.
    CheckPlan check{};
    AgentPlan agent{};
    std::optional<Duration> slowstart{};  ///< Whole seconds.
    Observe observe = Observe::none;
    std::uint32_t error_limit = 10;
    OnError on_error = OnError::fail_check;
    bool shutdown_sessions = false;         ///< on-marked-down shutdown-sessions.
    bool shutdown_backup_sessions = false;  ///< on-marked-up shutdown-backup-sessions.
    std::string track{};                    ///< "backend/server" whose state it shares.
    bool ssl = false;                       ///< A TLS handshake for every new connection.
    std::string redirect_prefix{};          ///< redir: GET and HEAD are sent there with a 302.
    IdlePool pool{};
    friend bool operator==(const Server&, const Server&) = default;
};

}  // namespace tiersim::haproxy
