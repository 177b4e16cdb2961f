// SPDX-License-Identifier: MIT
/// Those who operate a tier: they bring new versions to its nodes, and start and stop nodes as the
/// load goes. What they do to a node they tell to those who call it.
#pragma once

#include "model/simulation.hpp"
#include "tiersim/scenario/tiers.hpp"

#include <cstdint>
#include <vector>

namespace tiersim {

/// The operators of one tier.
class Operators {
public:
    Operators(Simulation& site, const AppServer& tier, std::vector<NodeId> nodes,
              std::uint32_t number);

    void start();

    /// Something that was planned is due; `more` as it was scheduled.
    void due(std::uint32_t more);

private:
    enum class Due : std::uint8_t { deploy, drain, stop, start, ready, look, boot, offer, shut };

    void schedule(Due what, Duration after, std::size_t subject);
    std::size_t batch_end(std::size_t first) const;
    void begin_deploy();
    void drain_batch(std::size_t first);
    void stop_batch(std::size_t first);
    void start_batch(std::size_t first);
    void end_batch(std::size_t first);
    void look();
    void add_nodes(std::size_t count);
    void remove_nodes(std::size_t count);
    double load();
    void offer(std::size_t node, bool offered);
    bool works(std::size_t node) const;

    Simulation* site_;
    const AppServer* tier_;
    std::vector<NodeId> nodes_;
    std::uint32_t number_;
    std::size_t deploy_ = 0;   ///< Which is under way.
    std::size_t running_ = 0;  ///< The first so many nodes are wanted.
    Instant changed_{};
    Instant looked_{};
    Wide load_area_ = 0;  ///< Of requests over time, at the last look.
};

}  // namespace tiersim
