// SPDX-License-Identifier: MIT
/// From the headers of a request to its backend.
#include "model/haproxy/samples.hpp"

namespace tiersim::haproxy {

// The headers are complete.
void Process::begin(StreamId id)
{
    Stream& stream = streams_[id];
    FrontendState& frontend = frontends_[stream.frontend];
    stream.phase = Phase::reading;
    stream.at.request = now_ms();
    frontend.request_rate.add(now_ms());
    const Index backend = choose_backend(stream);
    if (backend == absent) return fail(id, 'S', 'C', 503, Outcome::unavailable);
    enter_backend(id, backend);
}

// The first use_backend whose condition holds; else the default; `absent`: there is none.
Index Process::choose_backend(const Stream& stream) const
{
    const Frontend& frontend = *frontends_[stream.frontend].config;
    const Samples samples{*this, stream, frontend.acls, absent};
    std::string name = frontend.default_backend;
    for (const UseBackend& use : frontend.use_backends) {
        if (!samples.holds(use.when)) continue;
        std::string made;
        for (const Piece& piece : use.name) {
            made += piece.text;
            if (!piece.sample) continue;
            const auto found = samples.take(*piece.sample);
            if (!found.empty()) made += found.front().text;
        }
        if (backend_numbers_.count(made) > 0) name = made;
        break;
    }
    const auto found = backend_numbers_.find(name);
    return found == backend_numbers_.end() ? absent : found->second;
}

void Process::enter_backend(StreamId id, Index number)
{
    Stream& stream = streams_[id];
    BackendState& backend = backends_[number];
    stream.backend = number;
    ++backend.farm.requests;
    backend.session_rate.add(now_ms());
    assign(id);
}

}  // namespace tiersim::haproxy
