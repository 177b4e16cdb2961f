// SPDX-License-Identifier: MIT
/// Follows the requests of each kind through the site and writes down what they need.
#include "tiersim/topology/site_structure.hpp"

#include "scenario/flow.hpp"
#include "topology/callees.hpp"
#include "topology/outages.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace tiersim {

namespace {

/// A node for requests of a kind.
using Errand = std::pair<Callee, std::string>;

class Reader {
public:
    Reader(const Site& site, const Wears& wears) : site_{site}, outages_{site, wears} {}

    SiteStructure read()
    {
        for (const Clients& clients : site_.scenario().clients) {
            const std::size_t at = vertex(clients.name);
            const Tier* const entry = site_.tier(clients.calls);
            for (const std::string& kind : kinds_of(clients))
                all_.services.push_back({clients.name, kind,
                                         entry == nullptr
                                             ? Structure::never
                                             : any_of(nodes_of(*entry), clients.zone, at, kind)});
        }
        return std::move(all_);
    }

private:
    /// At least one of `callees` works and can be reached from `zone`.
    Term any_of(const std::vector<Callee>& callees, const std::string& zone, std::size_t from,
                const std::string& kind)
    {
        std::vector<Term> terms;
        for (const Callee& callee : callees) {
            connect(from, callee);
            const std::array both{link(zone, zone_of(site_, callee)), works(callee, kind)};
            terms.push_back(all_.structure.all(both));
        }
        return all_.structure.any(terms);
    }

    Term works(const Callee& callee, const std::string& kind)
    {
        const Errand errand{callee, kind};
        if (const auto known = works_.find(errand); known != works_.end()) return known->second;
        std::vector<Term> terms = stands(callee);
        const std::string zone = zone_of(site_, callee);
        const std::size_t at = vertex(callee.name());
        for (const std::vector<Callee>& below : needs_of(site_, *callee.tier, kind))
            terms.push_back(any_of(below, zone, at, kind));
        return works_[errand] = all_.structure.all(terms);
    }

    /// What carries a node: itself, its tier, its host, their zone.
    std::vector<Term> stands(const Callee& callee)
    {
        std::vector<Term> terms{part(PartKind::node, callee.name())};
        if (const Part shared = outages_.common_cause(*callee.tier); shared.unavailability > 0.0)
            terms.push_back(part(PartKind::common, callee.tier->name));
        terms.push_back(part(PartKind::host, Site::host_of(*callee.tier, callee.number)));
        terms.push_back(part(PartKind::zone, zone_of(site_, callee)));
        return terms;
    }

    Term link(const std::string& a, const std::string& b)
    {
        return a == b ? Structure::always : part(PartKind::link, KnownOutages::link_name(a, b));
    }

    Term part(PartKind kind, const std::string& name)
    {
        const auto [known, is_new] = parts_.try_emplace({kind, name}, Structure::always);
        if (!is_new) return known->second;
        all_.kinds.push_back(kind);
        known->second = all_.structure.add(kind == PartKind::common
                                               ? outages_.common_cause(*site_.tier(name))
                                               : outages_.part(kind, name));
        return known->second;
    }

    std::size_t vertex(const std::string& name)
    {
        const auto [known, is_new] = vertices_.try_emplace(name, all_.graph.nodes.size());
        if (is_new) all_.graph.nodes.push_back(name);
        return known->second;
    }

    void connect(std::size_t from, const Callee& callee)
    {
        const ServiceGraph::Link link{from, vertex(callee.name())};
        auto& links = all_.graph.links;
        if (std::find(links.begin(), links.end(), link) == links.end()) links.push_back(link);
    }

    const Site& site_;
    KnownOutages outages_;
    SiteStructure all_;
    std::map<std::pair<PartKind, std::string>, Term> parts_;
    std::map<std::string, std::size_t> vertices_;
    std::map<Errand, Term> works_;
};

}  // namespace

SiteStructure structure_of(const Scenario& scenario, const Wears& wears)
{
    const Site site{scenario};
    return Reader{site, wears}.read();
}

}  // namespace tiersim
