// SPDX-License-Identifier: MIT
/// Commands on the socket, at the times that the scenario says.
#include "model/haproxy/process.hpp"

#include <utility>

namespace tiersim::haproxy {

// Commands at this very moment count from number `from` on.
void Process::plan_admin(std::size_t from)
{
    for (std::size_t i = 0; i < tier_->admin.size(); ++i) {
        const Millis at = millis(tier_->admin[i].at);
        if (at > now_ms() || (at == now_ms() && i >= from))
            set_timer_at(at, Due::admin, static_cast<std::uint32_t>(i));
    }
}

void Process::command(std::size_t number_of_step)
{
    const AdminStep& step = tier_->admin[number_of_step];
    if (step.action == AdminAction::reload) return reload(number_of_step);
    const std::uint32_t subject = server_numbers_.at(step.server);
    const Index number = backend_of(subject);
    const Index at = server_of(subject);
    BackendState& backend = backends_[number];
    ServerState& server = server_at(subject);
    switch (step.action) {
        case AdminAction::ready: return make_ready(subject);
        case AdminAction::drain: return drain(subject);
        case AdminAction::maint: return maintain(subject);
        case AdminAction::weight:
            set_clock(backend);
            return backend.balancer.set_weight(backend.farm, at, step.value);
        case AdminAction::maxconn: return set_maxconn(subject, step.value);
        case AdminAction::health_up:
        case AdminAction::health_stopping:
            server.health = server.full_health();
            server.is.down = false;
            server.is.stopping = step.action == AdminAction::health_stopping;
            return renew(subject);
        case AdminAction::health_down:
            server.health = 0;
            server.is.down = true;
            return renew(subject);
        case AdminAction::shutdown_sessions: return kill_requests(subject, 'K');
        case AdminAction::reload: return;
    }
}

void Process::drain(std::uint32_t subject)
{
    BackendState& backend = backends_[backend_of(subject)];
    server_at(subject).is.drain = true;
    backend.balancer.drain(backend.farm, server_of(subject));
    tell(subject, ServerChange::enters_drain,
         redistribute(backend_of(subject), server_of(subject)));
}

void Process::maintain(std::uint32_t subject)
{
    server_at(subject).is.maint = true;
    server_at(subject).health = 0;
    renew(subject);
}

// Out of maintenance a server is up at once: one failed check takes it down again. Only then it
// takes requests of the backend's queue; one that was drained waits for its own (quirk Q38).
void Process::make_ready(std::uint32_t subject)
{
    ServerState& server = server_at(subject);
    BackendState& backend = backends_[backend_of(subject)];
    const bool was_out = server.is.maint;
    if (was_out) {
        server.is.maint = false;
        server.is.down = server.is.stopping = false;
        server.health = server.config->check.rise;
    }
    const bool was_drained = std::exchange(server.is.drain, false) && !was_out;
    set_clock(backend);
    backend.balancer.ready(backend.farm, server_of(subject));
    renew(subject, was_out, ServerChange::leaves_maintenance);
    if (was_drained) tell(subject, ServerChange::leaves_drain);
}

void Process::set_maxconn(std::uint32_t subject, std::uint32_t value)
{
    BackendState& backend = backends_[backend_of(subject)];
    Farm::Server& it = backend.farm.servers[server_of(subject)];
    if (it.minconn == it.maxconn) it.minconn = value;
    it.maxconn = value;
    dequeue(backend_of(subject), server_of(subject));
}

}  // namespace tiersim::haproxy
