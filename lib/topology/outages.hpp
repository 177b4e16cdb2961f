// SPDX-License-Identifier: MIT
/// How often parts of a site are down, as the scenario's faults or assumptions have it.
#pragma once

#include "scenario/site.hpp"
#include "tiersim/topology/site_structure.hpp"

#include <map>
#include <string>
#include <utility>

namespace tiersim {

/// Knows the outages of each part by its kind and name.
class KnownOutages {
public:
    KnownOutages(const Site& site, const Wears& wears);

    /// The part as the faults that name it have it; otherwise as it wears.
    Part part(PartKind kind, const std::string& name) const;

    /// What takes down all nodes of a tier at once.
    Part common_cause(const Tier& tier) const;

    /// The name of the link between two places, whichever comes first.
    static std::string link_name(const std::string& a, const std::string& b);

private:
    void learn(const Fault& fault);
    Wear wear(PartKind kind) const;
    Duration stretched(Duration up, PartKind kind, const std::string& name) const;

    const Site* site_;
    const Wears* wears_;
    std::map<std::pair<PartKind, std::string>, Part> known_;
};

/// A part that is down when `a` or `b` would be.
Part either_down(const Part& a, const Part& b);

}  // namespace tiersim
