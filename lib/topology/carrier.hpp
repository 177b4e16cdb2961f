// SPDX-License-Identifier: MIT
/// What the nodes of a site can do, compared with what is asked of them, when all are up and when
/// some are down.
#pragma once

#include "scenario/demand.hpp"
#include "tiersim/topology/capacity.hpp"
#include "topology/callees.hpp"

#include <string>
#include <vector>

namespace tiersim {

/// Something that work is done with.
enum class Resource : std::uint8_t { cores, workers, disks };

/// What is down.
struct Down {
    PartKind kind = PartKind::node;
    std::string name{};
};

/// A site under its load. `down` may be null: all is up.
class Carrier {
public:
    Carrier(const Site& site, const SiteStructure& structure);

    /// Requests a second of open populations.
    double offered() const { return offered_; }

    /// The tightest of all bounds.
    Bound bound(const Down* down) const;

    /// How busy each resource is when load is spread evenly.
    std::vector<Utilisation> utilisations(const Down* down) const;

private:
    /// What a tier's nodes are busy with together, and of that its first node alone.
    struct Busy {
        double all = 0.0;
        double first = 0.0;
    };

    std::vector<Callee> up(const Tier& tier, const Down* down) const;
    double available(const Callee& callee, Resource resource) const;
    Busy busy(const Tier& tier, Resource resource) const;
    void add(const Tier& tier, Resource resource, const Down* down,
             std::vector<Utilisation>& all) const;
    void add_hosts(const Down* down, std::vector<Utilisation>& all) const;
    double passes(const Callee& callee) const;
    Bound flow_to(const Tier& last, const Down* down) const;
    std::size_t vertex(const std::string& name) const;

    const Site& site_;
    const SiteStructure& structure_;
    Demand demand_;
    std::vector<const Tier*> tiers_;
    double offered_ = 0.0;
};

}  // namespace tiersim
