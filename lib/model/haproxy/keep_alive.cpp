// SPDX-License-Identifier: MIT
/// Clients that keep their connections. An idle one holds its place at the door, and no other; each
/// request on it is balanced by itself.
#include "model/haproxy/process.hpp"

#include <algorithm>

namespace tiersim::haproxy {

std::uint64_t Process::user_of(const tiersim::Request& request) const
{
    return site().asker(request) ^ std::uint64_t{request.population} << 56U;
}

// How the client that asks keeps connections; nullptr: it does not, or it is a node of the site.
const KeepAlive* Process::plan_of(const tiersim::Request& request) const
{
    const auto& all = site().scenario().clients;
    if (request.depth != 2 || request.population >= all.size()) return nullptr;
    const auto& plan = all[request.population].keep_alive;
    return plan ? &*plan : nullptr;
}

// The next request on a connection that is there already: no gate is asked.
bool Process::comes_again(Slot slot)
{
    const tiersim::Request& request = site().request(slot);
    if (plan_of(request) == nullptr) return false;
    const VisitId visit = visits_.take_idle(user_of(request));
    if (visit == no_visit) return false;
    Visit& it = visits_[visit];
    it.due = no_time;
    const StreamId id = open_stream(slot, it.bind);
    streams_[id].visit = visit;
    streams_[id].first = false;
    ++it.requests;
    track_again(streams_[id]);
    read(id);
    return true;
}

VisitId Process::begin_visit(const Stream& stream)
{
    const tiersim::Request& request = site().request(stream.slot);
    const KeepAlive* const plan = plan_of(request);
    if (plan == nullptr) return no_visit;
    return visits_.open({.user = user_of(request),
                         .plan = plan,
                         .frontend = stream.frontend,
                         .bind = stream.bind,
                         .requests = 1});
}

// Whether the client's connection goes on after this answer. It does after an error of HAProxy's
// own as well, when the request was there as a whole (quirk Q42).
bool Process::stays(const Stream& stream) const
{
    if (stream.visit == no_visit || stream.deserted || leaving_) return false;
    const Frontend& config = *frontends_[stream.frontend].config;
    if (config.mode != Mode::http || config.connection_mode == ConnectionMode::close) return false;
    const Visit& visit = visits_[stream.visit];
    if (visit.plan->requests != 0 && visit.requests >= visit.plan->requests) return false;
    const bool whole = stream.at.request >= 0 && stream.stage != 'D' && !uploads(stream);
    return whole && stream.status != 0 && !stream.unanswered && !stream.silent;
}

// It rests until the next request; HAProxy or the client closes it when that does not come.
void Process::rest(VisitId id)
{
    Visit& visit = visits_[id];
    visits_.rest(id);
    const auto limit = keep_alive_limit(frontends_[visit.frontend].config->timeouts);
    if (limit) visit.due = now_ms() + millis(*limit);
    if (visit.plan->idle > Duration{0})
        visit.due = std::min(visit.due, now_ms() + millis(visit.plan->idle));
    if (visit.due != no_time) set_timer_at(visit.due, Due::visit, id);
}

void Process::visit_due(VisitId id)
{
    if (visits_[id].due == now_ms()) close_visit(id);
}

void Process::close_visit(VisitId id)
{
    const Visit visit = visits_[id];
    visits_.close(id);
    for (const Tracked& one : visit.tracked)
        lose_track(one);
    leave_door(visit.bind);
}

// A connection of its own that it has to the server, under http-reuse never.
bool Process::has_own(const Stream& stream) const
{
    if (stream.visit == no_visit) return false;
    const auto& own = visits_[stream.visit].servers;
    return std::find(own.begin(), own.end(), subject_of(stream.backend, stream.server)) !=
           own.end();
}

// option prefer-last-server: the server to which the client has a connection of its own.
Index Process::last_server(const Stream& stream) const
{
    const BackendState& backend = backends_[stream.backend];
    if (!backend.config->prefer_last_server || stream.visit == no_visit) return absent;
    for (const std::uint32_t subject : visits_[stream.visit].servers)
        if (backend_of(subject) == stream.backend &&
            backend.farm.servers[server_of(subject)].usable())
            return server_of(subject);
    return absent;
}

}  // namespace tiersim::haproxy
