// SPDX-License-Identifier: MIT
/// Servers that come and go: what the process believes of them, and what that does to requests.
#include "model/haproxy/process.hpp"

#include <algorithm>

namespace tiersim::haproxy {

bool Process::takes_part(std::uint32_t subject) const
{
    const ServerState& server = server_at(subject);
    const bool alone = server.tracks == absent_subject;
    return server.usable() && (alone || takes_part(server.tracks));
}

// Brings balancing in line with what is known of the server, and of those that share its state.
void Process::renew(std::uint32_t subject, bool takes_waiting, ServerChange upwards)
{
    const bool up = takes_part(subject);
    if (backends_[backend_of(subject)].farm.servers[server_of(subject)].up == up) return;
    up ? go_up(subject, upwards) : go_down(subject);
    if (up && takes_waiting) grab(backend_of(subject), server_of(subject));
    for (std::size_t b = 0; b < backends_.size(); ++b)
        for (std::size_t s = 0; s < backends_[b].servers.size(); ++s)
            if (backends_[b].servers[s].tracks == subject)
                renew(subject_of(static_cast<Index>(b), static_cast<Index>(s)), takes_waiting,
                      upwards);
}

void Process::go_down(std::uint32_t subject)
{
    const Index number = backend_of(subject);
    BackendState& backend = backends_[number];
    ServerState& server = server_at(subject);
    set_clock(backend);
    backend.balancer.server_down(backend.farm, server_of(subject));
    server.ramp_due = no_time;
    sight(server, false);
    if (server.is.maint) server.idle_fresh = server.idle_safe = 0;
    if (server.config->shutdown_sessions && !server.is.stopping) kill_requests(subject, 'D');
    const std::size_t requeued = redistribute(number, server_of(subject));
    const auto how = server.is.maint      ? ServerChange::enters_maintenance
                     : server.is.stopping ? ServerChange::stopping
                                          : ServerChange::down;
    tell(subject, how, requeued);
}

void Process::go_up(std::uint32_t subject, ServerChange upwards)
{
    const Index number = backend_of(subject);
    BackendState& backend = backends_[number];
    ServerState& server = server_at(subject);
    set_clock(backend);
    backend.balancer.server_up(backend.farm, server_of(subject));
    sight(server, true);
    tell(subject, upwards);
    if (backend.farm.servers[server_of(subject)].rise) plan_ramp(subject);
    if (server.config->shutdown_backup_sessions)
        for (std::size_t i = 0; i < backend.servers.size(); ++i)
            if (backend.servers[i].config->backup)
                kill_requests(subject_of(number, static_cast<Index>(i)), 'U');
}

void Process::tell(std::uint32_t subject, ServerChange change, std::size_t requeued)
{
    if (site().haproxy_notices() == nullptr) return;
    const BackendState& backend = backends_[backend_of(subject)];
    const ServerState& server = server_at(subject);
    const auto usable = [&](bool backups) {
        const auto counts = [&](const auto& it) { return it.backup == backups && it.usable(); };
        return static_cast<std::uint32_t>(
            std::count_if(backend.farm.servers.begin(), backend.farm.servers.end(), counts));
    };
    (*site().haproxy_notices())({.process = name(),
                                 .at = now().time_since_epoch(),
                                 .backend = backend.config->name,
                                 .server = server.config->name,
                                 .change = change,
                                 .active = usable(false),
                                 .backups = usable(true),
                                 .sessions = server.sessions,
                                 .requeued = static_cast<std::uint32_t>(requeued),
                                 .remaining = backend.farm.servers[server_of(subject)].queued});
}

void Process::sight(const ServerState& server, bool up)
{
    site().books().sightings.push_back(
        {.at = now(), .observer = Node::id(), .subject = server.address.node, .up = up});
}

// Its requests end here and now; the server does not hear of it.
void Process::kill_requests(std::uint32_t subject, char cause)
{
    for (StreamId id = 0; id < streams_.size(); ++id) {
        const Stream& stream = streams_[id];
        const bool its = stream.phase >= Phase::connecting &&
                         stream.backend == backend_of(subject) &&
                         stream.server == server_of(subject);
        if (!its) continue;
        if (stream.phase == Phase::sending) {
            break_off(id, cause);
            continue;
        }
        const bool asked = stream.phase == Phase::waiting;
        if (asked || stream.phase == Phase::connecting) site().part(stream.slot, stream.level);
        record(streams_[id]).stage = Stage::at_node;
        asked || stream.phase == Phase::uploading ? fail(id, cause, 'H', 502, Outcome::bad_gateway)
                                                  : fail(id, cause, 'C', 503, Outcome::unavailable);
    }
}

void Process::plan_ramp(std::uint32_t subject)
{
    constexpr Millis step = 1000;
    ServerState& server = server_at(subject);
    server.ramp_due = now_ms() + step;
    set_timer_at(server.ramp_due, Due::ramp, subject);
}

// A step of a slow start: a little more weight, and room for some who wait.
void Process::ramp_due(std::uint32_t subject)
{
    if (server_at(subject).ramp_due != now_ms()) return;
    BackendState& backend = backends_[backend_of(subject)];
    set_clock(backend);
    if (backend.balancer.slow_step(backend.farm, server_of(subject))) plan_ramp(subject);
    grab(backend_of(subject), server_of(subject));
}

}  // namespace tiersim::haproxy
