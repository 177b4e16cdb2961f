// SPDX-License-Identifier: MIT
/// The queues: of each server, for requests that must go there, and of each backend for all others.
/// Only a server that gives back a slot, or comes up, takes requests out of them; a limit that has
/// risen does not.
#include "model/haproxy/process.hpp"

namespace tiersim::haproxy {

namespace {

Waiting place_of(const Stream& stream, StreamId id)
{
    return {.priority = stream.priority,
            .since = stream.queue_time,
            .serial = stream.queue_serial,
            .stream = id};
}

}  // namespace

void Process::enqueue(StreamId id, bool at_server)
{
    Stream& stream = streams_[id];
    BackendState& backend = backend_at(stream);
    Queue& queue = at_server ? server_at(stream).queue : backend.queue;
    stream.in_server_queue = at_server;
    stream.queue_time = now_ms() + stream.offset;
    stream.queue_serial = ++serial_;
    stream.queue_index = queue.left;
    queue.waiting.insert(place_of(stream, id));
    ++(at_server ? backend.farm.servers[stream.server].queued : backend.farm.queued);
    ++backend.waiting;
    stream.phase = Phase::queued;
    record(stream).stage = Stage::in_line;
    site().node_books(Node::id()).queue.raise(now());
    if (const auto longest = queue_limit(backend.config->timeouts)) limit(id, millis(*longest));
}

// Out of whatever queue it is in; its log says how many were served while it waited.
void Process::leave_queue(StreamId id)
{
    Stream& stream = streams_[id];
    BackendState& backend = backend_at(stream);
    Queue& queue = stream.in_server_queue ? server_at(stream).queue : backend.queue;
    queue.waiting.erase(place_of(stream, id));
    --(stream.in_server_queue ? backend.farm.servers[stream.server].queued : backend.farm.queued);
    --backend.waiting;
    (stream.in_server_queue ? stream.server_position
                            : stream.backend_position) += 1 + queue.left - stream.queue_index;
    stream.phase = Phase::reading;
    record(stream).stage = Stage::at_node;
    unlimit(id);
    site().node_books(Node::id()).queue.lower(now());
}

bool Process::pulls_from_backend(const BackendState& backend, Index server) const
{
    const Farm& farm = backend.farm;
    if (!farm.servers[server].usable()) return false;
    if (!farm.servers[server].backup) return true;
    return farm.active_usable == 0 && (farm.all_backups || farm.first_backup == server);
}

// The server takes who came first in its own queue and, if it takes part, in the backend's; equals
// of its own first.
void Process::dequeue(Index number, Index server)
{
    constexpr int most_at_once = 200;
    BackendState& backend = backends_[number];
    set_clock(backend);
    const bool pulls = pulls_from_backend(backend, server);
    auto& it = backend.farm.servers[server];
    if (it.maxconn > 0 && backend.servers[server].sessions >= backend.farm.limit(server)) return;
    for (int taken = 0; taken < most_at_once && it.served < backend.farm.limit(server); ++taken) {
        Queue& own = backend.servers[server].queue;
        Queue& common = backend.queue;
        const bool from_own = !own.waiting.empty();
        const bool from_common = pulls && !common.waiting.empty();
        if (!from_own && !from_common) return;
        const auto key = [](const Queue& queue) {
            return std::pair{queue.waiting.begin()->priority, queue.waiting.begin()->since};
        };
        const bool take_own = from_own && (!from_common || key(own) <= key(common));
        Queue& queue = take_own ? own : common;
        const StreamId id = queue.waiting.begin()->stream;
        hand_over(id, server);
        take_slot(id);
        ++queue.left;
    }
}

// A server that comes up takes as many requests of the backend as it may have, but forgets to count
// them: until they end it may have as many others besides (quirk Q37).
void Process::grab(Index number, Index server)
{
    BackendState& backend = backends_[number];
    set_clock(backend);
    const auto& it = backend.farm.servers[server];
    for (std::uint32_t taken = 0;
         pulls_from_backend(backend, server) && !backend.queue.waiting.empty() &&
         (it.maxconn == 0 || it.served + taken < backend.farm.limit(server));
         ++taken)
        hand_over(backend.queue.waiting.begin()->stream, server);
}

// No algorithm is asked.
void Process::hand_over(StreamId id, Index server)
{
    leave_queue(id);
    Stream& stream = streams_[id];
    set_server(stream, server);
    stream.at.queue = now_ms();
    stream.phase = Phase::ready;
    ready_.push_back(id);
}

// Who waits for a server that takes no more requests is balanced anew, where that is allowed; how
// many those are.
std::size_t Process::redistribute(Index number, Index server)
{
    BackendState& backend = backends_[number];
    if (backend.config->redispatch == 0 || backend.config->persist) return 0;
    std::vector<StreamId> moved;
    for (const Waiting& waiting : backend.servers[server].queue.waiting)
        if (!streams_[waiting.stream].force_persist) moved.push_back(waiting.stream);
    for (const StreamId id : moved) {
        leave_queue(id);
        forget_server(streams_[id]);
        streams_[id].phase = Phase::ready;
        ready_.push_back(id);
    }
    return moved.size();
}

void Process::queue_timeout(StreamId id)
{
    leave_queue(id);
    streams_[id].at.queue = now_ms();
    fail(id, 's', 'Q', 503, Outcome::queue_timeout);
}

}  // namespace tiersim::haproxy
