// SPDX-License-Identifier: MIT
/// Asks the structure everything, and names what it answers.
#include "tiersim/topology/analysis.hpp"

namespace tiersim {

namespace {

constexpr double hours_a_year = 8760.0;

std::string kind_name(PartKind kind)
{
    switch (kind) {
        case PartKind::node: return "node";
        case PartKind::host: return "host";
        case PartKind::zone: return "zone";
        case PartKind::link: return "link";
        case PartKind::common: return "common cause";
    }
    return {};
}

std::string full_name(PartKind kind, const std::string& name)
{
    switch (kind) {
        case PartKind::node: return name;
        case PartKind::common: return "all of " + name;
        default: return kind_name(kind) + " " + name;
    }
}

class Analyst {
public:
    Analyst(const Scenario& scenario, const AnalysisPlan& plan)
        : scenario_{scenario}, plan_{plan}, site_{structure_of(scenario, plan.wears)}
    {
    }

    Analysis work()
    {
        all_.scenario = scenario_.name;
        all_.order = plan_.order;
        const auto& parts = site_.structure.parts();
        for (std::size_t i = 0; i < parts.size(); ++i)
            all_.parts.push_back({full_name(site_.kinds[i], parts[i].name),
                                  kind_name(site_.kinds[i]), parts[i].unavailability,
                                  parts[i].mean_down});
        for (const Service& service : site_.services)
            look_at(service);
        look_at_capacity();
        for (const auto& link : site_.graph.links)
            all_.calls.push_back({site_.graph.nodes[link.from], site_.graph.nodes[link.to]});
        return std::move(all_);
    }

private:
    void look_at(const Service& service)
    {
        const Structure& structure = site_.structure;
        const Outages outages = structure.outages(service.works);
        ServiceAnalysis one{.population = service.population,
                            .kind = service.kind,
                            .unavailability = outages.unavailability,
                            .outages_per_year = outages.per_hour * hours_a_year,
                            .mean_outage = outages.mean_length};
        for (const Cut& cut : structure.cuts(service.works, plan_.order)) {
            one.cuts.emplace_back();
            for (const std::size_t part : cut)
                one.cuts.back().push_back(all_.parts[part].name);
        }
        for (const Importance& importance : structure.importances(service.works))
            one.importances.push_back({all_.parts[importance.part].name, importance.birnbaum,
                                       importance.fussell_vesely, importance.risk_achievement});
        all_.services.push_back(std::move(one));
    }

    void look_at_capacity()
    {
        const Capacity capacity = capacity_of(scenario_, site_);
        all_.offered = capacity.offered;
        all_.healthy = capacity.healthy;
        all_.utilisations = capacity.utilisations;
        for (const Absence& absence : capacity.absences) {
            AbsenceAnalysis one{.without = full_name(absence.kind, absence.name),
                                .bound = absence.bound};
            for (const std::size_t i : absence.failing)
                one.failing.push_back(site_.services[i].population + ": " + site_.services[i].kind);
            all_.absences.push_back(std::move(one));
        }
    }

    const Scenario& scenario_;
    const AnalysisPlan& plan_;
    SiteStructure site_;
    Analysis all_;
};

}  // namespace

Analysis analyze(const Scenario& scenario, const AnalysisPlan& plan)
{
    return Analyst{scenario, plan}.work();
}

}  // namespace tiersim
