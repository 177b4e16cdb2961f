// SPDX-License-Identifier: MIT
/// Reads from the description who can serve a call.
#include "topology/callees.hpp"

#include "scenario/flow.hpp"
#include "scenario/haproxies.hpp"

#include <algorithm>

namespace tiersim {

namespace {

/// The nodes behind the backend that is used by default; behind all of them where there is none.
std::vector<Callee> servers_of(const Site& site, const Haproxy& haproxy)
{
    const auto& frontends = haproxy.config.frontends;
    const std::string usual = frontends.empty() ? "" : frontends[0].default_backend;
    std::vector<Callee> all;
    for (const haproxy::Backend& backend : haproxy.config.backends) {
        if (!usual.empty() && backend.name != usual) continue;
        for (const haproxy::Server& server : backend.servers) {
            const std::string place = server_place(site, haproxy, backend, server);
            const Tier* const tier = site.tier_of(place);
            if (tier == nullptr) continue;
            for (const Callee& callee : nodes_of(*tier))
                if (place == tier->name || place == callee.name()) all.push_back(callee);
        }
    }
    return all;
}

}  // namespace

std::vector<Callee> nodes_of(const Tier& tier)
{
    std::vector<Callee> all;
    for (std::uint32_t number = 1; number <= tier.place->replicas; ++number)
        all.push_back({&tier, number});
    return all;
}

std::vector<std::vector<Callee>> needs_of(const Site& site, const Tier& tier,
                                          const std::string& kind)
{
    if (tier.role == Tier::Role::haproxy)
        return {servers_of(site, site.scenario().haproxies[tier.index])};
    std::vector<std::vector<Callee>> needs;
    for (const Ask& ask : asks_of(site, tier, kind)) {
        if (ask.to->role == Tier::Role::cache || !ask.needed) continue;
        const bool write = ask.query != nullptr && ask.query->write;
        const bool first_only = write && !ask.to->fails_over;
        needs.push_back(first_only ? std::vector<Callee>{{ask.to, 1}} : nodes_of(*ask.to));
    }
    return needs;
}

std::string zone_of(const Site& site, const Callee& callee)
{
    const std::string name = Site::host_of(*callee.tier, callee.number);
    for (const Host& host : site.scenario().hosts)
        if (host.name == name) return host.zone;
    const auto& zones = callee.tier->place->zones;
    return zones.empty() ? Host{}.zone : zones[(callee.number - 1) % zones.size()];
}

}  // namespace tiersim
