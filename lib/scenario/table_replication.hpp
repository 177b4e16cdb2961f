// SPDX-License-Identifier: MIT
/// The members of replication and failover.
#pragma once

#include "scenario/table_workload.hpp"
#include "tiersim/scenario/replication.hpp"

namespace tiersim::table {

constexpr Title title(Of<Replication> /*of*/)
{
    return {"replication",
            "Writes go to the primary and come to the other nodes as a log, in order."};
}
template <class Visit>
constexpr void describe(Of<Replication> /*of*/, Visit& visit)
{
    visit("acknowledged_by", &Replication::acknowledged_by,
          "So many other nodes must have a write before it is answered; 0: asynchronous.", any);
    visit("delay", &Replication::delay,
          "From the commit until a write is sent, besides the network's time.", any);
    visit("every", &Replication::every,
          "Writes are sent together so often (log shipping); \"0s\": each at once.", any);
    visit("apply", &Replication::apply,
          "Time that a node takes to apply a write, one after the other.", any);
    visit("reads_at_primary", &Replication::reads_at_primary,
          "Reads go to the primary as well; otherwise to all nodes.", any);
}

constexpr Title title(Of<Failover> /*of*/)
{
    return {"failover",
            "A monitor checks the primary, and makes another node the primary when checks fail."};
}
template <class Visit>
constexpr void describe(Of<Failover> /*of*/, Visit& visit)
{
    visit("from", &Failover::from, "The zone from which the monitor looks.",
          Rule{.well_formed = true});
    visit("interval", &Failover::interval, "From the start of a check to the next.", above_zero);
    visit("timeout", &Failover::timeout,
          "A check that takes longer has failed; at most `interval`.", any);
    visit("fall", &Failover::fall, "Failed checks in a row that make a primary count as lost.",
          one_or_more);
    visit("promotion", &Failover::promotion, "Time until another node is the primary.", any);
    visit("fencing", &Failover::fencing,
          "The old primary is shut out before; otherwise it takes writes until it hears of the new "
          "one.",
          any);
    visit("quorum", &Failover::quorum,
          "A primary needs more than half of the nodes in its reach, itself included; so does a "
          "promotion.",
          any);
    visit("redirect", &Failover::redirect,
          "Until callers learn of the new primary (DNS, a proxy's reload).", any);
}

}  // namespace tiersim::table
