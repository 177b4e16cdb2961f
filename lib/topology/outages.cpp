// SPDX-License-Identifier: MIT
/// Turns faults into shares of time.
#include "topology/outages.hpp"

#include <algorithm>
#include <variant>

namespace tiersim {

namespace {

/// Whether nothing gets through while the fault holds.
bool stops(const Effect& effect)
{
    return std::holds_alternative<Crash>(effect) || std::holds_alternative<Hang>(effect) ||
           std::holds_alternative<Partition>(effect);
}

Part worn(std::string name, Duration up, Duration down)
{
    const double cycle = to_seconds(up) + to_seconds(down);
    if (up <= Duration{0} || cycle <= 0.0) return {.name = std::move(name)};
    return {.name = std::move(name), .unavailability = to_seconds(down) / cycle, .mean_down = down};
}

/// The part as a fault that comes again and again has it; never down when the fault does not.
Part worn(std::string name, const Fault& fault)
{
    if (fault.times > 0) return {.name = std::move(name)};
    if (fault.up && fault.down) return worn(std::move(name), mean(*fault.up), mean(*fault.down));
    if (fault.lasts > Duration{0} && fault.every > fault.lasts)
        return worn(std::move(name), fault.every - fault.lasts, fault.lasts);
    return {.name = std::move(name)};
}

double frequency(const Part& part)
{
    return part.mean_down > Duration{0} ? part.unavailability / to_seconds(part.mean_down) : 0.0;
}

}  // namespace

Part either_down(const Part& a, const Part& b)
{
    const double down = 1.0 - (1.0 - a.unavailability) * (1.0 - b.unavailability);
    const double often = frequency(a) * (1.0 - b.unavailability) +
                         frequency(b) * (1.0 - a.unavailability);
    return {.name = a.name,
            .unavailability = down,
            .mean_down = often > 0.0 ? from_seconds(down / often) : Duration{}};
}

KnownOutages::KnownOutages(const Site& site, const Wears& wears) : site_{&site}, wears_{&wears}
{
    for (const Fault& fault : site.scenario().faults)
        if (stops(fault.effect)) learn(fault);
}

// What happens once, or a few times, is no wear: it is left to the simulation.
void KnownOutages::learn(const Fault& fault)
{
    const auto note = [&](PartKind kind, const std::string& name) {
        const Part part = worn(name, fault);
        if (part.unavailability <= 0.0) return;
        const auto [known, is_new] = known_.try_emplace({kind, name}, part);
        if (!is_new) known->second = either_down(known->second, part);
    };
    if (!fault.host.empty()) note(PartKind::host, fault.host);
    if (!fault.zone.empty()) note(PartKind::zone, fault.zone);
    if (fault.between.size() == 2)
        note(PartKind::link, link_name(fault.between[0], fault.between[1]));
    if (fault.node.empty()) return;
    const Tier* const whole = site_->tier(fault.node);
    if (whole == nullptr)
        note(PartKind::node, fault.node);
    else if (whole->place->replicas == 1)
        note(PartKind::node, node_name(whole->name, 1));
    else
        note(PartKind::common, whole->name);
}

std::string KnownOutages::link_name(const std::string& a, const std::string& b)
{
    return std::min(a, b) + " - " + std::max(a, b);
}

Wear KnownOutages::wear(PartKind kind) const
{
    switch (kind) {
        case PartKind::node: return wears_->node;
        case PartKind::host: return wears_->host;
        case PartKind::zone: return wears_->zone;
        case PartKind::link: return wears_->link;
        case PartKind::common: break;
    }
    return {};
}

Part KnownOutages::part(PartKind kind, const std::string& name) const
{
    if (const auto found = known_.find({kind, name}); found != known_.end()) return found->second;
    const Wear wear = this->wear(kind);
    return worn(name, stretched(wear.up, kind, name), wear.down);
}

// Failures that take the whole tier along are none of the node's own.
Duration KnownOutages::stretched(Duration up, PartKind kind, const std::string& name) const
{
    const double own = 1.0 - wears_->common_cause.value();
    if (kind != PartKind::node || own == 1.0) return up;
    const Tier* const tier = site_->tier_of(name);
    if (tier == nullptr || tier->place->replicas < 2) return up;
    return own > 0.0 ? from_seconds(to_seconds(up) / own) : Duration{};
}

Part KnownOutages::common_cause(const Tier& tier) const
{
    const double share = wears_->common_cause.value();
    const Wear wear = wears_->node;
    Part shared{.name = tier.name};
    if (share > 0.0 && wear.up > Duration{0} && tier.place->replicas > 1)
        shared = worn(tier.name, from_seconds(to_seconds(wear.up) / share), wear.down);
    const auto found = known_.find({PartKind::common, tier.name});
    if (found == known_.end()) return shared;
    return shared.unavailability > 0.0 ? either_down(found->second, shared) : found->second;
}

}  // namespace tiersim
