// SPDX-License-Identifier: MIT
/// What a process that starts knows: its configuration, and nothing else. All servers with checks
/// are up until one fails.
#include "model/haproxy/balance.hpp"
#include "model/haproxy/process.hpp"

#include <algorithm>

namespace tiersim::haproxy {

namespace {

/// The lowest number from 1 that no server bears and none before took.
std::uint32_t free_id(const std::vector<Server>& servers, const Farm& farm)
{
    std::uint32_t id = 1;
    const auto taken = [&] {
        const auto bears = [&](const auto& server) { return server.id == id; };
        return std::any_of(servers.begin(), servers.end(), bears) ||
               std::any_of(farm.servers.begin(), farm.servers.end(), bears);
    };
    while (taken())
        ++id;
    return id;
}

Farm::Server farm_server(const Server& server)
{
    Farm::Server it;
    it.weight = server.weight;
    it.backup = server.backup;
    it.maxconn = server.maxconn;
    it.minconn = server.minconn;
    it.maxqueue = server.maxqueue;
    it.slow_start = std::chrono::ceil<std::chrono::seconds>(server.slowstart.value_or(Duration{}));
    it.up = !server.disabled;
    return it;
}

}  // namespace

void Process::begin_anew()
{
    const Config& config = tier_->config;
    maxconn_ = config.global.maxconn.value_or(usual_maxconn);
    connections_ = 0;
    serial_ = 0;
    gate_due_ = no_time;
    session_rate_ = connection_rate_ = FrequencyCounter{};
    open_doors();
    backends_.clear();
    tables_.clear();
    for (const StickTable& table : config.frontend_tables)
        tables_.emplace_back(table);
    for (const Backend& backend : config.backends)
        open_backend(backend);
    find_tracked();
    draws_ = Rng{site().seed(), name() + "/checks"};
    dice_ = Dice{};
}

// "backend/server", or a server of the same backend.
void Process::find_tracked()
{
    for (BackendState& backend : backends_)
        for (ServerState& server : backend.servers) {
            std::string name = server.config->track;
            if (name.empty()) continue;
            if (name.find('/') == std::string::npos) name = backend.config->name + "/" + name;
            const auto found = server_numbers_.find(name);
            if (found != server_numbers_.end()) server.tracks = found->second;
        }
}

void Process::open_doors()
{
    frontends_.clear();
    doors_.clear();
    for (const Frontend& frontend : tier_->config.frontends) {
        const auto number = static_cast<Index>(frontends_.size());
        frontends_.push_back({.config = &frontend});
        if (frontend.disabled) continue;
        for (const Bind& bind : frontend.binds)
            doors_.push_back(
                {.bind = &bind, .frontend = number, .backlog = listen_backlog(frontend, bind)});
    }
}

void Process::open_backend(const Backend& config)
{
    BackendState& backend = backends_.emplace_back();
    const auto& addresses = addresses_[backends_.size() - 1];
    backend.config = &config;
    if (config.table) tables_.emplace_back(*config.table);
    backend.balancer = balancer_for(config.balance);
    backend.farm.all_backups = config.allbackups;
    backend.farm.fullconn = full_load(tier_->config, config, maxconn_);
    for (std::size_t i = 0; i < config.servers.size(); ++i) {
        const Server& server = config.servers[i];
        Farm::Server it = farm_server(server);
        it.id = server.id != 0 ? server.id : free_id(config.servers, backend.farm);
        backend.farm.servers.push_back(it);
        ServerState& state = backend.servers.emplace_back();
        state.config = &server;
        state.address = addresses[i];
        state.is.maint = server.disabled;
        state.health = server.disabled ? 0 : server.check.rise;
        server_numbers_[config.name + "/" + server.name] = subject_of(
            static_cast<Index>(backends_.size() - 1), static_cast<Index>(i));
    }
    backend.balancer.start(backend.farm);
}

}  // namespace tiersim::haproxy
