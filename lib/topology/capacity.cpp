// SPDX-License-Identifier: MIT
/// Looks at a site with each of its parts missing.
#include "tiersim/topology/capacity.hpp"

#include "topology/carrier.hpp"

#include <algorithm>

namespace tiersim {

namespace {

/// Whether a host carries nothing but the node of its name.
bool is_own(const Site& site, const std::string& host)
{
    return site.nodes().count(host) > 0 && site.tier_of(host)->place->hosts.empty();
}

/// Takes away one part after the other.
class Absences {
public:
    Absences(const SiteStructure& structure, const Carrier& carrier)
        : structure_{structure}, carrier_{carrier}
    {
        for (const Service& service : structure.services)
            singles_.push_back(structure.structure.cuts(service.works, 1));
    }

    /// A part that no service uses is not looked at.
    void add(PartKind kind, const std::string& name)
    {
        const auto& parts = structure_.structure.parts();
        for (std::size_t part = 0; part < parts.size(); ++part)
            if (structure_.kinds[part] == kind && parts[part].name == name) add(part);
    }

    std::vector<Absence> take() { return std::move(all_); }

private:
    void add(std::size_t part)
    {
        Absence absence{.kind = structure_.kinds[part],
                        .name = structure_.structure.parts()[part].name};
        for (std::size_t i = 0; i < singles_.size(); ++i)
            if (std::find(singles_[i].begin(), singles_[i].end(), Cut{part}) != singles_[i].end())
                absence.failing.push_back(i);
        const Down down{absence.kind, absence.name};
        const bool nothing_left = absence.failing.size() == structure_.services.size();
        absence.bound = nothing_left ? Bound{0.0, absence.name} : carrier_.bound(&down);
        all_.push_back(std::move(absence));
    }

    const SiteStructure& structure_;
    const Carrier& carrier_;
    std::vector<std::vector<Cut>> singles_;  ///< Of each service.
    std::vector<Absence> all_;
};

}  // namespace

Capacity capacity_of(const Scenario& scenario, const SiteStructure& structure)
{
    const Site site{scenario};
    const Carrier carrier{site, structure};
    Capacity all{.offered = carrier.offered(),
                 .healthy = carrier.bound(nullptr),
                 .utilisations = carrier.utilisations(nullptr)};
    std::stable_sort(all.utilisations.begin(), all.utilisations.end(),
                     [](const Utilisation& a, const Utilisation& b) {
                         return a.busy * b.available > b.busy * a.available;
                     });
    Absences absences{structure, carrier};
    for (const Tier& tier : site.tiers())
        for (const Callee& callee : nodes_of(tier))
            absences.add(PartKind::node, callee.name());
    for (const std::string& host : site.hosts())
        if (!is_own(site, host)) absences.add(PartKind::host, host);
    for (const std::string& zone : site.zones())
        absences.add(PartKind::zone, zone);
    all.absences = absences.take();
    return all;
}

}  // namespace tiersim
