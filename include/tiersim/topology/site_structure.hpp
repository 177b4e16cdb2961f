// SPDX-License-Identifier: MIT
/// What of a site must be up for its users' requests: nodes, hosts, zones and the links between
/// zones, by kind of request.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/scenario/scenario.hpp"
#include "tiersim/topology/service_graph.hpp"
#include "tiersim/topology/structure.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tiersim {

/// Mean times between failures of a part and its repairs.
struct Wear {
    Duration up{};    ///< Mean time from a repair to the next failure; 0: it never fails.
    Duration down{};  ///< Mean time to repair.
    friend bool operator==(const Wear&, const Wear&) = default;
};

/// What is assumed of parts that no fault of the scenario takes down.
struct Wears {
    Wear node{};
    Wear host{};
    Wear zone{};
    Wear link{};
    /// The share of the failures of nodes that take all nodes of their tier along (the beta factor;
    /// Fleming 1975). All come back together.
    Probability common_cause{};
    friend bool operator==(const Wears&, const Wears&) = default;
};

/// What a part of a site is.
enum class PartKind : std::uint8_t {
    node,
    host,
    zone,
    link,
    common,  ///< What takes all nodes of a tier down at once.
};

/// A kind of request of a population, and what it needs.
struct Service {
    std::string population{};
    std::string kind{};
    Term works{};
    friend bool operator==(const Service&, const Service&) = default;
};

/// The structure of a site.
struct SiteStructure {
    Structure structure{};
    std::vector<PartKind> kinds{};  ///< Of the structure's parts.
    std::vector<Service> services{};
    ServiceGraph graph{};  ///< Populations and nodes, and who asks whom.
};

/// Reads the structure of a scenario that passes check(). A call works when its node, its host and
/// their zone are up, and so is at least one server of each tier that it asks, links included:
/// every failure is seen at once, and the rest carries the load. What is done with a chance, or on
/// a cache's miss, is needed; caches are not. Writes need the first node of a
/// database, unless it fails over. HAProxy
/// sends everything to the backend that is used by default, or to any where there is none.
///
/// Faults that stop a part (crash, hang, partition) and come again and again, at random or every so
/// often, say how often it is down. Such a fault of a whole tier is a common cause. Parts without
/// one wear as `wears` says; what happens only a few times is left to the simulation.
SiteStructure structure_of(const Scenario& scenario, const Wears& wears = {});

}  // namespace tiersim
