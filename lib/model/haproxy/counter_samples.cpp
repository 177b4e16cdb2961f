// SPDX-License-Identifier: MIT
/// Samples of the process's own counters; a request does not count in its backend before it is
/// there.
#include "model/haproxy/samples.hpp"

namespace tiersim::haproxy {

namespace {

Found counted(std::uint64_t value)
{
    const auto whole = static_cast<std::int64_t>(value);
    return {.text = std::to_string(whole), .number = whole};
}

/// Servers that take part; of backups one, or all.
std::uint32_t usable(const Farm& farm)
{
    if (farm.active_usable > 0) return farm.active_usable;
    if (farm.backups_usable == 0) return 0;
    return farm.all_backups ? farm.backups_usable : 1;
}

std::uint64_t average_queue(const BackendState& backend)
{
    const std::uint64_t servers = usable(backend.farm);
    return servers == 0 ? 2ULL * backend.waiting : (backend.waiting + servers - 1) / servers;
}

/// Slots and places in queues that are free; a server without a limit has no end of them.
std::int64_t slots_free(const BackendState& backend)
{
    std::int64_t free = 0;
    for (const auto& server : backend.farm.servers) {
        if (!server.usable()) continue;
        if (server.maxconn == 0 || server.maxqueue == 0) return -1;
        free += std::int64_t{server.maxconn} - server.served + server.maxqueue - server.queued;
    }
    return free;
}

std::int64_t connections_free(const BackendState& backend)
{
    std::int64_t free = 0;
    for (const auto& server : backend.farm.servers) {
        if (!server.usable()) continue;
        if (server.maxconn == 0) return -1;
        free += server.maxconn > server.served ? server.maxconn - server.served : 0;
    }
    return free;
}

}  // namespace

const BackendState* Samples::backend_named(const Sample& sample) const
{
    if (sample.arguments.empty())
        return backend_ == absent ? nullptr : &process_->backends_[backend_];
    const auto found = process_->backend_numbers_.find(sample.arguments.front());
    return found == process_->backend_numbers_.end() ? nullptr
                                                     : &process_->backends_[found->second];
}

const FrontendState& Samples::frontend_named(const Sample& sample) const
{
    for (const FrontendState& frontend : process_->frontends_)
        if (!sample.arguments.empty() && frontend.config->name == sample.arguments.front())
            return frontend;
    return process_->frontends_[stream_->frontend];
}

std::vector<Found> Samples::of_counters(const Sample& sample) const
{
    const Millis now = process_->now_ms();
    switch (sample.fetch) {
        case Fetch::frontend_connections: return {counted(frontend_named(sample).connections)};
        case Fetch::frontend_rate: return {counted(frontend_named(sample).session_rate.rate(now))};
        case Fetch::frontend_request_rate:
            return {counted(frontend_named(sample).request_rate.rate(now))};
        default: break;
    }
    const BackendState* const backend = backend_named(sample);
    if (backend == nullptr) return {};
    const auto whole = [](std::int64_t value) {
        return Found{.text = std::to_string(value), .number = value};
    };
    switch (sample.fetch) {
        case Fetch::queue: return {counted(backend->waiting)};
        case Fetch::average_queue: return {counted(average_queue(*backend))};
        case Fetch::servers_usable: return {counted(usable(backend->farm))};
        case Fetch::backend_connections: return {counted(backend->farm.requests)};
        case Fetch::backend_free: return {whole(connections_free(*backend))};
        case Fetch::slots_free: return {whole(slots_free(*backend))};
        case Fetch::backend_rate: return {counted(backend->session_rate.rate(now))};
        case Fetch::backend_name: return {{.text = backend->config->name}};
        default: return {};
    }
}

// "backend/server", or the name of a server of this backend.
std::vector<Found> Samples::of_server(const Sample& sample) const
{
    if (sample.arguments.empty()) return {};
    std::string name = sample.arguments.front();
    Sample of_backend = sample;
    of_backend.arguments.clear();
    if (const auto slash = name.find('/'); slash != std::string::npos) {
        of_backend.arguments.push_back(name.substr(0, slash));
        name = name.substr(slash + 1);
    }
    const BackendState* const backend = backend_named(of_backend);
    if (backend == nullptr) return {};
    for (std::size_t i = 0; i < backend->servers.size(); ++i) {
        const ServerState& server = backend->servers[i];
        if (server.config->name != name) continue;
        const auto& it = backend->farm.servers[i];
        switch (sample.fetch) {
            case Fetch::server_connections: return {counted(server.sessions)};
            case Fetch::server_free:
                if (it.maxconn == 0) return {{.text = "-1", .number = -1}};
                return {counted(it.maxconn > it.served ? it.maxconn - it.served : 0U)};
            case Fetch::server_queue: return {counted(it.queued)};
            case Fetch::server_rate: return {counted(server.session_rate.rate(process_->now_ms()))};
            case Fetch::server_up: return {counted(server.up() ? 1 : 0)};
            case Fetch::server_weight: return {counted(it.weight)};
            default: return {};
        }
    }
    return {};
}

}  // namespace tiersim::haproxy
