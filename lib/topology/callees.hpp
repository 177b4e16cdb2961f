// SPDX-License-Identifier: MIT
/// Which nodes a call can go to.
#pragma once

#include "scenario/site.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace tiersim {

/// One node of a tier, numbered from 1.
struct Callee {
    const Tier* tier = nullptr;
    std::uint32_t number = 1;

    std::string name() const { return node_name(tier->name, number); }
    friend auto operator<=>(const Callee&, const Callee&) = default;
};

/// All nodes of a tier.
std::vector<Callee> nodes_of(const Tier& tier);

/// For each thing that `tier` asks for a request of `kind`, the nodes of which one is enough.
std::vector<std::vector<Callee>> needs_of(const Site& site, const Tier& tier,
                                          const std::string& kind);

/// The zone of a node's host.
std::string zone_of(const Site& site, const Callee& callee);

}  // namespace tiersim
