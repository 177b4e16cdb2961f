// SPDX-License-Identifier: MIT
/// When nodes, and what is made of them, were down in a run.
#pragma once

#include "model/simulation.hpp"
#include "oracles/expression.hpp"

#include <vector>

namespace oracles {

/// Stretches of time, in seconds of the simulation; ascending and apart.
struct Downtime {
    struct Stretch {
        double from = 0.0;
        double to = 0.0;
    };
    std::vector<Stretch> spells{};

    double total() const;
    /// Whether it is down at an instant.
    bool holds(double at) const;
};

/// When fewer than `needed` of the nodes struck by `count` faults, from the `first` on, were up.
Downtime outages_of(tiersim::Simulation& site, std::size_t first, std::size_t count,
                    std::size_t needed);

/// The same of servers that stand in zones in turn, the faults of the zones following theirs.
Downtime outages_with_zones(tiersim::Simulation& site, std::size_t servers, std::size_t zones,
                            std::size_t needed);

/// When one or the other is down.
Downtime either(const Downtime& a, const Downtime& b);

/// The share of the time in which all servers of a queue are down.
Expression express_all_down(const Record& record);

/// Takeovers of an address, outages that are planned, and what one user sees.
Expression express_outage(const Record& record);

}  // namespace oracles
