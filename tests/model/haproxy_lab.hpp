// SPDX-License-Identifier: MIT
/// A laboratory for a HAProxy: requests at given times, servers that do what they are told, and the
/// log as the result. The network takes no time, so that only HAProxy's own rules show.
#pragma once

#include "tiersim/experiment/simulate.hpp"
#include "tiersim/io/haproxy_log.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace lab {

using namespace tiersim;
using namespace tiersim::literals;
using haproxy::LogRecord;

/// One frontend "fe" on port 80, one backend "be" with servers "s1", "s2", ...
struct Lab {
    Scenario site{};
    Trace trace{};
    Result result{};

    explicit Lab(std::size_t servers)
    {
        site.name = "lab";
        site.run.duration = 60s;
        site.network = {.latency = 0ns, .local = 0ns};
        site.clients = {{.name = "users", .calls = "lb", .mix = {{.name = "request"}}}};
        site.haproxies = {{.name = "lb"}};
        haproxy::Config& config = site.haproxies[0].config;
        config.frontends = {{.name = "fe",
                             .mode = haproxy::Mode::http,
                             .binds = {{.port = 80}},
                             .default_backend = "be"}};
        config.backends = {{.name = "be", .mode = haproxy::Mode::http}};
        be().timeouts = {.connect = 1s, .server = 10s};
        for (std::size_t i = 0; i < servers; ++i)
            add_server("be", "s" + std::to_string(i + 1));
    }

    haproxy::Config& config() { return site.haproxies[0].config; }
    haproxy::Frontend& fe() { return config().frontends[0]; }
    haproxy::Backend& be() { return config().backends[0]; }
    haproxy::Server& server(std::size_t number) { return be().servers[number - 1]; }

    void add_server(const std::string& backend, const std::string& name)
    {
        for (haproxy::Backend& one : config().backends)
            if (one.name == backend) one.servers.push_back({.name = name});
        site.app_servers.push_back(
            {.name = name, .routes = {{.steps = {{Compute{.recorded = true}}}}}});
    }

    /// The number of a new kind of request.
    std::uint32_t kind(Kind kind)
    {
        kind.name = "kind-" + std::to_string(site.clients[0].mix.size());
        kind.share = Probability::of(0.0);
        site.clients[0].mix.push_back(std::move(kind));
        return static_cast<std::uint32_t>(site.clients[0].mix.size() - 1);
    }

    /// A request at a time; the server takes `service` for it.
    void ask(Duration at, Duration service = 0ms, std::uint32_t kind = 0)
    {
        trace.arrivals.push_back({.at = at, .service = service, .kind = kind});
    }

    void crash(const std::string& server, Duration at = 0ms, Duration lasts = 0ms)
    {
        site.faults.push_back({.effect = Crash{}, .node = server, .at = at, .lasts = lasts});
    }

    /// The host is dead: nobody hears anything from it.
    void silence(const std::string& server, Duration at = 0ms, Duration lasts = 0ms)
    {
        site.faults.push_back({.effect = Crash{}, .host = server + "-1", .at = at, .lasts = lasts});
    }

    /// The log of a run, in the order of the ends of requests.
    std::vector<LogRecord> run()
    {
        site.clients[0].arrivals = trace;
        site.clients[0].limit = trace.arrivals.size();
        std::vector<LogRecord> log;
        result = simulate(site, {.haproxy_log = [&](const LogRecord& one) { log.push_back(one); }});
        return log;
    }
};

/// "TR/Tw/Tc/Tr/Ta"
inline std::string times(const LogRecord& record)
{
    return std::to_string(record.request) + "/" + std::to_string(record.waited) + "/" +
           std::to_string(record.connect) + "/" + std::to_string(record.response) + "/" +
           std::to_string(record.active);
}

/// "ac/fc/bc/sc"
inline std::string counters(const LogRecord& record)
{
    return std::to_string(record.process_connections) + "/" +
           std::to_string(record.frontend_connections) + "/" +
           std::to_string(record.backend_connections) + "/" +
           std::to_string(record.server_connections);
}

/// "srv_queue/backend_queue"
inline std::string queues(const LogRecord& record)
{
    return std::to_string(record.server_queue) + "/" + std::to_string(record.backend_queue);
}

/// "status state retries", as in "503 SC-- +3".
inline std::string verdict(const LogRecord& record)
{
    return std::to_string(record.status) + " " + record.termination + " " +
           (record.redispatched ? "+" : "") + std::to_string(record.retries);
}

/// The last characters of the servers' names, in the order in which the requests began: "1213".
inline std::string servers(std::vector<LogRecord> log)
{
    std::stable_sort(log.begin(), log.end(),
                     [](const auto& a, const auto& b) { return a.began < b.began; });
    std::string all;
    for (const LogRecord& record : log)
        all += record.server.empty() ? '-' : record.server.back();
    return all;
}

}  // namespace lab
