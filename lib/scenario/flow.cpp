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

    void follow(const std::vector<Step>& steps, const Ask& how)
    {
        for (const auto& step : steps)
            std::visit([&](const auto& what) { follow(what, how); }, step.does);
    }

    void add(const std::string& to, const Ask& how, const Query* query = nullptr)
    {
        const auto* tier = site_.tier(to);
        if (tier == nullptr) return;
        asks_.push_back(how);
        asks_.back().to = tier;
        asks_.back().query = query;
        if (query != nullptr) asks_.back().times *= query->times;
    }

    std::vector<Ask> take() { return std::move(asks_); }

private:
    static Ask times(Ask how, double factor)
    {
        how.times *= factor;
        return how;
    }

    void follow(const Compute& /*step*/, const Ask& /*how*/) {}
    void follow(const Wait& /*step*/, const Ask& /*how*/) {}
    void follow(const Query& query, const Ask& how) { add(query.to, how, &query); }
    void follow(const Lookup& lookup, Ask how)
    {
        add(lookup.to, how);
        how.on_miss = true;
        follow(lookup.otherwise, how);
    }
    void follow(const Repeat& repeat, const Ask& how)
    {
        follow(repeat.steps, times(how, repeat.mean));
    }
    void follow(const Perhaps& perhaps, const Ask& how)
    {
        follow(perhaps.steps, times(how, perhaps.chance.value()));
    }
    void follow(const OneOf& choice, const Ask& how)
    {
        for (const auto& way : choice.ways)
            follow(way.steps, times(how, way.chance.value()));
    }

    /// What fails may be done without, and what is done then may never be done.
    void follow(const Attempt& attempt, Ask how)
    {
        how.needed = false;
        follow(attempt.steps, how);
        follow(attempt.otherwise, times(how, 0.0));
    }

    /// A tier is needed that more branches ask than may fail.
    void follow(const Parallel& parallel, Ask how)
    {
        how.beside = true;
        const auto first = asks_.size();
        std::map<const Tier*, std::uint64_t> askers;
        std::uint64_t branches = 0;
        for (const auto& branch : parallel.branches) {
            const auto own = asks_.size();
            follow(branch.steps, times(how, branch.after > Duration{0} ? 0.0 : branch.copies));
            std::set<const Tier*> asked;
            for (std::size_t i = own; i < asks_.size(); ++i)
                if (asks_[i].needed) asked.insert(asks_[i].to);
            for (const auto* tier : asked)
                askers[tier] += branch.copies;
            branches += branch.copies;
        }
        const auto wanted = parallel.wait_for == 0 ? branches : parallel.wait_for;
        for (std::size_t i = first; i < asks_.size(); ++i)
            asks_[i].needed = asks_[i].needed && askers[asks_[i].to] > branches - wanted;
    }

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
        if (route != nullptr) asked.follow(route->steps, Ask{});
        return asked.take();
    }
    if (tier.role == Tier::Role::haproxy) return asks_of_haproxy(site, tier);
    const bool serves_itself = tier.role == Tier::Role::web &&
                               content_for(site.scenario().web_servers[tier.index], kind) !=
                                   nullptr;
    if (serves_itself) return {};
    for (const auto* upstream : tier.upstreams)
        asked.add(upstream->to, Ask{});
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
