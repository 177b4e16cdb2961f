// SPDX-License-Identifier: MIT
/// Who gets a request: a server by the algorithm, a slot of it or a place in a queue.
#include "model/haproxy/balance.hpp"
#include "model/haproxy/samples.hpp"

namespace tiersim::haproxy {

void Process::assign(StreamId id)
{
    streams_[id].avoid = absent;
    place(id);
}

// Asks the algorithm unless the server is known, and takes a slot of it, or waits.
void Process::place(StreamId id)
{
    Stream& stream = streams_[id];
    BackendState& backend = backend_at(stream);
    set_clock(backend);
    if (stream.server == absent && stream.left == absent)
        if (const Index last = last_server(stream); last != absent) set_server(stream, last);
    if (stream.server == absent) {
        const Assignment choice = balance(stream);
        // Any other place than the server it had is another one, the backend's queue included.
        if (choice.verdict != Verdict::assigned && stream.left != absent)
            stream.redispatched = true;
        if (choice.verdict == Verdict::no_server)
            return fail(id, 'S', 'C', 503, Outcome::unavailable);
        if (choice.verdict == Verdict::full) return enqueue(id, false);
        set_server(stream, static_cast<Index>(choice.server));
    }
    const auto& it = backend.farm.servers[stream.server];
    const bool full = it.maxconn > 0 &&
                      (it.queued > 0 || it.served >= backend.farm.limit(stream.server));
    if (!full) {
        take_slot(id);
        stream.at.queue = now_ms();
        return connect(id);
    }
    if (it.maxqueue == 0 || it.queued < it.maxqueue) return enqueue(id, true);
    if (!may_go_elsewhere(stream)) return fail(id, 'S', 'Q', 503, Outcome::overloaded);
    forget_server(stream);
    place(id);
}

Assignment Process::balance(const Stream& stream)
{
    BackendState& backend = backend_at(stream);
    const Samples samples{*this, stream, backend.config->acls, stream.backend};
    return backend.balancer.assign(
        backend.farm, {.hash = hash_of(backend.config->balance, stream, samples),
                       .avoid = stream.avoid == absent ? nobody : std::size_t{stream.avoid},
                       .dice = &dice_});
}

// Slow starts go by whole seconds.
void Process::set_clock(BackendState& backend) const
{
    backend.farm.now = std::chrono::floor<std::chrono::seconds>(now().time_since_epoch());
}

// A request that a cookie or a table sent to a full server.
bool Process::may_go_elsewhere(const Stream& stream) const
{
    return stream.direct && !stream.force_persist &&
           backends_[stream.backend].config->redispatch != 0;
}

void Process::forget_server(Stream& stream)
{
    stream.left = stream.server;
    stream.server = absent;
    stream.direct = false;
    if (stream.cookie_in == 'V') stream.cookie_in = 'D';
}

void Process::set_server(Stream& stream, Index server)
{
    stream.server = server;
    if (stream.left != absent && stream.left != server) stream.redispatched = true;
}

void Process::take_slot(StreamId id)
{
    Stream& stream = streams_[id];
    BackendState& backend = backend_at(stream);
    backend.balancer.take(backend.farm, stream.server);
    stream.has_slot = true;
}

// The server takes who waits next.
void Process::give_slot(StreamId id)
{
    Stream& stream = streams_[id];
    BackendState& backend = backend_at(stream);
    stream.has_slot = false;
    backend.balancer.drop(backend.farm, stream.server);
    dequeue(stream.backend, stream.server);
}

}  // namespace tiersim::haproxy
