// SPDX-License-Identifier: MIT
/// Adds up what nodes can do.
#include "topology/carrier.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace tiersim {

namespace {

constexpr std::array all_resources{Resource::cores, Resource::workers, Resource::disks};

std::string name_of(Resource resource, const Tier& tier)
{
    switch (resource) {
        case Resource::cores: return "cores";
        case Resource::workers:
            return tier.role == Tier::Role::database ? "connections" : "workers";
        case Resource::disks: return "disks";
    }
    return {};
}

}  // namespace

Carrier::Carrier(const Site& site, const SiteStructure& structure)
    : site_{site}, structure_{structure}, demand_{site}
{
    for (const Clients& clients : site.scenario().clients)
        offered_ += mean_rate(clients.arrivals).per_second();
    for (const Tier* tier : reached(site))
        tiers_.push_back(tier);
}

Bound Carrier::bound(const Down* down) const
{
    Bound least;
    for (const Utilisation& one : utilisations(down)) {
        if (one.busy <= 0.0) continue;
        const double rate = offered_ * one.available / one.busy;
        if (rate < least.rate) least = {rate, one.of};
    }
    for (const Tier* last : tiers_) {
        const Bound flow = flow_to(*last, down);
        const bool leads_there = flow.rate > 0.0;  // what needs it fails otherwise
        if (leads_there && flow.rate < least.rate * (1.0 - 1e-6)) least = flow;
    }
    return least;
}

std::vector<Utilisation> Carrier::utilisations(const Down* down) const
{
    std::vector<Utilisation> all;
    for (const Tier* tier : tiers_)
        for (const Resource resource : all_resources)
            add(*tier, resource, down, all);
    add_hosts(down, all);
    return all;
}

// Of a cluster that has one address, the node that holds it.
std::vector<Callee> Carrier::up(const Tier& tier, const Down* down) const
{
    std::vector<Callee> left = nodes_of(tier);
    std::erase_if(left, [&](const Callee& callee) {
        if (down == nullptr) return false;
        switch (down->kind) {
            case PartKind::node: return callee.name() == down->name;
            case PartKind::host: return Site::host_of(tier, callee.number) == down->name;
            case PartKind::zone: return zone_of(site_, callee) == down->name;
            default: return false;
        }
    });
    if (left.size() > 1 && site_.has_one_address(tier)) left.resize(1);
    return left;
}

// What one node has of a resource; cores of a shared host are the host's.
double Carrier::available(const Callee& callee, Resource resource) const
{
    const Tier& tier = *callee.tier;
    double count = 0.0;
    switch (resource) {
        case Resource::cores: {
            const auto& place = *tier.place;
            count = place.hosts.empty() ? place.cores : 0.0;
            if (place.quota > 0.0 && (count == 0.0 || place.quota < count)) count = place.quota;
            count *= demand_.speed_of(tier, callee.number);
            break;
        }
        case Resource::workers: count = demand_.workers(tier).count; break;
        case Resource::disks: count = demand_.disks(tier); break;
    }
    return count > 0.0 ? count : unlimited;
}

Carrier::Busy Carrier::busy(const Tier& tier, Resource resource) const
{
    const Load load = demand_.of(tier);
    switch (resource) {
        case Resource::cores: return {load.cpu + load.cpu_primary, load.cpu_primary};
        case Resource::workers: return {load.held, 0.0};
        case Resource::disks: return {load.disk + load.disk_primary, load.disk_primary};
    }
    return {};
}

void Carrier::add(const Tier& tier, Resource resource, const Down* down,
                  std::vector<Utilisation>& all) const
{
    const Busy busy = this->busy(tier, resource);
    const auto left = up(tier, down);
    if (busy.all <= 0.0 || left.empty()) return;
    double available = 0.0;
    for (const Callee& callee : left)
        available += this->available(callee, resource);
    const std::string of = tier.name + ": " + name_of(resource, tier);
    if (available < unlimited) all.push_back({of, busy.all, available});
    const double first = this->available({&tier, 1}, resource);
    const bool is_up = left.front().number == 1;
    if (busy.first > 0.0 && left.size() > 1 && is_up && first < unlimited)
        all.push_back({node_name(tier.name, 1) + ": " + name_of(resource, tier) + " for writes",
                       busy.first, first});
}

// Each node takes an equal share of its tier's work.
void Carrier::add_hosts(const Down* down, std::vector<Utilisation>& all) const
{
    std::map<std::string, double> busy;
    for (const Tier* tier : tiers_) {
        if (tier->place->hosts.empty()) continue;
        const auto left = up(*tier, down);
        const Load load = demand_.of(*tier);
        for (const Callee& callee : left)
            busy[Site::host_of(*tier, callee.number)] += load.cpu /
                                                             static_cast<double>(left.size()) +
                                                         (callee.number == 1 ? load.cpu_primary
                                                                             : 0.0);
    }
    for (const auto& [name, cores] : busy) {
        const Host* const host = demand_.described(name);
        if (host != nullptr && host->cores > 0 && cores > 0.0)
            all.push_back({"host " + name + ": cores", cores, host->cores * host->speed});
    }
}

// Requests a second that pass a node when it does all that its tier is asked for.
double Carrier::passes(const Callee& callee) const
{
    double least = unlimited;
    for (const Resource resource : all_resources) {
        const Busy busy = this->busy(*callee.tier, resource);
        if (busy.all <= 0.0) continue;
        least = std::min(least, offered_ * available(callee, resource) / busy.all);
    }
    return least;
}

// From all populations to all nodes of `last`.
Bound Carrier::flow_to(const Tier& last, const Down* down) const
{
    ServiceGraph graph = structure_.graph;
    std::vector<double> capacities(graph.nodes.size() + 2, unlimited);
    const std::size_t source = graph.nodes.size();
    const std::size_t target = source + 1;
    graph.nodes.insert(graph.nodes.end(), {"source", "target"});
    std::map<std::string, const Tier*> owners;
    for (const Tier* tier : tiers_) {
        const auto left = up(*tier, down);
        for (const Callee& callee : nodes_of(*tier)) {
            const bool is_up = std::find(left.begin(), left.end(), callee) != left.end();
            const std::size_t at = vertex(callee.name());
            if (at == source) continue;
            owners[callee.name()] = tier;
            capacities[at] = is_up ? passes(callee) : 0.0;
            if (tier == &last) graph.links.push_back({at, target});
        }
    }
    for (const Clients& clients : site_.scenario().clients)
        graph.links.push_back({source, vertex(clients.name)});
    const Flow flow = greatest_flow(graph, capacities, source, target);
    std::set<std::string> names;
    for (const std::size_t at : flow.narrow)
        if (capacities[at] > 0.0) names.insert(owners.at(graph.nodes[at])->name);
    std::string narrow;
    for (const std::string& name : names)
        narrow += (narrow.empty() ? "" : ", ") + name;
    return {flow.amount, narrow + ": flow"};
}

std::size_t Carrier::vertex(const std::string& name) const
{
    const auto& nodes = structure_.graph.nodes;
    return static_cast<std::size_t>(std::find(nodes.begin(), nodes.end(), name) - nodes.begin());
}

}  // namespace tiersim
