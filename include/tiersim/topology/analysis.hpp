// SPDX-License-Identifier: MIT
/// All that the structure of a site tells without a run.
#pragma once

#include "tiersim/topology/capacity.hpp"
#include "tiersim/topology/site_structure.hpp"
#include "tiersim/topology/structure.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace tiersim {

/// What is asked of an analysis.
struct AnalysisPlan {
    Wears wears{};
    std::size_t order = 2;  ///< Most parts of a cut set that is listed.
};

/// A part of a site as it is called here: "app-1", "host app-1", "zone site", "link a - b",
/// "all of app".
struct AnalysedPart {
    std::string name{};
    std::string kind{};  ///< "node", "host", "zone", "link" or "common cause".
    double unavailability = 0.0;
    Duration mean_down{};  ///< 0: its outages are not counted.
};

/// How much a part matters; structure.hpp says what the figures mean.
struct PartImportance {
    std::string part{};
    double birnbaum = 0.0;
    double fussell_vesely = 0.0;
    double risk_achievement = 1.0;
};

/// What a kind of request needs, and how often it lacks it.
struct ServiceAnalysis {
    std::string population{};
    std::string kind{};
    double unavailability = 0.0;
    double outages_per_year = 0.0;  ///< Of 8,760 hours.
    Duration mean_outage{};
    std::vector<std::vector<std::string>> cuts{};  ///< Minimal ones up to the order asked for, the
                                                   ///< small ones first.
    std::vector<PartImportance> importances{};  ///< Of all parts that it depends on, the one with
                                                ///< the largest share of the downtime first.
};

/// The site without a part.
struct AbsenceAnalysis {
    std::string without{};
    std::vector<std::string> failing{};  ///< "users: browse"
    Bound bound{};                       ///< Of what still works; 0 when nothing does.
};

/// Who asks whom.
struct Acquaintance {
    std::string from{};
    std::string to{};
};

/// A site's single points of failure, availability and capacity.
struct Analysis {
    std::string scenario{};
    std::size_t order = 0;  ///< Most parts of a cut set that is listed.
    std::vector<AnalysedPart> parts{};
    std::vector<ServiceAnalysis> services{};
    double offered = 0.0;                     ///< Requests a second of open populations.
    Bound healthy{};                          ///< With all parts up.
    std::vector<Utilisation> utilisations{};  ///< At the load offered, the busiest first.
    std::vector<AbsenceAnalysis> absences{};
    std::vector<Acquaintance> calls{};
};

/// Analyses a scenario that passes check(); structure_of() and capacity_of() say what is assumed.
/// std::length_error when the site is too large for an exact answer.
Analysis analyze(const Scenario& scenario, const AnalysisPlan& plan = {});

}  // namespace tiersim
