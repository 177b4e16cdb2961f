// SPDX-License-Identifier: MIT
/// Compares the places of a tier with how many requests its callers can hold at once.
#include "scenario/consequences.hpp"
#include "scenario/findings.hpp"
#include "scenario/flow.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace tiersim {

namespace {

using Count = std::uint64_t;

/// Requests that a node takes in at once.
struct Places {
    Count workers = 0;  ///< 0: no limit.
    Count queue = 0;    ///< Chosen by the user, not by default.
    std::string member{};
    std::string noun{};
    std::string queue_noun{};
};

Places places_of(const Site& site, const Tier& tier)
{
    const auto& scenario = site.scenario();
    const auto chosen = [](Count queue, bool unbounded, Count standard) {
        return unbounded || queue == standard ? 0 : queue;
    };
    if (tier.role == Tier::Role::app) {
        const auto& app = scenario.app_servers[tier.index];
        return {app.workers, chosen(app.queue, app.queue_unbounded, AppServer{}.queue), "workers",
                "worker", "the queue"};
    }
    if (tier.role == Tier::Role::database) {
        const auto& database = scenario.databases[tier.index];
        return {database.connections,
                chosen(database.queue, database.queue_unbounded, Database{}.queue), "connections",
                "connection", "the queue"};
    }
    if (tier.role == Tier::Role::cache)
        return {scenario.caches[tier.index].workers, 0, "workers", "worker", {}};
    return {};
}

/// How many requests a node of `tier` can have inside; 0: no limit.
Count inside(const Site& site, const Tier& tier)
{
    const auto& scenario = site.scenario();
    switch (tier.role) {
        case Tier::Role::balancer: return scenario.balancers[tier.index].connections;
        case Tier::Role::web: return scenario.web_servers[tier.index].connections;
        case Tier::Role::app: return scenario.app_servers[tier.index].workers;
        default: return 0;
    }
}

/// How many balancers of a tier serve at once.
Count serving(const Site& site, const Tier& tier)
{
    const bool one = tier.role == Tier::Role::balancer &&
                     std::holds_alternative<Standby>(site.scenario().balancers[tier.index].cluster);
    return one ? 1 : tier.place->replicas;
}

/// How many requests `caller` can have at one node of `to` at once; nothing when there is no limit.
std::optional<Count> held_by(const Site& site, const Tier& caller, const Upstream& upstream)
{
    if (upstream.timeout > Duration{0}) return std::nullopt;  // given up, they stay below
    const auto limit = Count{upstream.server_limit};
    const auto own = inside(site, caller);
    if (limit == 0 && own == 0) return std::nullopt;
    const auto node = limit == 0 ? own : own == 0 ? limit : std::min(limit, own);
    return node * serving(site, caller);
}

/// The callers of a tier and the sum of what they can hold at one of its nodes.
struct Callers {
    Count held = 0;
    std::vector<std::string> names{};
    bool limited = true;
};

Callers callers_of(const Site& site, const Tier& tier)
{
    Callers callers;
    for (const auto& clients : site.scenario().clients) {
        if (clients.calls == tier.name) callers.limited = false;
    }
    for (const auto& caller : site.tiers()) {
        const auto* upstream = site.upstream(caller, tier.name);
        if (upstream == nullptr) continue;
        const auto held = held_by(site, caller, *upstream);
        callers.limited = callers.limited && held.has_value();
        callers.held += held.value_or(0);
        callers.names.push_back(caller.name);
    }
    callers.limited = callers.limited && !callers.names.empty();
    return callers;
}

std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return text;
}

void look_at_places(const Site& site, const Tier& tier, std::vector<Problem>& problems)
{
    const auto places = places_of(site, tier);
    const auto callers = callers_of(site, tier);
    if (places.workers == 0 || !callers.limited) return;
    const auto way = joined(callers.names) + " -> " + tier.name + ": at most " +
                     counted(callers.held, "request") + " can be at a node at once; ";
    if (places.workers > callers.held)
        problems.push_back(warning_at(tier.pointer + "/" + places.member,
                                      way + grouped(places.workers - callers.held) + " of its " +
                                          counted(places.workers, places.noun) +
                                          " are never used"));
    else if (places.queue > callers.held - places.workers)
        problems.push_back(warning_at(
            tier.pointer + "/queue",
            way + counted(places.workers, places.noun) + " serve and the queue (" +
                grouped(places.queue) + ") will hold " + grouped(callers.held - places.workers) +
                " at most, " + grouped(places.queue - (callers.held - places.workers)) +
                " of its places are never used"));
}

void look_at_upstreams(const Site& site, const Tier& tier, std::vector<Problem>& problems)
{
    if (tier.role != Tier::Role::app) return;
    std::set<const Tier*> asked;
    for (const auto& kind : site.kinds())
        for (const auto& ask : asks_of(site, tier, kind))
            asked.insert(ask.to);
    for (const auto* upstream : tier.upstreams) {
        const auto* to = site.tier(upstream->to);
        if (to != nullptr && !asked.contains(to))
            problems.push_back(warning_at(Site::pointer_to(tier, *upstream),
                                          "no step of " + tier.name + " asks " + to->name));
    }
}

void look_at_hosts(const Site& site, std::vector<Problem>& problems)
{
    std::set<std::string> used;
    for (const auto& tier : site.tiers())
        used.insert(tier.place->hosts.begin(), tier.place->hosts.end());
    const auto& hosts = site.scenario().hosts;
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        if (used.contains(hosts[i].name)) continue;
        problems.push_back(
            warning_at("/hosts/" + std::to_string(i), "nothing stands on " + hosts[i].name));
    }
}

void look_at_placement(const Tier& tier, std::vector<Problem>& problems)
{
    const auto& place = *tier.place;
    if (place.hosts.empty()) return;
    const Placement standard;
    const auto pointer = tier.pointer + "/place/";
    const auto warn = [&](bool chosen, const std::string& member) {
        if (chosen)
            problems.push_back(warning_at(
                pointer + member,
                "has no effect: " + tier.name + " stands on named hosts, which have their own"));
    };
    warn(!place.zones.empty(), "zones");
    warn(place.cores != standard.cores, "cores");
    warn(place.speed != standard.speed, "speed");
    warn(place.discipline != standard.discipline, "discipline");
    warn(!place.speeds.empty(), "speeds");
}

}  // namespace

std::vector<Problem> warn_of_idle_places(const Site& site)
{
    std::vector<Problem> problems;
    const auto used = reached(site);
    for (const auto& tier : site.tiers()) {
        look_at_placement(tier, problems);
        if (std::find(used.begin(), used.end(), &tier) == used.end()) {
            problems.push_back(warning_at(tier.pointer, "no request ever comes to " + tier.name));
            continue;
        }
        look_at_places(site, tier, problems);
        look_at_upstreams(site, tier, problems);
    }
    look_at_hosts(site, problems);
    return problems;
}

}  // namespace tiersim
