// SPDX-License-Identifier: MIT
/// How much a site can carry before anything is simulated: healthy, and after each single loss.
#pragma once

#include "tiersim/topology/site_structure.hpp"

#include <string>
#include <vector>

namespace tiersim {

/// The most requests a second of all open populations together, in their present mix, that a site
/// can answer for long.
struct Bound {
    double rate = unlimited;   ///< Per second.
    std::string bottleneck{};  ///< What sets it, as in "app: cores"; empty: nothing does.
    friend bool operator==(const Bound&, const Bound&) = default;
};

/// How busy something is at the present load (utilisation law: rate times demand).
struct Utilisation {
    std::string of{};  ///< As in "app: cores".
    double busy = 0.0;
    double available = 0.0;
    friend bool operator==(const Utilisation&, const Utilisation&) = default;
};

/// The site without one of its parts.
struct Absence {
    PartKind kind = PartKind::node;
    std::string name{};
    std::vector<std::size_t> failing{};  ///< Services that do not work then.
    Bound bound{};                       ///< Of what still works; 0 when nothing does.
    friend bool operator==(const Absence&, const Absence&) = default;
};

/// What a site can carry.
struct Capacity {
    double offered = 0.0;  ///< Requests a second of open populations.
    Bound healthy{};
    std::vector<Utilisation> utilisations{};  ///< The busiest first.
    std::vector<Absence> absences{};  ///< Of each node, shared host and zone that a service uses.
};

/// Bounds from mean demands: by the utilisation law for the cores, workers and disks of each tier
/// and each shared host when load is spread evenly, and by the greatest flow from the populations
/// through the nodes. Queues, timeouts, retries, pauses and cache misses are left out, and so are
/// closed populations: a site fails its users well before it.
Capacity capacity_of(const Scenario& scenario, const SiteStructure& structure);

}  // namespace tiersim
