// SPDX-License-Identifier: MIT
/// Follows requests from tier to tier.
#include "scenario/flow.hpp"

#include "scenario/findings.hpp"
#include "scenario/haproxies.hpp"

#include <algorithm>
#include <set>

namespace tiersim {

namespace {

/// Goes through the steps of a route.
class Asked {
public:
    explicit Asked(const Site& site) : site_{site} {}

    void follow(const std::vector<Step>& steps, double times, bool on_miss)
    {
        for (const auto& step : steps) {
            const auto& does = step.does;
            if (const auto* query = std::get_if<Query>(&does))
                add(query->to, times * query->times, on_miss, query);
            if (const auto* lookup = std::get_if<Lookup>(&does)) {
                add(lookup->to, times, on_miss, nullptr);
                follow(lookup->otherwise, times, true);
            }
            if (const auto* repeat = std::get_if<Repeat>(&does))
                follow(repeat->steps, times * repeat->mean, on_miss);
            if (const auto* perhaps = std::get_if<Perhaps>(&does))
                follow(perhaps->steps, times * perhaps->chance.value(), on_miss);
        }
    }

    void add(const std::string& to, double times, bool on_miss, const Query* query)
    {
        if (const auto* tier = site_.tier(to)) asks_.push_back({tier, times, on_miss, query});
    }

    std::vector<Ask> take() { return std::move(asks_); }

private:
    const Site& site_;
    std::vector<Ask> asks_;
};

/// Requests of one kind on their way: tiers in the order of a depth-first search.
class Search {
public:
    Search(const Site& site, std::string kind) : site_{site}, kind_{std::move(kind)} {}

    void visit(const Tier& tier)
    {
        if (!seen_.insert(&tier).second) return;
        for (const auto& ask : asks_of(site_, tier, kind_))
            visit(*ask.to);
        done_.push_back(&tier);
    }

    /// Each tier behind those that ask it.
    std::vector<const Tier*> order() const { return {done_.rbegin(), done_.rend()}; }

private:
    const Site& site_;
    std::string kind_;
    std::set<const Tier*> seen_;
    std::vector<const Tier*> done_;
};

/// Adds the calls that `rate` requests of a kind a second make at each tier.
void add_flow(const Site& site, const Tier& entry, const std::string& kind, double rate,
              std::map<Stop, double>& rates)
{
    std::map<const Tier*, double> at{{&entry, rate}};
    Search search{site, kind};
    search.visit(entry);
    for (const auto* tier : search.order()) {
        rates[{tier, kind}] += at[tier];
        for (const auto& ask : asks_of(site, *tier, kind))
            if (!ask.on_miss) at[ask.to] += at[tier] * ask.times;
    }
}

/// Each server gets an equal share of what comes to the backend that is asked by default; what
/// rules send elsewhere is not foreseen.
std::vector<Ask> asks_of_haproxy(const Site& site, const Tier& tier)
{
    const Haproxy& haproxy = site.scenario().haproxies[tier.index];
    const auto& frontends = haproxy.config.frontends;
    std::vector<Ask> asks;
    for (const haproxy::Backend& backend : haproxy.config.backends) {
        const bool usual = !frontends.empty() && frontends[0].default_backend == backend.name;
        for (const haproxy::Server& server : backend.servers) {
            const auto place = server_place(site, haproxy, backend, server);
            const double share = 1.0 / static_cast<double>(backend.servers.size());
            if (const Tier* to = site.tier_of(place))
                asks.push_back({.to = to, .times = usual ? share : 0.0});
        }
    }
    return asks;
}

}  // namespace

const Route* route_for(const AppServer& app, const std::string& kind)
{
    const Route* rest = nullptr;
    for (const auto& route : app.routes) {
        if (route.kind == kind) return &route;
        if (route.kind.empty()) rest = &route;
    }
    return rest;
}

const StaticContent* content_for(const WebServer& web, const std::string& kind)
{
    const auto found = std::find_if(web.content.begin(), web.content.end(),
                                    [&](const StaticContent& one) { return one.kind == kind; });
    return found == web.content.end() ? nullptr : &*found;
}

std::vector<Ask> asks_of(const Site& site, const Tier& tier, const std::string& kind)
{
    Asked asked{site};
    if (tier.role == Tier::Role::app) {
        const auto* route = route_for(site.scenario().app_servers[tier.index], kind);
        if (route != nullptr) asked.follow(route->steps, 1.0, false);
        return asked.take();
    }
    if (tier.role == Tier::Role::haproxy) return asks_of_haproxy(site, tier);
    const bool serves_itself = tier.role == Tier::Role::web &&
                               content_for(site.scenario().web_servers[tier.index], kind) !=
                                   nullptr;
    if (serves_itself) return {};
    for (const auto* upstream : tier.upstreams)
        asked.add(upstream->to, 1.0, false, nullptr);
    return asked.take();
}

std::map<Stop, double> offered(const Site& site)
{
    std::map<Stop, double> rates;
    for (const auto& clients : site.scenario().clients) {
        const auto* entry = site.tier(clients.calls);
        if (entry == nullptr) continue;
        const double all = mean_rate(clients.arrivals).per_second();
        const auto kinds = kinds_of(clients);
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            const double share = clients.mix.empty() ? 1.0 : clients.mix[i].share.value();
            add_flow(site, *entry, kinds[i], all * share, rates);
        }
    }
    return rates;
}

std::vector<const Tier*> reached(const Site& site)
{
    std::set<const Tier*> seen;
    std::vector<const Tier*> all;
    for (const auto& clients : site.scenario().clients) {
        const auto* entry = site.tier(clients.calls);
        if (entry == nullptr) continue;
        for (const auto& kind : kinds_of(clients)) {
            Search search{site, kind};
            search.visit(*entry);
            for (const auto* tier : search.order())
                if (seen.insert(tier).second) all.push_back(tier);
        }
    }
    return all;
}

}  // namespace tiersim
