// SPDX-License-Identifier: MIT
/// The figures of losses, outages and error budgets.
#pragma once

#include "report/key.hpp"
#include "tiersim/experiment/loss.hpp"

namespace tiersim::report {

constexpr Title title(Of<LossResult> /*of*/)
{
    return {"loss",
            "Requests that failed or came late for one cause at one place. The losses of a "
            "population add up to its requests that were not answered in time."};
}
template <class Visit>
constexpr void describe(Of<LossResult> /*of*/, Visit& visit)
{
    using L = LossResult;
    visit(Key{"cause", "", Basis::none, "What held them up or made them fail."}, &L::cause);
    visit(Key{"place", "", Basis::none,
              "The node where they were stuck or failed; empty: nothing held them up."},
          &L::place);
    visit(Key{"fault", "", Basis::none,
              "Of the cause \"fault\" that which held there, otherwise the one that began last, if "
              "it still held or its consequences lasted; empty: none."},
          &L::fault);
    visit(Key{"amplified", "", Basis::none,
              "No fault, and at least half of the attempts at that time were repeated ones."},
          &L::amplified);
    visit(Key{"failed", "", Basis::per_request, "How many failed, over all replications."},
          &L::failed);
    visit(Key{"late", "", Basis::per_request, "How many were answered, but not in time."},
          &L::late);
}

constexpr Title title(Of<OutageResult> /*of*/)
{
    return {
        "outage",
        "Neighbouring steps in which too few of the requests that began were answered in time."};
}
template <class Visit>
constexpr void describe(Of<OutageResult> /*of*/, Visit& visit)
{
    using O = OutageResult;
    visit(Key{"from_s", "s", Basis::none, "Its start."}, &O::from);
    visit(Key{"to_s", "s", Basis::none, "Its end."}, &O::to);
    visit(Key{"lost", "", Basis::per_request, "Requests that began in it and were not good."},
          &O::lost);
    visit(Key{"fault", "", Basis::none,
              "The one that began last before its end and still lasted; empty: none."},
          &O::fault);
}

constexpr Title title(Of<DowntimeResult> /*of*/)
{
    return {"downtime", "How often and how long the site was down, warm-up aside."};
}
template <class Visit>
constexpr void describe(Of<DowntimeResult> /*of*/, Visit& visit)
{
    using D = DowntimeResult;
    visit(Key{"outages", "", Basis::none, "How many, over all replications."}, &D::outages);
    visit(Key{"share", "share", Basis::time_average, "Bad steps of all with requests."}, &D::share);
    visit(Key{"between_failures_s", "s", Basis::time_average, "Time up for each outage (MTBF).",
              zero_is_none},
          &D::between_failures);
    visit(Key{"to_repair_s", "s", Basis::time_average, "Time down for each outage (MTTR).",
              zero_is_none},
          &D::to_repair);
    visit(Key{"first", "", Basis::none, "Those of the first replication."}, &D::first);
}

constexpr Title title(Of<BudgetResult> /*of*/)
{
    return {"budget", "What is left of the errors that a promise of availability allows."};
}
template <class Visit>
constexpr void describe(Of<BudgetResult> /*of*/, Visit& visit)
{
    using B = BudgetResult;
    visit(Key{"population", "", Basis::none, "Whose requests."}, &B::population);
    visit(Key{"promised", "share", Basis::none, "Share of requests that are to be good."},
          &B::promised);
    visit(
        Key{"spent", "share", Basis::per_request,
            "Requests that were not good, of those that need not be; above 1: more than allowed."},
        &B::spent);
    visit(Key{"fastest_burn", "", Basis::none,
              "The highest rate of spending in a window of any replication; 1 spends the budget of "
              "a period in that period."},
          &B::fastest_burn);
    visit(Key{"burn_window_s", "s", Basis::none, "Length of that window."}, &B::burn_window);
}

}  // namespace tiersim::report
