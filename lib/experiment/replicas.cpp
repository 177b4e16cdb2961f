// SPDX-License-Identifier: MIT
/// How replications are run.
#include "experiment/replicas.hpp"

#include "model/fault_board.hpp"
#include "model/simulation.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace tiersim {

namespace {

std::string tier_of(const std::string& node) { return node.substr(0, node.rfind('-')); }

template <class Tier>
void note_tier(std::vector<NodeFacts>& nodes, const std::vector<Tier>& tiers,
               const std::string& role, std::uint32_t Tier::*workers)
{
    for (const Tier& tier : tiers)
        for (NodeFacts& node : nodes) {
            if (node.tier != tier.name) continue;
            node.role = role;
            if (workers != nullptr) node.workers = tier.*workers;
        }
}

std::vector<NodeFacts> facts_of(const Simulation& site, const Scenario& scenario)
{
    std::vector<NodeFacts> nodes;
    for (std::size_t i = 0; i < site.node_count(); ++i) {
        const auto id = static_cast<NodeId>(i);
        const std::string& name = site.node(id).name();
        nodes.push_back({.name = name, .tier = tier_of(name), .host = site.host_name(id)});
    }
    note_tier(nodes, scenario.balancers, "balancer", {});
    note_tier(nodes, scenario.haproxies, "HAProxy", {});
    note_tier(nodes, scenario.web_servers, "web server", &WebServer::workers);
    note_tier(nodes, scenario.app_servers, "application server", &AppServer::workers);
    note_tier(nodes, scenario.databases, "database", &Database::connections);
    note_tier(nodes, scenario.caches, "cache", &Cache::workers);
    note_tier(nodes, scenario.custom_tiers, "custom", {});
    return nodes;
}

/// Adds up how far all replications are.
class Progress {
public:
    Progress(const std::function<void(double)>& tell, std::uint32_t count)
        : tell_{tell}, shares_(count)
    {
    }

    void tell(std::uint32_t replication, double share)
    {
        if (!tell_) return;
        const std::lock_guard lock{mutex_};
        shares_[replication] = share;
        double sum = 0.0;
        for (const double one : shares_)
            sum += one;
        tell_(sum / static_cast<double>(shares_.size()));
    }

private:
    const std::function<void(double)>& tell_;
    std::mutex mutex_;
    std::vector<double> shares_;
};

}  // namespace

std::uint64_t replication_seed(std::uint64_t seed, std::uint32_t replication)
{
    return replication == 0 ? seed : mix(seed + replication * 0x9e3779b97f4a7c15U);
}

Replicas run_replications(const Scenario& scenario, const Run& run)
{
    const std::uint32_t count = std::max(1U, scenario.run.replications);
    Replicas replicas;
    replicas.runs.resize(count);
    Progress progress{run.progress, count};
    std::atomic<std::uint32_t> next{0};
    const auto work = [&] {
        for (std::uint32_t i = next++; i < count; i = next++) {
            Simulation site{scenario, replication_seed(scenario.run.seed, i)};
            if (i == 0 && run.haproxy_log) site.tell_of_haproxies(run.haproxy_log);
            if (i == 0 && run.haproxy_notices) site.tell_of_haproxies(run.haproxy_notices);
            site.run([&](double share) { progress.tell(i, share); });
            progress.tell(i, 1.0);
            replicas.runs[i] = {std::move(site.books()), site.faults().spells()};
            if (i > 0) continue;
            replicas.nodes = facts_of(site, scenario);
            replicas.kinds = site.kinds();
            replicas.stricken = site.stricken_nodes();
        }
    };
    const std::uint32_t cores = run.threads != 0 ? run.threads
                                                 : std::thread::hardware_concurrency();
    std::vector<std::jthread> others;
    for (std::uint32_t i = 1; i < std::min(std::max(cores, 1U), count); ++i)
        others.emplace_back(work);
    work();
    others.clear();
    return replicas;
}

}  // namespace tiersim
