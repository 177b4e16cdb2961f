// SPDX-License-Identifier: MIT
/// How the nodes of a database copy what is written, and how another node takes the primary's
/// place.
#pragma once

#include "tiersim/core/time.hpp"
#include "tiersim/workload/distribution.hpp"

#include <cstdint>
#include <string>

namespace tiersim {

/// Writes go to the primary and come to the other nodes as a log, in order.
struct Replication {
    std::uint32_t acknowledged_by = 0;  ///< So many other nodes must have a write before it is
                                        ///< answered; 0: asynchronous.
    Duration delay{};      ///< From the commit until a write is sent, besides the network's time.
    Duration every{};      ///< Writes are sent together so often (log shipping); 0: each at once.
    Distribution apply{};  ///< Time that a node takes to apply a write, one after the other.
    bool reads_at_primary = false;  ///< Reads go to the primary as well; otherwise to all nodes.
    friend bool operator==(const Replication&, const Replication&) = default;
};

/// A monitor checks the primary, and makes another node the primary when checks fail.
struct Failover {
    std::string from = "site";                    ///< The zone from which the monitor looks.
    Duration interval = std::chrono::seconds{5};  ///< From the start of a check to the next.
    Duration timeout = std::chrono::seconds{2};   ///< A check that takes longer has failed; at most
                                                  ///< `interval`.
    std::uint32_t fall = 3;    ///< Failed checks in a row that make a primary count as lost.
    Distribution promotion{};  ///< Time until another node is the primary.
    bool fencing = true;  ///< The old primary is shut out before; otherwise it takes writes until
                          ///< it hears of the new one.
    bool quorum = false;  ///< A primary needs more than half of the nodes in its reach, itself
                          ///< included; so does a promotion.
    Duration redirect{};  ///< Until callers learn of the new primary (DNS, a proxy's reload).
    friend bool operator==(const Failover&, const Failover&) = default;
};

}  // namespace tiersim
