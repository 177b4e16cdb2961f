// SPDX-License-Identifier: MIT
/// The names of a scenario and what bears them: tiers of all kinds alike, nodes, hosts, zones,
/// kinds of requests, populations.
#pragma once

#include "tiersim/scenario/scenario.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim {

/// A tier, whatever it is made of.
struct Tier {
    enum class Role : std::uint8_t { balancer, haproxy, web, app, database, cache, custom };
    Role role = Role::balancer;
    std::string name{};
    std::string pointer{};  ///< As in "/balancers/0".
    const Placement* place = nullptr;
    std::vector<const Upstream*> upstreams{};  ///< Those that name a tier.
    std::size_t index = 0;                     ///< In its list of the scenario.
    bool fails_over = false;  ///< A database of which another node may become the primary.
};

/// Reads the names of a scenario, which must outlive it.
class Site {
public:
    explicit Site(const Scenario& scenario);

    const Scenario& scenario() const { return *scenario_; }
    const std::vector<Tier>& tiers() const { return tiers_; }

    /// The first tier of this name; null when there is none.
    const Tier* tier(std::string_view name) const;

    /// The tier of this name, or the one that a node of this name belongs to; null when there is
    /// none.
    const Tier* tier_of(std::string_view name) const;

    /// Whether all who ask the tier come to one address: it has one node, or others stand by.
    bool has_one_address(const Tier& tier) const;

    /// The upstream by which `caller` asks `to`; null when there is none.
    const Upstream* upstream(const Tier& caller, std::string_view to) const;

    /// The pointer to one of the upstreams of `caller`.
    static std::string pointer_to(const Tier& caller, const Upstream& upstream);

    /// Hosts that are described, and those that come with their nodes.
    const std::set<std::string>& hosts() const { return hosts_; }
    const std::set<std::string>& nodes() const { return nodes_; }
    const std::set<std::string>& zones() const { return zones_; }

    /// The kinds of requests of all populations; "request" for one without a mix.
    const std::set<std::string>& kinds() const { return kinds_; }

    /// The host of a tier's node, which is numbered from 1.
    static std::string host_of(const Tier& tier, std::uint32_t number);

private:
    void add(Tier::Role role, const std::string& name, const std::string& list, std::size_t index,
             const Placement& place, std::vector<const Upstream*> upstreams);
    void add_tiers();
    void add_database(std::size_t index);
    void add_places();

    const Scenario* scenario_;
    std::vector<Tier> tiers_;
    std::set<std::string> hosts_;
    std::set<std::string> nodes_;
    std::set<std::string> zones_;
    std::set<std::string> kinds_;
};

/// The kinds of a population's requests.
std::vector<std::string> kinds_of(const Clients& clients);

}  // namespace tiersim
