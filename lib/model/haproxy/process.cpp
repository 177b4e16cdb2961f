// SPDX-License-Identifier: MIT
/// What wakes a process: calls, answers, timers. At the end of each turn those go on who got a slot
/// in it, and the next connections are accepted.
#include "model/haproxy/process.hpp"

namespace tiersim::haproxy {

Process::Process(const Haproxy& tier, const SharedAddress* cluster, const Messages& messages,
                 Jars& jars)
    : tier_{&tier}, cluster_{cluster}, messages_{&messages}, jars_{&jars}
{
    const auto& backends = tier.config.backends;
    for (std::size_t i = 0; i < backends.size(); ++i)
        backend_numbers_[backends[i].name] = static_cast<Index>(i);
}

void Process::come_up()
{
    begin_anew();
    plan_checks();
    plan_admin(0);
    wind();
}

// The worker of this number changes places with the one that acts now. Where the latter waits
// meanwhile; `in_place`: it was the one; `nobody`: there is no such worker any more.
std::size_t Process::take_turn(std::uint32_t worker)
{
    if (worker == number_) return in_place;
    for (std::size_t i = 0; i < old_.size(); ++i) {
        if (old_[i].number() != worker) continue;
        std::swap(static_cast<Worker&>(*this), old_[i]);
        return i;
    }
    return nobody;
}

void Process::end_turn(std::size_t place)
{
    if (place != in_place) std::swap(static_cast<Worker&>(*this), old_[place]);
}

void Process::arrive(Call call)
{
    const tiersim::Request& request = site().request(call.slot);
    if (request.population == probe) return site().answer(call.slot, Outcome::ok);
    act_as(accepting_, [&] { come_in(call.slot); });
}

void Process::come_in(Slot slot)
{
    if (comes_again(slot)) return;
    const tiersim::Request& request = site().request(slot);
    const Index number = door_for(messages_->of(request.population, request.kind));
    Door& door = doors_[number];
    if (door.line.empty() && open(door)) return accept(slot, number);
    Frame& frame = site().request(slot).top();
    if (door.line.size() > door.backlog) return site().drop(slot, frame.rounds++);
    site().request(slot).stage = Stage::in_line;
    door.line.push(site().requests(), slot);
}

void Process::finish(Call call)
{
    act_for(call, [&] { begin(stream_of(site().request(call.slot).top())); });
}

void Process::reply(Call call, Outcome outcome)
{
    act_for(call, [&] {
        site().request(call.slot).population == probe ? check_answered(call.slot, outcome)
                                                      : hear(call.slot, outcome);
    });
}

void Process::hear(Slot slot, Outcome outcome)
{
    const StreamId id = stream_of(site().request(slot).top());
    Stream& stream = streams_[id];
    const bool connecting = stream.phase == Phase::connecting;
    stream.phase = Phase::reading;
    unlimit(id);
    if (connecting)
        outcome == Outcome::ok ? connected(id) : attempt_failed(id, false);
    else
        outcome == Outcome::refused&& stream.reused ? connect_anew(id) : answered(id, outcome);
}

// Who got a slot connects, which may give others one; then there may be room for new connections.
void Process::turn()
{
    for (std::size_t i = 0; i < ready_.size(); ++i)
        connect(ready_[i]);
    ready_.clear();
    admit();
    wind();
}

void Process::set_timer_at(Millis at, Due what, std::uint32_t subject)
{
    timers_.set(at, what, subject);
}

// Sees to it that the process wakes when its first timer goes off. Waking early does no harm.
void Process::wind()
{
    const Millis first = timers_.first();
    if (first == no_time) return;
    const Instant at = std::max(now(), Instant{std::chrono::milliseconds{first}});
    if (at >= wakes_) return;
    wakes_ = at;
    set_timer(at - now(), number_);
}

void Process::timer(std::uint32_t worker)
{
    act_as(worker, [&] {
        if (now() != wakes_) return;
        wakes_ = never;
        while (timers_.first() <= now_ms()) {
            go_off(timers_.take());
            turn();
        }
    });
}

void Process::go_off(const Timer& timer)
{
    switch (timer.what) {
        case Due::stream: return stream_due(timer.subject);
        case Due::check: return check_due(timer.subject);
        case Due::check_limit: return check_timeout(timer.subject);
        case Due::ramp: return ramp_due(timer.subject);
        case Due::purge: return purge(timer.subject);
        case Due::desertion: return desertion_due(timer.subject);
        case Due::gate: gate_due_ = no_time; return;
        case Due::agent: return agent_due(timer.subject);
        case Due::agent_limit: return agent_timeout(timer.subject);
        case Due::visit: return visit_due(timer.subject);
        case Due::admin: return leaving_ ? void() : command(timer.subject);
        case Due::hard_stop: return cut_off();
    }
}

// What the stream waits for may last `length`. A timer that goes off too early is wound up again.
void Process::limit(StreamId id, Millis length)
{
    Stream& stream = streams_[id];
    stream.limit = now_ms() + length;
    if (stream.alarm <= stream.limit) return;
    stream.alarm = stream.limit;
    set_timer_at(stream.alarm, Due::stream, id);
}

void Process::stream_due(StreamId id)
{
    Stream& stream = streams_[id];
    if (stream.alarm > now_ms()) return;
    stream.alarm = no_time;
    if (stream.limit > now_ms()) {
        if (stream.limit != no_time) limit(id, stream.limit - now_ms());
        return;
    }
    stream.limit = no_time;
    switch (stream.phase) {
        case Phase::buffering: return buffer_due(id);
        case Phase::uploading: return upload_due(id);
        case Phase::sending: return download_due(id);
        case Phase::tarpit: return leave_tarpit(id);
        case Phase::queued: return queue_timeout(id);
        case Phase::connecting: return connect_timeout(id);
        case Phase::pausing: return connect(id);
        case Phase::waiting: return server_timeout(id);
        default: return;
    }
}

void Process::crash()
{
    NodeBooks& books = site().node_books(Node::id());
    books.inside.change(now(), 0);
    books.queue.change(now(), 0);
    old_.clear();
    static_cast<Worker&>(*this) = Worker{};
    accepting_ = 0;
}

void Process::renumber(Call call, Call now)
{
    const tiersim::Request& request = site().request(now.slot);
    for (std::uint8_t level = request.base; level < request.depth; ++level) {
        const Frame& frame = request.frames[level];
        if (frame.node != Node::id()) continue;
        const std::size_t place = take_turn(worker_of(frame));
        if (place == nobody) continue;
        if (stream_of(frame) < streams_.size()) {
            Stream& stream = streams_[stream_of(frame)];
            if (stream.slot == call.slot && stream.level == level) stream.slot = now.slot;
        }
        end_turn(place);
    }
}

}  // namespace tiersim::haproxy
