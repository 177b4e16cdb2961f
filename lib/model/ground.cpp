// SPDX-License-Identifier: MIT
/// Building the ground under the nodes: the wires between places, the cores of hosts, and what each
/// fault will strike of them.
#include "model/builder.hpp"

#include <algorithm>

namespace tiersim {

namespace {

bool is_of_wires(const Effect& effect)
{
    return std::holds_alternative<Delay>(effect) || std::holds_alternative<Loss>(effect) ||
           std::holds_alternative<Partition>(effect);
}

bool changes_speed(const Effect& effect)
{
    return std::holds_alternative<Slow>(effect) || std::holds_alternative<Hang>(effect);
}

}  // namespace

// Each zone is a place; a host that some link or fault names is one by itself.
void Builder::lay_wires()
{
    std::vector<PlaceName> places;
    const auto place_of = [&](const Host& host) {
        const std::string own = is_special(host) ? host.name : "";
        const auto found = std::find_if(places.begin(), places.end(), [&](const PlaceName& name) {
            return name.zone == host.zone && name.host == own;
        });
        const auto number = static_cast<PlaceId>(found - places.begin());
        if (found == places.end()) places.push_back({.zone = host.zone, .host = own});
        return number;
    };
    for (Machine& machine : machines_)
        machine.place = place_of(machine.host);
    for (std::size_t i = 0; i < site_->seats_.size(); ++i)
        site_->seats_[i].place = site_->standings_[i].place = machines_[site_->standings_[i].host]
                                                                  .place;
    site_->wires_ = std::make_unique<Wires>(scenario_->network, std::move(places), site_->agenda_);
    for (Seat& seat : site_->seats_)
        seat.hops = &site_->wires_->hop(seat.place, 0);
}

bool Builder::is_special(const Host& host) const
{
    const auto& links = scenario_->network.links;
    const bool named = std::any_of(links.begin(), links.end(), [&](const Link& link) {
        return link.from == host.name || link.to == host.name;
    });
    if (named) return true;
    const std::uint16_t number = machine_numbers_.at(host.name);
    for (const Fault& fault : scenario_->faults) {
        if (!is_of_wires(fault.effect)) continue;
        if (fault.host == host.name) return true;
        std::vector<std::string> names = fault.between;
        if (!fault.node.empty()) names.push_back(fault.node);
        for (const std::string& name : names) {
            if (name == host.name) return true;
            for (const NodeId id : nodes_of(name))
                if (site_->standing(id).host == number) return true;
        }
    }
    return false;
}

void Builder::share_cores()
{
    for (std::size_t i = 0; i < machines_.size(); ++i) {
        const Machine& machine = machines_[i];
        if (machine.nodes.empty() || (!can_be_short(i) && !can_change_speed(i))) continue;
        Cpu cpu{machine.host.cores, machine.host.speed, machine.host.discipline};
        for (std::size_t n = 0; n < machine.nodes.size(); ++n) {
            Standing& standing = site_->standing(machine.nodes[n]);
            standing.cpu = static_cast<std::int32_t>(site_->cpus_.size());
            standing.share = cpu.add_share(machine.quotas[n], machine.quota_periods[n]);
        }
        site_->cpus_.push_back(std::move(cpu));
        site_->cpu_alarms_.push_back(never);
    }
    for (std::size_t i = 0; i < site_->seats_.size(); ++i) {
        const Standing& standing = site_->standings_[i];
        site_->seats_[i].roomy = standing.cpu < 0 && standing.speed == 1.0;
    }
}

bool Builder::can_be_short(std::size_t number) const
{
    const Machine& machine = machines_[number];
    const auto has_quota = [](double quota) { return quota > 0.0; };
    if (std::any_of(machine.quotas.begin(), machine.quotas.end(), has_quota)) return true;
    return machine.host.cores > 0 && machine.concurrency > machine.host.cores;
}

bool Builder::can_change_speed(std::size_t number) const
{
    const Machine& machine = machines_[number];
    if (machine.changes_speed) return true;
    const auto strikes = [&](const Fault& fault) {
        if (!changes_speed(fault.effect)) return false;
        if (fault.host == machine.host.name || fault.zone == machine.host.zone) return true;
        for (const NodeId id : nodes_of(fault.node))
            if (site_->standing(id).host == number) return true;
        return false;
    };
    return std::any_of(scenario_->faults.begin(), scenario_->faults.end(), strikes);
}

// A tier's nodes, or the node of that name.
std::vector<NodeId> Builder::nodes_of(const std::string& name) const
{
    if (const auto tier = tiers_.find(name); tier != tiers_.end()) return tier->second;
    for (std::size_t i = 0; i < site_->node_count(); ++i)
        if (site_->node(static_cast<NodeId>(i)).name() == name) return {static_cast<NodeId>(i)};
    return {};
}

std::vector<PlaceId> Builder::places_of(const std::string& name) const
{
    std::vector<PlaceId> places;
    for (const Machine& machine : machines_)
        if (machine.host.name == name || machine.host.zone == name) places.push_back(machine.place);
    for (const NodeId id : nodes_of(name))
        places.push_back(site_->standing(id).place);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

void Builder::find_stricken()
{
    std::vector<Stricken> all;
    for (const Fault& fault : scenario_->faults)
        all.push_back(strike(fault));
    site_->faults_ = std::make_unique<FaultBoard>(*site_, std::move(all));
}

Stricken Builder::strike(const Fault& fault) const
{
    Stricken stricken;
    if (!fault.between.empty()) {
        for (const PlaceId a : places_of(fault.between.front()))
            for (const PlaceId b : places_of(fault.between.back()))
                stricken.wires.push_back({a, b});
        return stricken;
    }
    const std::string& place = !fault.zone.empty()   ? fault.zone
                               : !fault.host.empty() ? fault.host
                                                     : fault.node;
    if (is_of_wires(fault.effect)) {
        cut(stricken, places_of(place));
        return stricken;
    }
    if (!fault.node.empty()) stricken.nodes = nodes_of(fault.node);
    for (std::uint16_t i = 0; i < machines_.size(); ++i) {
        const Host& host = machines_[i].host;
        const bool struck = !fault.zone.empty() ? host.zone == fault.zone
                                                : !fault.host.empty() && host.name == fault.host;
        if (struck && !machines_[i].nodes.empty()) stricken.hosts.push_back(i);
    }
    return stricken;
}

// All wires from `side` to everywhere else.
void Builder::cut(Stricken& stricken, const std::vector<PlaceId>& side) const
{
    const auto inside = [&](PlaceId place) {
        return std::find(side.begin(), side.end(), place) != side.end();
    };
    for (const PlaceId a : side)
        for (PlaceId b = 0; b < site_->wires_->count(); ++b)
            if (!inside(b)) stricken.wires.push_back({a, b});
}

}  // namespace tiersim
