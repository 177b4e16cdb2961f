// SPDX-License-Identifier: MIT
/// Connections to servers: the handshake, its failure, its timeout.
#include "model/haproxy/process.hpp"

#include <algorithm>

namespace tiersim::haproxy {

// The request owns a slot of its server, or is to be balanced again.
void Process::connect(StreamId id)
{
    Stream& stream = streams_[id];
    if (stream.server == absent) return place(id);
    ServerState& server = server_at(stream);
    stream.phase = Phase::connecting;
    stream.attempted = true;
    server.most_used = std::max(server.most_used, ++server.sessions);
    server.session_rate.add(now_ms());
    tiersim::Request& request = record(stream);
    request.top().tries = stream.retries & 0xfU;
    stream.reused = take_idle(stream);
    if (stream.reused) return connected(id);
    request.verb = Verb::connect;
    if (const auto longest = backend_at(stream).config->timeouts.connect)
        limit(id, millis(*longest));
    site().ask(stream.slot, server.address.holder(), never);
}

void Process::connected(StreamId id)
{
    Stream& stream = streams_[id];
    stream.at.connect = now_ms();
    observe(subject_of(stream.backend, stream.server), true, Observe::layer4);
    ask_server(id);
}

void Process::ask_server(StreamId id)
{
    Stream& stream = streams_[id];
    if (stream.phase != Phase::uploading && uploads(stream)) return upload(id);
    stream.phase = Phase::waiting;
    record(stream).verb = stream.verb;
    if (const auto longest = backend_at(stream).config->timeouts.server)
        limit(id, millis(*longest));
    site().ask(stream.slot, server_at(stream).address.holder(), never);
}

void Process::connect_timeout(StreamId id)
{
    site().part(streams_[id].slot, streams_[id].level);
    streams_[id].phase = Phase::reading;
    attempt_failed(id, true);
}

void Process::end_attempt(Stream& stream)
{
    if (!stream.attempted) return;
    stream.attempted = false;
    --server_at(stream).sessions;
}

// The same server after a pause, or another one at once, or the end.
void Process::attempt_failed(StreamId id, bool timeout)
{
    Stream& stream = streams_[id];
    const Backend& backend = *backend_at(stream).config;
    end_attempt(stream);
    observe(subject_of(stream.backend, stream.server), false, Observe::layer4);
    if (stream.retries >= backend.retries || !backend.retry_on.conn_failure)
        return fail(id, timeout ? 's' : 'S', 'C', 503, Outcome::unavailable);
    try_again(id, !timeout);
}

}  // namespace tiersim::haproxy
