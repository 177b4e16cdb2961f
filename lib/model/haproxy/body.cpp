// SPDX-License-Identifier: MIT
/// Bodies that take their time. An upload holds the request back before any server is chosen
/// (option http-buffer-request), or else the server's place; a client that reads slowly holds that
/// place as well.
#include "model/haproxy/process.hpp"

#include <algorithm>

namespace tiersim::haproxy {

namespace {

/// The earlier of two times of which each may be absent.
Millis earlier(Millis a, std::optional<Duration> length, Millis from)
{
    return length ? std::min(a, from + millis(*length)) : a;
}

}  // namespace

Millis Process::length_of(const Stream& stream, const Body& body, std::uint64_t salt)
{
    Rng rng{mix(record(stream).key ^ salt)};
    return millis(sample(body.takes, rng));
}

void Process::expect_upload(Stream& stream)
{
    if (!stream.message->upload) return;
    stream.upload_stalls = stream.message->upload->stalls;
    stream.upload_end = stream.at.accepted +
                        length_of(stream, *stream.message->upload, hash_name("upload"));
}

bool Process::uploads(const Stream& stream) const
{
    return stream.upload_stalls || stream.upload_end > now_ms();
}

void Process::hold(StreamId id, Phase phase, Millis until)
{
    streams_[id].phase = phase;
    record(streams_[id]).stage = Stage::in_line;
    if (until != no_time) limit(id, until - now_ms());
}

// Waits for the body under timeout http-request, else as long as something comes.
void Process::buffer(StreamId id)
{
    Stream& stream = streams_[id];
    const Timeouts& timeouts = frontends_[stream.frontend].config->timeouts;
    Millis until = stream.upload_stalls ? no_time : stream.upload_end;
    until = earlier(until, timeouts.http_request, stream.at.accepted);
    if (stream.upload_stalls && !timeouts.http_request)
        until = earlier(until, timeouts.client, std::max(now_ms(), stream.upload_end));
    hold(id, Phase::buffering, until);
}

void Process::buffer_due(StreamId id)
{
    Stream& stream = streams_[id];
    record(stream).stage = Stage::at_node;
    if (uploads(stream)) {
        stream.at.request = -1;
        return fail(id, 'c', 'R', 408, Outcome::timed_out);
    }
    stream.phase = Phase::reading;
    stream.at.request = now_ms();
    stream.backend == absent ? route(id) : pass_backend(id);
}

// The server has the headers and waits for the rest; the client's own timeout does not run (Q13).
void Process::upload(StreamId id)
{
    Stream& stream = streams_[id];
    stream.no_l7_retry = true;
    if (stream.deserted) return fail(id, 'C', 'D', 0, Outcome::reset);
    Millis until = stream.upload_end;
    if (stream.upload_stalls)
        until = earlier(no_time, backend_at(stream).config->timeouts.server,
                        std::max(now_ms(), stream.upload_end));
    hold(id, Phase::uploading, until);
}

void Process::upload_due(StreamId id)
{
    Stream& stream = streams_[id];
    record(stream).stage = Stage::at_node;
    if (!stream.upload_stalls) return ask_server(id);
    stream.phase = Phase::reading;
    observe(subject_of(stream.backend, stream.server), false, Observe::layer7);
    fail(id, 's', 'H', 504, Outcome::gateway_timeout);
}

// More than fits into buffers: the server has not done with it until the client has read the rest.
bool Process::download(StreamId id, Outcome outcome)
{
    Stream& stream = streams_[id];
    const auto& body = stream.message->download;
    if (!body || outcome != Outcome::ok || stream.deserted) return false;
    stream.outcome = outcome;
    stream.download_stalls = body->stalls;
    Millis until = now_ms() + length_of(stream, *body, hash_name("download"));
    if (body->stalls)
        until = earlier(no_time, frontends_[stream.frontend].config->timeouts.client, until);
    hold(id, Phase::sending, until);
    return true;
}

void Process::download_due(StreamId id)
{
    Stream& stream = streams_[id];
    record(stream).stage = Stage::at_node;
    if (stream.download_stalls) return break_off(id, 'c');
    keep_connection(stream);
    end(id, stream.outcome);
}

// The client has the headers, and will never have the rest.
void Process::break_off(StreamId id, char cause)
{
    streams_[id].cause = cause;
    streams_[id].stage = 'D';
    record(streams_[id]).stage = Stage::at_node;
    record(streams_[id]).culprit = Node::id();
    end(id, Outcome::reset);
}

}  // namespace tiersim::haproxy
