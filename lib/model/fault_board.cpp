// SPDX-License-Identifier: MIT
/// How faults come and go.
#include "model/fault_board.hpp"

#include "model/replica_set.hpp"
#include "model/shared_address.hpp"

#include <algorithm>

namespace tiersim {

FaultBoard::FaultBoard(Simulation& site, std::vector<Stricken> stricken)
    : site_{&site},
      stricken_{std::move(stricken)},
      began_(stricken_.size()),
      holds_(stricken_.size())
{
}

void FaultBoard::start(Instant end)
{
    const Scenario& scenario = site_->scenario();
    spells_ = all_spells(scenario.faults, scenario.crews, end, site_->seed());
    for (std::uint32_t i = 0; i < stricken_.size(); ++i) {
        const auto begins = static_cast<std::uint32_t>(What::fault) | 1U << 8U;
        const auto ends = static_cast<std::uint32_t>(What::fault);
        for (const Spell& spell : spells_[i]) {
            site_->agenda().schedule(Agenda::unsorted, spell.from, i, begins);
            if (spell.to < end) site_->agenda().schedule(Agenda::unsorted, spell.to, i, ends);
        }
    }
}

void FaultBoard::change(std::uint32_t fault, bool begins)
{
    begins ? ++holds_[fault] : --holds_[fault];
    begins ? ++holding_ : --holding_;
    if (begins) began_[fault] = site_->now();
    const Stricken& stricken = stricken_[fault];
    for (const auto& ends : stricken.wires)
        renew_wire(ends);
    for (const NodeId id : stricken.nodes)
        renew_node(id);
    for (std::size_t i = 0; i < site_->node_count(); ++i) {
        const auto id = static_cast<NodeId>(i);
        if (strikes_host(fault, site_->standing(id).host)) renew_node(id);
    }
    for (const auto& set : site_->replica_sets())
        set->conditions_changed();
}

bool FaultBoard::strikes_host(std::size_t fault, std::uint16_t host) const
{
    const auto& hosts = stricken_[fault].hosts;
    return std::find(hosts.begin(), hosts.end(), host) != hosts.end();
}

bool FaultBoard::strikes(std::size_t fault, NodeId id) const
{
    const auto& nodes = stricken_[fault].nodes;
    return std::find(nodes.begin(), nodes.end(), id) != nodes.end() ||
           strikes_host(fault, site_->standing(id).host);
}

// Of the faults that hold and do as `strikes` says, the one that began last.
template <class Strikes>
std::uint16_t FaultBoard::latest(const Strikes& strikes) const
{
    std::uint16_t found = no_fault;
    if (!any()) return found;
    for (std::size_t i = 0; i < holds_.size(); ++i)
        if (holds_[i] > 0 && strikes(i) && (found == no_fault || began_[i] >= began_[found]))
            found = static_cast<std::uint16_t>(i);
    return found;
}

std::uint16_t FaultBoard::at(NodeId id) const
{
    return latest([&](std::size_t fault) { return strikes(fault, id); });
}

std::uint16_t FaultBoard::between(NodeId a, NodeId b) const
{
    const std::pair there{site_->standing(a).place, site_->standing(b).place};
    const std::pair back{there.second, there.first};
    return latest([&](std::size_t fault) {
        const auto& wires = stricken_[fault].wires;
        return std::find(wires.begin(), wires.end(), there) != wires.end() ||
               std::find(wires.begin(), wires.end(), back) != wires.end();
    });
}

void FaultBoard::renew_node(NodeId id)
{
    Standing& standing = site_->standing(id);
    std::vector<const Effect*> own;
    std::vector<const Effect*> of_host;
    standing.error_takes = nullptr;
    for (std::size_t i = 0; i < holds_.size(); ++i) {
        if (holds_[i] == 0) continue;
        const auto& nodes = stricken_[i].nodes;
        const bool strikes_node = std::find(nodes.begin(), nodes.end(), id) != nodes.end();
        if (strikes_node) own.push_back(&effect(i));
        if (strikes_host(i, standing.host)) of_host.push_back(&effect(i));
        const auto* errors = std::get_if<Errors>(&effect(i));
        if (errors != nullptr && (strikes_node || strikes_host(i, standing.host)))
            standing.error_takes = &errors->takes;
    }
    const Condition node = combine(own);
    const Condition host = combine(of_host);
    site_->set_condition(id, node, host);
}

void FaultBoard::renew_wire(std::pair<PlaceId, PlaceId> ends)
{
    std::vector<const Effect*> effects;
    for (std::size_t i = 0; i < holds_.size(); ++i) {
        const auto& wires = stricken_[i].wires;
        if (holds_[i] > 0 && std::find(wires.begin(), wires.end(), ends) != wires.end())
            effects.push_back(&effect(i));
    }
    const Condition condition = combine(effects);
    for (Wire* wire : {&site_->wires().between(ends.first, ends.second),
                       &site_->wires().between(ends.second, ends.first)}) {
        wire->now = condition;
        wire->look();
    }
}

void FaultBoard::fail(Slot slot, Rng& draws)
{
    const Standing& standing = site_->standing(site_->request(slot).top().node);
    const Duration takes = standing.error_takes != nullptr ? sample(*standing.error_takes, draws)
                                                           : Duration{0};
    if (takes > Duration{0}) return site_->fail_after(slot, takes);
    site_->answer(slot, Outcome::error);
}

}  // namespace tiersim
