// SPDX-License-Identifier: MIT
/// Building tiers of balancers and of HAProxy processes, and the addresses that they share.
#include "model/balancer.hpp"
#include "model/builder.hpp"
#include "model/haproxy/process.hpp"
#include "model/shared_address.hpp"
#include "scenario/haproxies.hpp"

#include <limits>

namespace tiersim {

void Builder::add_balancers()
{
    const auto add = [this](const auto& tier, auto make) {
        SharedAddress* const address = share_address(tier.name, tier.cluster);
        add_tier(tier.name, tier.place,
                 is_zero(tier.work) ? 0.0 : std::numeric_limits<double>::infinity(), nullptr,
                 [&](std::uint32_t) { return make(address); });
        if (address == nullptr) return;
        for (const NodeId id : tiers_[tier.name])
            address->add(id);
    };
    for (const LoadBalancer& tier : scenario_->balancers)
        add(tier,
            [&](SharedAddress* address) { return std::make_unique<Balancer>(tier, address); });
    if (!scenario_->haproxies.empty()) {
        site_->messages_ = std::make_unique<haproxy::Messages>(*scenario_, site_->kinds());
        site_->jars_ = std::make_unique<haproxy::Jars>(*scenario_);
    }
    for (const Haproxy& tier : scenario_->haproxies)
        add(tier, [&](SharedAddress* address) {
            return std::make_unique<haproxy::Process>(tier, address, *site_->messages_,
                                                      *site_->jars_);
        });
}

// Null when all nodes of the tier serve.
SharedAddress* Builder::share_address(const std::string& tier, const Cluster& cluster)
{
    const auto* const standby = std::get_if<Standby>(&cluster);
    if (standby == nullptr) return nullptr;
    const auto number = static_cast<std::uint32_t>(site_->addresses_.size());
    site_->addresses_.push_back(std::make_unique<SharedAddress>(*site_, *standby, number));
    shared_[tier] = site_->addresses_.back().get();
    return site_->addresses_.back().get();
}

// Each server of a HAProxy is a node, or an address of a cluster.
void Builder::place_servers()
{
    if (scenario_->haproxies.empty()) return;
    const Site site{*scenario_};
    for (const Haproxy& tier : scenario_->haproxies) {
        haproxy::Addresses places;
        for (const haproxy::Backend& backend : tier.config.backends) {
            auto& servers = places.emplace_back();
            for (const haproxy::Server& server : backend.servers)
                servers.push_back(address(server_place(site, tier, backend, server)));
        }
        for (const NodeId id : tiers_.at(tier.name))
            static_cast<haproxy::Process&>(site_->node(id)).place_servers(places);
    }
}

// Of a node, or of a tier that has just one.
Address Builder::address(const std::string& name) const
{
    if (tiers_.count(name) > 0) return addresses(name).front();
    return {.node = nodes_of(name).front()};
}

}  // namespace tiersim
