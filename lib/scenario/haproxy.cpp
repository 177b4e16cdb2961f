// SPDX-License-Identifier: MIT
/// What HAProxy puts in place of settings that nobody wrote.
#include "tiersim/scenario/haproxy.hpp"

#include <algorithm>

namespace tiersim::haproxy {
namespace {

/// A backend whose name is made for each request is not foreseen, as in HAProxy.
bool leads_to(const Frontend& frontend, const std::string& backend)
{
    if (frontend.default_backend == backend) return true;
    return std::any_of(
        frontend.use_backends.begin(), frontend.use_backends.end(),
        [&](const UseBackend& use) { return !use.made() && use.name.front().text == backend; });
}

}  // namespace

std::optional<Duration> queue_limit(const Timeouts& timeouts)
{
    return timeouts.queue ? timeouts.queue : timeouts.connect;
}

Duration tarpit_hold(const Timeouts& timeouts)
{
    if (timeouts.tarpit) return *timeouts.tarpit;
    return timeouts.connect.value_or(Duration{0});
}

std::optional<Duration> keep_alive_limit(const Timeouts& timeouts)
{
    return timeouts.http_keep_alive ? timeouts.http_keep_alive : request_limit(timeouts);
}

std::optional<Duration> request_limit(const Timeouts& timeouts)
{
    return timeouts.http_request ? timeouts.http_request : timeouts.client;
}

std::uint32_t full_load(const Config& config, const Backend& backend, std::uint32_t maxconn)
{
    if (backend.fullconn) return *backend.fullconn;
    std::uint64_t sum = 0;
    for (const Frontend& frontend : config.frontends) {
        if (leads_to(frontend, backend.name)) sum += frontend.maxconn.value_or(maxconn);
    }
    return static_cast<std::uint32_t>(std::max<std::uint64_t>(1, (sum + 9) / 10));
}

std::uint32_t listen_backlog(const Frontend& frontend, const Bind& bind)
{
    if (bind.backlog) return *bind.backlog;
    if (frontend.backlog) return *frontend.backlog;
    if (bind.maxconn) return *bind.maxconn;
    return frontend.maxconn.value_or(1024);
}

const Backend* find_backend(const Config& config, const std::string& name)
{
    const auto at = std::find_if(config.backends.begin(), config.backends.end(),
                                 [&](const Backend& backend) { return backend.name == name; });
    return at == config.backends.end() ? nullptr : &*at;
}

}  // namespace tiersim::haproxy
