// SPDX-License-Identifier: MIT
/// The figures of an analysis of a site's structure.
#pragma once

#include "report/key.hpp"
#include "tiersim/topology/analysis.hpp"

namespace tiersim::report {

constexpr Title title(Of<AnalysedPart> /*of*/)
{
    return {"part", "Something that is up or down by itself."};
}
template <class Visit>
constexpr void describe(Of<AnalysedPart> /*of*/, Visit& visit)
{
    using P = AnalysedPart;
    visit(Key{"name", "", Basis::none, "\"app-1\", \"host app-1\", \"zone site\""}, &P::name);
    visit(Key{"kind", "", Basis::none, "node, host, zone, link or common cause."}, &P::kind);
    visit(Key{"unavailability", "share", Basis::none, "Of time that it is down."},
          &P::unavailability);
    visit(Key{"mean_down_s", "s", Basis::none, "Mean outage; 0: its outages are not counted."},
          &P::mean_down);
}

constexpr Title title(Of<PartImportance> /*of*/)
{
    return {"importance", "How much a part matters."};
}
template <class Visit>
constexpr void describe(Of<PartImportance> /*of*/, Visit& visit)
{
    using P = PartImportance;
    visit(Key{"part", "", Basis::none, "Its name."}, &P::part);
    visit(Key{"birnbaum", "", Basis::none, "Chance that the service hangs on this part alone."},
          &P::birnbaum);
    visit(Key{"fussell_vesely", "share", Basis::none,
              "Of the downtime that would go if it never failed."},
          &P::fussell_vesely);
    visit(Key{"risk_achievement", "", Basis::none, "Times the downtime if it were always down."},
          &P::risk_achievement);
}

constexpr Title title(Of<ServiceAnalysis> /*of*/)
{
    return {"service", "What a kind of request needs, and how often it lacks it."};
}
template <class Visit>
constexpr void describe(Of<ServiceAnalysis> /*of*/, Visit& visit)
{
    using S = ServiceAnalysis;
    visit(Key{"population", "", Basis::none, "Who asks."}, &S::population);
    visit(Key{"kind", "", Basis::none, "For what."}, &S::kind);
    visit(Key{"unavailability", "share", Basis::none, "Of time that it cannot be served."},
          &S::unavailability);
    visit(Key{"outages_per_year", "", Basis::none, "Mean number in 8,760 hours."},
          &S::outages_per_year);
    visit(Key{"mean_outage_s", "s", Basis::none, "0: there are none."}, &S::mean_outage);
    visit(Key{"cuts", "", Basis::none, "Minimal cut sets by the names of their parts."}, &S::cuts);
    visit(Key{"importances", "", Basis::none, "Of all parts that it depends on."}, &S::importances);
}

constexpr Title title(Of<Bound> /*of*/)
{
    return {"bound", "The most that can be answered for long, and what sets it."};
}
template <class Visit>
constexpr void describe(Of<Bound> /*of*/, Visit& visit)
{
    visit(Key{"rate", "1/s", Basis::none, "Null: nothing limits it."}, &Bound::rate);
    visit(Key{"bottleneck", "", Basis::none, "\"app: cores\""}, &Bound::bottleneck);
}

constexpr Title title(Of<Utilisation> /*of*/)
{
    return {"utilisation", "How busy something is at the load offered."};
}
template <class Visit>
constexpr void describe(Of<Utilisation> /*of*/, Visit& visit)
{
    visit(Key{"of", "", Basis::none, "\"app: cores\""}, &Utilisation::of);
    visit(Key{"busy", "", Basis::none, "How many are busy."}, &Utilisation::busy);
    visit(Key{"available", "", Basis::none, "How many there are."}, &Utilisation::available);
}

constexpr Title title(Of<AbsenceAnalysis> /*of*/)
{
    return {"absence", "The site without one of its parts."};
}
template <class Visit>
constexpr void describe(Of<AbsenceAnalysis> /*of*/, Visit& visit)
{
    using A = AbsenceAnalysis;
    visit(Key{"without", "", Basis::none, "The part."}, &A::without);
    visit(Key{"failing", "", Basis::none, "What cannot be served then."}, &A::failing);
    visit(Key{"bound", "", Basis::none, "Of what still works."}, &A::bound);
}

constexpr Title title(Of<Acquaintance> /*of*/) { return {"call", "Who asks whom."}; }
template <class Visit>
constexpr void describe(Of<Acquaintance> /*of*/, Visit& visit)
{
    visit(Key{"from", "", Basis::none, "A population or a node."}, &Acquaintance::from);
    visit(Key{"to", "", Basis::none, "A node."}, &Acquaintance::to);
}

constexpr Title title(Of<Analysis> /*of*/)
{
    return {"analysis", "What the structure of a site tells without a run."};
}
template <class Visit>
constexpr void describe(Of<Analysis> /*of*/, Visit& visit)
{
    using A = Analysis;
    visit(Key{"scenario", "", Basis::none, "Its name."}, &A::scenario);
    visit(Key{"order", "", Basis::none, "Most parts of a cut set that is listed."}, &A::order);
    visit(Key{"parts", "", Basis::none, "All that may be down."}, &A::parts);
    visit(Key{"services", "", Basis::none, "Kinds of requests of each population."}, &A::services);
    visit(Key{"offered", "1/s", Basis::none, "Requests of open populations."}, &A::offered);
    visit(Key{"healthy", "", Basis::none, "Capacity with all parts up."}, &A::healthy);
    visit(Key{"utilisations", "", Basis::none, "The busiest first."}, &A::utilisations);
    visit(Key{"absences", "", Basis::none, "Each node, host and zone missing."}, &A::absences);
    visit(Key{"calls", "", Basis::none, "The graph of who asks whom."}, &A::calls);
}

}  // namespace tiersim::report
