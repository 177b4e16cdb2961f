// SPDX-License-Identifier: MIT
/// Trying again: when another server is chosen, and when there is a pause before.
#include "model/haproxy/process.hpp"

#include <algorithm>

namespace tiersim::haproxy {

namespace {

constexpr Millis longest_pause = 1000;

bool hashes(Algorithm algorithm)
{
    switch (algorithm) {
        case Algorithm::source:
        case Algorithm::uri:
        case Algorithm::url_param:
        case Algorithm::hdr:
        case Algorithm::hash:
        case Algorithm::rdp_cookie: return true;
        default: return false;
    }
}

}  // namespace

bool Process::redispatches(const Stream& stream) const
{
    const BackendState& backend = backends_[stream.backend];
    const std::int64_t every = backend.config->redispatch;
    if (every == 0 || stream.force_persist) return false;
    const auto& server = backend.farm.servers[stream.server];
    if (!server.up || server.rise) return true;
    const std::int64_t turn = every > 0 ? every : backend.config->retries + 1 + every;
    if (turn != 0 && stream.retries % turn == 0) return true;
    return !stream.direct && backend.farm.active_usable > 1 &&
           !hashes(backend.config->balance.algorithm);
}

// One more attempt. A pause is made only where the same server, or the only one, comes next.
void Process::try_again(StreamId id, bool pause)
{
    Stream& stream = streams_[id];
    BackendState& backend = backend_at(stream);
    ++stream.retries;
    const bool elsewhere = redispatches(stream);
    pause = pause && !stream.reused && (!elsewhere || backend.farm.active_usable <= 1);
    if (elsewhere) {
        const Index before = stream.server;
        if (stream.has_slot) give_slot(id);
        forget_server(stream);
        stream.avoid = before;
    }
    if (!pause) return connect(id);
    stream.phase = Phase::pausing;
    record(stream).stage = Stage::in_line;
    const auto longest = backend.config->timeouts.connect;
    limit(id, std::min(longest ? millis(*longest) : longest_pause, longest_pause));
}

// No answer where `retry-on` allows for that. The connection is over, and with it goes the place at
// the server: the next attempt is made without one, beyond the server's maxconn (quirk Q41).
bool Process::retry_silence(StreamId id, bool wanted)
{
    Stream& stream = streams_[id];
    if (!wanted || !may_retry_answer(stream)) return false;
    end_attempt(stream);
    stream.has_slot ? give_slot(id) : dequeue(stream.backend, stream.server);
    return retry_answer(id, true);
}

bool Process::may_retry_answer(const Stream& stream) const
{
    return !stream.no_l7_retry && stream.retries < backends_[stream.backend].config->retries;
}

// An answer that `retry-on` names; false when it is the last.
bool Process::retry_answer(StreamId id, bool wanted)
{
    Stream& stream = streams_[id];
    if (!wanted || !may_retry_answer(stream)) return false;
    end_attempt(stream);
    try_again(id, false);
    return true;
}

}  // namespace tiersim::haproxy
