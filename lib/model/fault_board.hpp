// SPDX-License-Identifier: MIT
/// Which faults hold, and how that makes nodes, hosts and wires be. Conditions are worked out anew
/// from all faults that hold whenever one begins or ends.
#pragma once

#include "model/simulation.hpp"
#include "tiersim/fault/fault.hpp"

#include <utility>
#include <vector>

namespace tiersim {

/// What a fault strikes, found when the site was built.
struct Stricken {
    std::vector<NodeId> nodes{};  ///< As processes.
    std::vector<std::uint16_t> hosts{};
    std::vector<std::pair<PlaceId, PlaceId>> wires{};
};

/// All faults of a run.
class FaultBoard {
public:
    FaultBoard(Simulation& site, std::vector<Stricken> stricken);

    /// Schedules all changes.
    void start(Instant end);
    /// A fault begins, or ends.
    void change(std::uint32_t fault, bool begins);
    /// A failing node answers a call with an error, after the time that takes.
    void fail(Slot slot, Rng& draws);

    /// Whether a fault strikes a node, itself or by its host.
    bool strikes(std::size_t fault, NodeId id) const;

    /// Whether any fault holds now.
    bool any() const { return holding_ > 0; }
    /// The fault that holds now at a node or its host, or between two nodes; the one that began
    /// last of several, no_fault if there is none.
    std::uint16_t at(NodeId id) const;
    std::uint16_t between(NodeId a, NodeId b) const;

    /// When each fault held.
    const std::vector<std::vector<Spell>>& spells() const { return spells_; }

private:
    const Effect& effect(std::size_t fault) const { return site_->scenario().faults[fault].effect; }
    template <class Strikes>
    std::uint16_t latest(const Strikes& strikes) const;
    void renew_node(NodeId id);
    void renew_wire(std::pair<PlaceId, PlaceId> ends);
    bool strikes_host(std::size_t fault, std::uint16_t host) const;

    Simulation* site_;
    std::vector<Stricken> stricken_;
    std::uint32_t holding_ = 0;         ///< Spells that hold now, of all.
    std::vector<Instant> began_;        ///< The last spell of each.
    std::vector<std::uint32_t> holds_;  ///< How often each fault holds now.
    std::vector<std::vector<Spell>> spells_;
};

}  // namespace tiersim
