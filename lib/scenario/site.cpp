// SPDX-License-Identifier: MIT
/// Collects the names of a scenario.
#include "scenario/site.hpp"

#include <algorithm>
#include <utility>

namespace tiersim {

namespace {

constexpr std::uint32_t most_nodes = 100'000;  // of a tier whose nodes are worth naming

std::vector<const Upstream*> pointers(const std::vector<Upstream>& upstreams)
{
    std::vector<const Upstream*> all;
    for (const auto& upstream : upstreams)
        all.push_back(&upstream);
    return all;
}

}  // namespace

std::vector<std::string> kinds_of(const Clients& clients)
{
    if (clients.mix.empty()) return {"request"};
    std::vector<std::string> names;
    for (const auto& kind : clients.mix)
        names.push_back(kind.name);
    return names;
}

Site::Site(const Scenario& scenario) : scenario_{&scenario}
{
    add_tiers();
    add_places();
    for (const auto& clients : scenario.clients) {
        zones_.insert(clients.zone);
        for (const auto& kind : kinds_of(clients))
            kinds_.insert(kind);
    }
}

const Tier* Site::tier(std::string_view name) const
{
    const auto found = std::find_if(tiers_.begin(), tiers_.end(),
                                    [&](const Tier& tier) { return tier.name == name; });
    return found == tiers_.end() ? nullptr : &*found;
}

const Tier* Site::tier_of(std::string_view name) const
{
    if (const Tier* const found = tier(name)) return found;
    return nodes_.count(std::string{name}) > 0 ? tier(name.substr(0, name.rfind('-'))) : nullptr;
}

bool Site::has_one_address(const Tier& tier) const
{
    if (tier.place->replicas == 1) return true;
    const auto stands_by = [](const Cluster& cluster) {
        return std::holds_alternative<Standby>(cluster);
    };
    if (tier.role == Tier::Role::balancer)
        return stands_by(scenario_->balancers[tier.index].cluster);
    return tier.role == Tier::Role::haproxy && stands_by(scenario_->haproxies[tier.index].cluster);
}

const Upstream* Site::upstream(const Tier& caller, std::string_view to) const
{
    for (const auto* upstream : caller.upstreams) {
        if (upstream->to == to) return upstream;
    }
    return nullptr;
}

std::string Site::pointer_to(const Tier& caller, const Upstream& upstream)
{
    if (caller.role != Tier::Role::app && caller.role != Tier::Role::custom)
        return caller.pointer + "/upstream";
    const auto found = std::find(caller.upstreams.begin(), caller.upstreams.end(), &upstream);
    return caller.pointer + "/upstreams/" + std::to_string(found - caller.upstreams.begin());
}

std::string Site::host_of(const Tier& tier, std::uint32_t number)
{
    const auto& hosts = tier.place->hosts;
    return hosts.empty() ? node_name(tier.name, number) : hosts[(number - 1) % hosts.size()];
}

void Site::add(Tier::Role role, const std::string& name, const std::string& list, std::size_t index,
               const Placement& place, std::vector<const Upstream*> upstreams)
{
    tiers_.push_back({.role = role,
                      .name = name,
                      .pointer = "/" + list + "/" + std::to_string(index),
                      .place = &place,
                      .upstreams = std::move(upstreams),
                      .index = index});
}

void Site::add_tiers()
{
    using Role = Tier::Role;
    const auto& all = *scenario_;
    for (std::size_t i = 0; i < all.balancers.size(); ++i) {
        const auto& tier = all.balancers[i];
        add(Role::balancer, tier.name, "balancers", i, tier.place, {&tier.upstream});
    }
    for (std::size_t i = 0; i < all.haproxies.size(); ++i)
        add(Role::haproxy, all.haproxies[i].name, "haproxies", i, all.haproxies[i].place, {});
    for (std::size_t i = 0; i < all.web_servers.size(); ++i) {
        const auto& tier = all.web_servers[i];
        std::vector<const Upstream*> below;
        if (!tier.upstream.to.empty()) below.push_back(&tier.upstream);
        add(Role::web, tier.name, "web_servers", i, tier.place, std::move(below));
    }
    for (std::size_t i = 0; i < all.app_servers.size(); ++i) {
        const auto& tier = all.app_servers[i];
        add(Role::app, tier.name, "app_servers", i, tier.place, pointers(tier.upstreams));
    }
    for (std::size_t i = 0; i < all.databases.size(); ++i)
        add_database(i);
    for (std::size_t i = 0; i < all.caches.size(); ++i)
        add(Role::cache, all.caches[i].name, "caches", i, all.caches[i].place, {});
    for (std::size_t i = 0; i < all.custom_tiers.size(); ++i) {
        const auto& tier = all.custom_tiers[i];
        add(Role::custom, tier.name, "custom_tiers", i, tier.place, pointers(tier.upstreams));
    }
}

void Site::add_database(std::size_t index)
{
    const Database& tier = scenario_->databases[index];
    add(Tier::Role::database, tier.name, "databases", index, tier.place, {});
    tiers_.back().fails_over = tier.failover.has_value();
}

void Site::add_places()
{
    for (const auto& host : scenario_->hosts) {
        hosts_.insert(host.name);
        zones_.insert(host.zone);
    }
    for (const auto& tier : tiers_) {
        const auto& place = *tier.place;
        if (place.hosts.empty() && place.zones.empty()) zones_.insert(Host{}.zone);
        zones_.insert(place.zones.begin(), place.zones.end());
        for (std::uint32_t number = 1; number <= std::min(place.replicas, most_nodes); ++number) {
            nodes_.insert(node_name(tier.name, number));
            if (place.hosts.empty()) hosts_.insert(node_name(tier.name, number));
        }
    }
}

}  // namespace tiersim
