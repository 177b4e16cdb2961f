// SPDX-License-Identifier: MIT
/// Running a model many times and looking at it meanwhile.
#pragma once

#include "model/simulation.hpp"
#include "oracles/seen.hpp"
#include "tiersim/scenario/scenario.hpp"

#include <functional>
#include <string>
#include <vector>

namespace oracles {

/// A site at one instant of its run.
class View {
public:
    explicit View(tiersim::Simulation& site) : site_{&site} {}

    double now() const { return to_seconds(site_->now()); }
    /// Requests of the first population that have not ended.
    double open() const;
    /// Requests at the node of this name, waiting or in work.
    double inside(const std::string& node) const { return books(node).inside.level(); }
    /// Its busy workers.
    double busy(const std::string& node) const { return books(node).busy.level(); }
    /// Acknowledged writes that a node of the only replicated database has not applied.
    std::uint64_t unapplied(std::size_t member) const;
    /// The requests at each node of a tier.
    std::vector<double> insides(const std::string& tier) const;

private:
    const tiersim::NodeBooks& books(const std::string& node) const;

    tiersim::Simulation* site_;
};

/// Thrown by a glance, it ends the run: what it was for has been seen.
struct Enough {};

/// What is noted at one glance.
using Glance = std::function<void(const View&, Seen&)>;

/// A glance at the given instants, or again and again after the warm-up.
struct Look {
    std::vector<tiersim::Duration> at{};
    tiersim::Duration every{};
    Glance glance{};
};

/// A model and how it is watched.
struct Trial {
    tiersim::Scenario scenario{};
    std::uint32_t runs = 1;  ///< In each batch.
    std::vector<Look> looks{};
    /// Makes a run's own scenario out of the common one: variants, and nodes that note what they
    /// see.
    std::function<void(tiersim::Scenario&, std::uint64_t run, Seen&)> prepare{};
    /// Looks at the books when a run is over.
    std::function<void(tiersim::Simulation&, Seen&)> conclude{};
};

/// As many batches as standard errors are made of.
inline constexpr std::size_t batches = 40;

/// What each batch of runs saw. Throws what tiersim says of a scenario that cannot be run.
std::vector<Seen> run(const Trial& trial, std::uint64_t seed);

}  // namespace oracles
