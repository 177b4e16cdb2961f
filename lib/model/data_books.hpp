// SPDX-License-Identifier: MIT
/// What became of the data of a replicated database.
#pragma once

#include "tiersim/core/time.hpp"

#include <cstdint>

namespace tiersim {

/// Counts of one run, from the end of the warm-up on.
struct DataBooks {
    std::uint64_t acknowledged = 0;  ///< Writes that were answered well.
    std::uint64_t lost = 0;          ///< Of them those that the present primary does not have.
    std::uint64_t diverged = 0;      ///< Of the lost those that were acknowledged by a node while
                                     ///< another was the primary.
    std::uint64_t duplicated = 0;    ///< Writes that were done before, by an earlier attempt.
    std::uint64_t refused = 0;       ///< Writes that came to a node that is not the primary.
    std::uint64_t failovers = 0;
    std::uint64_t reads = 0;
    std::uint64_t stale_reads = 0;     ///< Did not see a write that was acknowledged before.
    std::uint64_t own_missed = 0;      ///< Did not see a write of the same user; like the next
                                       ///< only of users who come again.
    std::uint64_t backward_reads = 0;  ///< Saw less than the same user's read before.
    std::uint64_t outages = 0;         ///< How often the last primary that worked was lost.
    Duration unwritable{};             ///< Time without a primary that works.
    Duration split{};                  ///< Time with more than one.
};

}  // namespace tiersim
