// SPDX-License-Identifier: MIT
/// What a process writes down of a request at its end.
#include "model/haproxy/process.hpp"

namespace tiersim::haproxy {

namespace {

/// Between two stamps; -1 when it did not come to the second.
std::int64_t between(Millis from, Millis to) { return to < 0 ? -1 : to - from; }

/// Sizes of HAProxy's own answers, as its version 2.6 has them built in.
std::uint64_t own_answer(std::uint16_t status)
{
    switch (status) {
        case 200: return 49;
        case 302: return 83;
        case 400: return 206;
        case 403: return 192;
        case 408: return 212;
        case 429: return 225;
        case 500: return 208;
        case 502: return 209;
        case 503: return 217;
        case 504: return 198;
        default: return 0;
    }
}

/// A stamp that is set, else the one before it.
Millis known(Millis stamp, Millis before) { return stamp < 0 ? before : stamp; }

}  // namespace

void Process::log(const Stream& stream)
{
    const FrontendState& frontend = frontends_[stream.frontend];
    const Stamps& at = stream.at;
    const bool tcp = frontend.config->mode == Mode::tcp;
    LogRecord record{
        .process = name(),
        .client = stream.address,
        .port = 1024 + stream.slot % 60000,
        .began = std::chrono::milliseconds{at.accepted},
        .frontend = frontend.config->name,
        .encrypted = doors_[stream.bind].bind->ssl,
        .backend = frontend.config->name,
        .request = between(at.accepted, at.request),
        .waited = between(at.request, at.queue),
        .connect = between(known(at.queue, at.request), at.connect),
        .response = between(at.connect, at.data),
        .active = now_ms() - at.accepted,
        .status = stream.status == 0 ? -1 : stream.status,
        .termination = {stream.cause, stream.stage, stream.cookie_in, stream.cookie_out},
        .process_connections = connections_,
        .frontend_connections = frontend.connections,
        .retries = stream.retries,
        .redispatched = stream.redispatched,
        .server_queue = stream.server_position,
        .backend_queue = stream.backend_position,
        .line = stream.message->line(),
        .tcp = tcp};
    if (stream.stage == 'T') {  // HAProxy takes the time of the headers for a moment before it.
        record.request = -1;
        record.waited = record.active + 1;
    }
    if (stream.backend != absent) {
        const BackendState& backend = backends_[stream.backend];
        record.backend = backend.config->name;
        record.backend_connections = backend.farm.requests;
        if (stream.server != absent) {
            record.server = backend.servers[stream.server].config->name;
            record.server_connections = backend.servers[stream.server].sessions;
        }
    }
    if (tcp) {  // It knows nothing of requests.
        record.request = record.response = record.status = -1;
        record.line.clear();
    }
    record.bytes = at.data >= 0        ? stream.message->size
                   : stream.unanswered ? 0
                                       : own_answer(stream.status);
    (*site().haproxy_log())(record);
}

}  // namespace tiersim::haproxy
