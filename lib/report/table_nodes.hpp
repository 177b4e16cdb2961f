// SPDX-License-Identifier: MIT
/// The figures of nodes, faults, and of what nodes took each other for.
#pragma once

#include "report/table_users.hpp"

namespace tiersim::report {

constexpr Title title(Of<NodePoint> /*of*/)
{
    return {"node_point", "One step of a node's timeline, the mean over the replications."};
}
template <class Visit>
constexpr void describe(Of<NodePoint> /*of*/, Visit& visit)
{
    visit(Key{"at_s", "s", Basis::none, "Start of the step."}, &NodePoint::at);
    visit(Key{"busy", "", Basis::time_average, "Busy workers."}, &NodePoint::busy);
    visit(Key{"queued", "", Basis::time_average, "Calls that waited for a worker."},
          &NodePoint::queued);
}

constexpr Title title(Of<NodeResult> /*of*/) { return {"node", "What a node did."}; }
template <class Visit>
constexpr void describe(Of<NodeResult> /*of*/, Visit& visit)
{
    using N = NodeResult;
    constexpr auto calls = Basis::per_call;
    constexpr auto time = Basis::time_average;
    visit(Key{"name", "", Basis::none, "\"app-2\""}, &N::name);
    visit(Key{"tier", "", Basis::none, "\"app\""}, &N::tier);
    visit(Key{"host", "", Basis::none, "The machine that it is on."}, &N::host);
    visit(Key{"role", "", Basis::none, "\"balancer\", \"web server\", ..."}, &N::role);
    visit(Key{"arrived", "", calls, "Calls after the warm-up, over all replications."},
          &N::arrived);
    visit(Key{"answered", "", calls, "Of them answered."}, &N::answered);
    visit(Key{"failed", "", calls, "Of them ended in another way."}, &N::failed);
    visit(Key{"killed", "", calls, "Calls in hand when the process died."}, &N::killed);
    visit(Key{"orphans", "", calls, "Answers that nobody waited for any more."}, &N::orphans);
    visit(Key{"restarts", "", Basis::none, "How often it came back."}, &N::restarts);
    visit(Key{"workers", "", Basis::none, "0: no limit."}, &N::workers);
    visit(Key{"utilisation", "share", time,
              "Busy workers as a share of all; without a limit, the number that is busy."},
          &N::utilisation);
    visit(Key{"busy", "", time, "Busy workers."}, &N::busy);
    visit(Key{"queue", "", time, "Calls that wait for a worker."}, &N::queue);
    visit(Key{"queue_max", "", Basis::none, "The most that waited at once."}, &N::queue_max);
    visit(Key{"wait_share", "share", calls, "Share of calls that had to wait for a worker."},
          &N::wait_share);
    visit(Key{"wait_mean_s", "s", calls,
              "Mean wait for a worker of all calls, those that did not wait included."},
          &N::wait_mean);
    visit(Key{"residence", "", calls,
              "From a call's arrival to its answer, calls to the tiers below included."},
          &N::residence);
    visit(Key{"failures", "", Basis::none, "How its calls ended other than well."}, &N::failures);
    visit(Key{"timeline", "", Basis::none, "The course of the run, step by step."}, &N::timeline);
}

constexpr Title title(Of<DataResult> /*of*/)
{
    return {"data", "What became of the data of a replicated database, after the warm-up."};
}
template <class Visit>
constexpr void describe(Of<DataResult> /*of*/, Visit& visit)
{
    using D = DataResult;
    constexpr auto calls = Basis::per_call;
    visit(Key{"database", "", Basis::none, "Its tier."}, &D::database);
    visit(Key{"acknowledged", "", calls, "Writes that were answered well, over all replications."},
          &D::acknowledged);
    visit(Key{"lost", "", calls, "Of them those that were gone after a failover."}, &D::lost);
    visit(Key{"diverged", "", calls,
              "Of the lost those that a node had acknowledged while another was the primary."},
          &D::diverged);
    visit(Key{"duplicated", "", calls, "Writes that an earlier attempt had done already."},
          &D::duplicated);
    visit(Key{"refused", "", calls, "Writes that came to a node that was not the primary."},
          &D::refused);
    visit(Key{"outages", "", Basis::none, "How often the last primary that worked was lost."},
          &D::outages);
    visit(Key{"failovers", "", Basis::none, "How often another node became the primary."},
          &D::failovers);
    visit(Key{"reads", "", calls, "All of them."}, &D::reads);
    visit(Key{"stale_reads", "", calls, "Did not see a write that had been acknowledged before."},
          &D::stale_reads);
    visit(Key{"own_missed", "", calls,
              "Did not see a write of the same user; only of users who come again."},
          &D::own_missed);
    visit(Key{"backward_reads", "", calls,
              "Saw less than the same user's read before; only of users who come again."},
          &D::backward_reads);
    visit(Key{"lost_share", "share", calls, "Of the acknowledged writes."}, &D::lost_share);
    visit(Key{"stale_share", "share", calls, "Of the reads."}, &D::stale_share);
    visit(Key{"unwritable_s", "s", Basis::none, "Time of a run without a primary that works."},
          &D::unwritable);
    visit(Key{"split_s", "s", Basis::none, "Time of a run with more than one."}, &D::split);
}

constexpr Title title(Of<FaultResult> /*of*/)
{
    return {"fault", "A fault, how long it took to be noticed and overcome, and what it cost."};
}
template <class Visit>
constexpr void describe(Of<FaultResult> /*of*/, Visit& visit)
{
    using F = FaultResult;
    constexpr auto faults = Basis::per_fault;
    visit(Key{"what", "", Basis::none, "\"crash of app-2\""}, &F::what);
    visit(Key{"from_s", "s", Basis::none, "Start of its first spell in the first replication."},
          &F::from);
    visit(Key{"to_s", "s", Basis::none, "End of that spell."}, &F::to);
    visit(Key{"spells", "", Basis::none, "How often it struck in the first replication."},
          &F::spells);
    visit(Key{"same_in_all", "", Basis::none, "At the same instants in every replication."},
          &F::same_in_all);
    visit(Key{"time_to_detect_s", "s", faults,
              "From its start to the first caller that takes the server for dead.", zero_is_none},
          &F::time_to_detect);
    visit(Key{"time_to_recover_s", "s", faults,
              "From its start to the end of the last bad step that follows it; 0: users felt "
              "nothing."},
          &F::time_to_recover);
    visit(Key{"detected", "", Basis::none, "In every replication."}, &F::detected);
    visit(Key{"recovered", "", Basis::none,
              "In every replication, before the next fault or the end of the run."},
          &F::recovered);
    visit(Key{"failed", "", Basis::per_request,
              "Requests that began between its start and the recovery and failed; mean of the "
              "replications."},
          &F::failed);
    visit(Key{"lost_unnoticed", "", Basis::per_request,
              "Requests that were lost to it or to what followed from it, before a caller took the "
              "server for dead although others of its tier could serve; mean of the replications."},
          &F::lost_unnoticed);
    visit(Key{"lost_holding", "", Basis::per_request, "The same otherwise while it held."},
          &F::lost_holding);
    visit(Key{"lost_after", "", Basis::per_request, "The same after its end."}, &F::lost_after);
}

constexpr Title title(Of<ChangeResult> /*of*/)
{
    return {"change",
            "A caller has changed its mind about a server, or an address its holder; in the first "
            "replication."};
}
template <class Visit>
constexpr void describe(Of<ChangeResult> /*of*/, Visit& visit)
{
    using C = ChangeResult;
    visit(Key{"at_s", "s", Basis::none, "When."}, &C::at);
    visit(Key{"observer", "", Basis::none, "The node that changed its mind."}, &C::observer);
    visit(Key{"subject", "", Basis::none, "The server that it thinks about."}, &C::subject);
    visit(Key{"up", "", Basis::none, "What it now takes the server for."}, &C::up);
    visit(Key{"address", "", Basis::none, "It has taken over the address of its tier."},
          &C::address);
}

}  // namespace tiersim::report
