// SPDX-License-Identifier: MIT
/// How a scenario becomes a simulation: hosts, nodes, their programs and pools, and what faults
/// will strike.
#pragma once

#include "model/fault_board.hpp"
#include "model/replica_set.hpp"
#include "model/server.hpp"
#include "model/server_pool.hpp"
#include "model/simulation.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tiersim {

/// Builds one simulation; gone afterwards.
class Builder {
public:
    explicit Builder(Simulation& site) : site_{&site}, scenario_{&site.scenario()} {}

    void build();

private:
    /// A host and what is known of its use.
    struct Machine {
        Host host{};
        std::vector<NodeId> nodes{};
        std::vector<double> quotas{};
        std::vector<Duration> quota_periods{};
        double concurrency = 0.0;  ///< Most jobs at once; infinite when a node has no limit.
        PlaceId place = 0;
        bool changes_speed = false;  ///< A node warms up or pauses.
    };

    using MakeNode = std::function<std::unique_ptr<Node>(std::uint32_t)>;

    void name_kinds();
    void add_hosts();
    void add_tiers();
    void add_tier(const std::string& name, const Placement& place, double concurrency,
                  const Program* program, const MakeNode& make);
    void add_balancers();
    SharedAddress* share_address(const std::string& tier, const Cluster& cluster);
    void add_servers();
    void give_lives();
    void give_life(const AppServer& tier);
    ReplicaSet* replica_set_of(const Database& tier);
    void add_cache(const Cache& tier);
    const Program* keep(Program program);
    void add_clients();
    void add_client(const Clients& clients, std::uint8_t number);
    std::uint16_t machine_for(const std::string& tier, const Placement& place, std::uint32_t index);
    void add_pools();
    void add_pools_of(const std::string& tier, std::vector<const Upstream*> upstreams);
    std::vector<Address> addresses(const std::string& tier) const;
    void place_servers();
    Address address(const std::string& name) const;
    Manners manners(const std::string& tier) const;
    Manners manners(const Database& tier) const;
    void lay_wires();
    bool is_special(const Host& host) const;
    void share_cores();
    bool can_be_short(std::size_t machine) const;
    bool can_change_speed(std::size_t machine) const;
    void find_stricken();
    Stricken strike(const Fault& fault) const;
    std::vector<PlaceId> places_of(const std::string& name) const;
    std::vector<NodeId> nodes_of(const std::string& name) const;
    void cut(Stricken& stricken, const std::vector<PlaceId>& side) const;
    void start();

    Simulation* site_;
    const Scenario* scenario_;
    std::vector<Machine> machines_;
    std::map<std::string, std::uint16_t> machine_numbers_;
    std::map<std::string, std::vector<NodeId>> tiers_;
    std::map<std::string, const SharedAddress*> shared_;
    std::map<std::string, ReplicaSet*> replica_sets_;
};

}  // namespace tiersim
