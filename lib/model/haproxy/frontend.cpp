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
    expect_upload(stream);
    if (frontend.config->http_buffer_request && uploads(stream)) return buffer(id);
    route(id);
}

void Process::route(StreamId id)
{
    if (answer_monitor(id)) return;
    const Stream& stream = streams_[id];
    const Frontend& config = *frontends_[stream.frontend].config;
    const Ruler ruler{.proxy = &config.name, .acls = &config.acls, .timeouts = &config.timeouts};
    if (obey_all(id, config.rules, config.mode, ruler)) return;
    const Index backend = choose_backend(stream);
    if (backend == absent) return fail(id, 'S', 'C', 503, Outcome::unavailable);
    enter_backend(id, backend);
}

// Rules of TCP first, then of HTTP, then redirects.
bool Process::obey_all(StreamId id, const Rules& rules, Mode mode, const Ruler& ruler)
{
    if (obey(id, rules.tcp_content, ruler)) return true;
    return mode == Mode::http &&
           (obey(id, rules.http_request, ruler) || obey(id, rules.redirects, ruler));
}

// monitor-uri: whoever looks whether the process lives is answered at once, and not logged.
bool Process::answer_monitor(StreamId id)
{
    Stream& stream = streams_[id];
    const Frontend& config = *frontends_[stream.frontend].config;
    if (config.monitor_uri.empty() || stream.message->target != config.monitor_uri) return false;
    const Samples samples{*this, stream, config.acls, absent};
    stream.unlogged = true;
    for (const Condition& condition : config.monitor_fail) {
        if (!samples.holds(condition)) continue;
        fail(id, 'L', 'R', 503, Outcome::unavailable);
        return true;
    }
    fail(id, 'L', 'R', 200, Outcome::ok);
    return true;
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
    if (backend.config->http_buffer_request && uploads(stream)) return buffer(id);
    pass_backend(id);
}

void Process::pass_backend(StreamId id)
{
    const Stream& stream = streams_[id];
    const Index number = stream.backend;
    const Backend& config = *backends_[number].config;
    const bool has_obeyed = config.of_listen &&
                            frontends_[stream.frontend].config->name == config.name;
    const Ruler ruler{.proxy = &config.name,
                      .acls = &config.acls,
                      .timeouts = &config.timeouts,
                      .backend = number};
    if (!has_obeyed && obey_all(id, config.rules, config.mode, ruler)) return;
    find_bound(id);
    assign(id);
}

}  // namespace tiersim::haproxy
