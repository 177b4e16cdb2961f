// SPDX-License-Identifier: MIT
/// Idle connections to servers: kept after an answer, used again where `http-reuse` allows it, and
/// closed little by little when there are more than were needed.
#include "model/haproxy/process.hpp"

#include <algorithm>

namespace tiersim::haproxy {

bool Process::keeps_connections(const Stream& stream) const
{
    const Frontend& frontend = *frontends_[stream.frontend].config;
    const Backend& backend = *backends_[stream.backend].config;
    return frontend.mode == Mode::http && backend.mode == Mode::http &&
           frontend.connection_mode == ConnectionMode::keep_alive &&
           backend.connection_mode == ConnectionMode::keep_alive;
}

// The first request of a client takes a chance only where `http-reuse` says so, or where it may be
// sent again; for the others the client knows that connections may break. Connections that have
// carried one request are preferred for those, which spares the proven ones.
bool Process::take_idle(const Stream& stream)
{
    if (!keeps_connections(stream)) return false;
    if (has_own(stream)) return true;
    ServerState& server = server_at(stream);
    const Backend& backend = *backends_[stream.backend].config;
    const HttpReuse reuse = backend.http_reuse;
    if (reuse == HttpReuse::never) return false;
    const RetryOn& retry_on = backend.retry_on;
    const bool may_fail = retry_on.conn_failure && retry_on.empty_response &&
                          retry_on.response_timeout;
    const auto take = [](std::uint32_t& idle) { return idle > 0 && idle-- > 0; };
    if (!stream.first || may_fail) return take(server.idle_fresh) || take(server.idle_safe);
    if (reuse >= HttpReuse::aggressive && take(server.idle_safe)) return true;
    return reuse == HttpReuse::always && take(server.idle_fresh);
}

// Under `http-reuse never` it stays with the connection of the client whom it served.
void Process::keep_connection(const Stream& stream)
{
    if (!keeps_connections(stream)) return;
    ServerState& server = server_at(stream);
    const std::uint32_t subject = subject_of(stream.backend, stream.server);
    if (backend_at(stream).config->http_reuse == HttpReuse::never) {
        if (stream.visit != no_visit && !has_own(stream))
            visits_[stream.visit].servers.push_back(subject);
        return;
    }
    const std::int64_t most = server.config->pool.max_conn;
    if (most >= 0 && server.idle() >= most) return;
    ++(stream.reused ? server.idle_safe : server.idle_fresh);
    if (server.purge_due != no_time) return;
    server.purge_due = now_ms() + millis(server.config->pool.purge_delay);
    set_timer_at(server.purge_due, Due::purge, subject);
}

// Half of what was not needed since the last time is closed.
void Process::purge(std::uint32_t subject)
{
    ServerState& server = server_at(subject);
    if (server.purge_due != now_ms()) return;
    server.purge_due = no_time;
    server.needed = std::max((server.needed + server.most_used) / 2, server.most_used);
    const std::uint32_t all = server.sessions + server.idle();
    const std::uint32_t kept = std::max(server.most_used, server.needed);
    const std::uint32_t excess = all > kept ? (all - kept + 1) / 2 : 0;
    const std::uint32_t fresh = std::min(excess, server.idle_fresh);
    server.idle_fresh -= fresh;
    server.idle_safe -= std::min(excess - fresh, server.idle_safe);
    server.most_used = server.sessions;
    if (server.idle() == 0) return;
    server.purge_due = now_ms() + millis(server.config->pool.purge_delay);
    set_timer_at(server.purge_due, Due::purge, subject);
}

// The server has died meanwhile, and its idle connections with it: as if that had been noticed.
void Process::connect_anew(StreamId id)
{
    Stream& stream = streams_[id];
    end_attempt(stream);
    stream.reused = false;
    stream.at.connect = -1;
    server_at(stream).idle_fresh = server_at(stream).idle_safe = 0;
    if (stream.visit != no_visit)
        std::erase(visits_[stream.visit].servers, subject_of(stream.backend, stream.server));
    connect(id);
}

}  // namespace tiersim::haproxy
