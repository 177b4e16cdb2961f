// SPDX-License-Identifier: MIT
/// How requests end: with the server's answer, without one, or with one of HAProxy's own.
#include "model/haproxy/process.hpp"

#include <algorithm>

namespace tiersim::haproxy {

namespace {

std::uint16_t status_of(Outcome outcome)
{
    switch (outcome) {
        case Outcome::ok: return 200;
        case Outcome::miss: return 404;
        case Outcome::error: return 500;
        case Outcome::bad_gateway: return 502;
        case Outcome::gateway_timeout:
        case Outcome::timed_out: return 504;
        default: return 503;
    }
}

bool wants(const RetryOn& retry_on, std::uint16_t status)
{
    const auto& list = retry_on.statuses;
    return std::find(list.begin(), list.end(), status) != list.end();
}

}  // namespace

// A server that died with the request in hand breaks the connection; so does one that died between
// the handshake and the request.
void Process::answered(StreamId id, Outcome outcome)
{
    Stream& stream = streams_[id];
    const RetryOn& retry_on = backend_at(stream).config->retry_on;
    const bool broken = outcome == Outcome::reset || outcome == Outcome::refused;
    observe(subject_of(stream.backend, stream.server), !broken && status_of(outcome) < 500,
            Observe::layer7);
    if (broken) {
        if (retry_silence(id, retry_on.empty_response)) return;
        if (!stream.first) return close_silently(id);
        return fail(id, 'S', 'H', 502, Outcome::bad_gateway);
    }
    const std::uint16_t status = status_of(outcome);
    if (retry_answer(id, wants(retry_on, status))) return;
    stream.status = status;
    stream.at.data = now_ms();
    remember_server(id);
    if (download(id, outcome)) return;
    keep_connection(stream);
    end(id, outcome);
}

// The client is to send the request again, as after a connection that idled for too long.
void Process::close_silently(StreamId id)
{
    streams_[id].unlogged = true;
    record(streams_[id]).culprit = Node::id();
    end(id, Outcome::reset);
}

void Process::server_timeout(StreamId id)
{
    site().part(streams_[id].slot, streams_[id].level);
    streams_[id].phase = Phase::reading;
    observe(subject_of(streams_[id].backend, streams_[id].server), false, Observe::layer7);
    if (retry_silence(id, backend_at(streams_[id]).config->retry_on.response_timeout)) return;
    fail(id, 's', 'H', 504, Outcome::gateway_timeout);
}

// With an answer of HAProxy's own; in TCP mode the connection is closed without any.
void Process::fail(StreamId id, char cause, char stage, std::uint16_t status, Outcome outcome)
{
    Stream& stream = streams_[id];
    stream.cause = cause;
    stream.stage = stage;
    stream.status = status;
    record(stream).culprit = Node::id();
    const bool tcp = frontends_[stream.frontend].config->mode == Mode::tcp;
    // Who knows that connections may break hears of a failed one no more than that.
    stream.unanswered = tcp || (stage == 'C' && (cause == 's' ? !stream.first : stream.reused));
    end(id, stream.unanswered ? Outcome::reset : outcome);
}

// The server's side is over first, which lets others in; then the client's. An answer from a
// process that no longer holds the address reaches nobody.
void Process::end(StreamId id, Outcome outcome)
{
    Stream& stream = streams_[id];
    unlimit(id);
    end_attempt(stream);
    if (stream.has_slot)
        give_slot(id);
    else if (stream.server != absent)
        dequeue(stream.backend, stream.server);
    if (stream.backend != absent) --backend_at(stream).farm.requests;
    untrack(stream);
    if (site().haproxy_log() != nullptr && !stream.unlogged) log(stream);
    site().node_books(Node::id()).inside.lower(now());
    if (stream.visit == no_visit)
        leave_door(stream.bind);
    else
        stays(stream) ? rest(stream.visit) : close_visit(stream.visit);
    record(stream).verb = stream.verb;
    const Slot slot = stream.slot;
    const bool silent = stream.silent;
    streams_.close(id);
    if (silent || (cluster_ != nullptr && cluster_->holder() != Node::id()))
        return site().lose_answer(slot);
    site().answer(slot, outcome);
}

}  // namespace tiersim::haproxy
