// SPDX-License-Identifier: MIT
/// Requests that did not end well in time, each charged to one cause; and stretches of time in
/// which too few did.
#pragma once

#include "tiersim/core/time.hpp"
#include "tiersim/model/cause.hpp"
#include "tiersim/stats/interval.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tiersim {

/// Requests that failed or came late for one cause at one place, over all replications. The losses
/// of a population add up to its requests that were not good.
struct LossResult {
    Cause cause = Cause::unexplained;
    std::string place{};  ///< The node where they were stuck or failed; empty where none was
                          ///< noticed.
    std::string fault{};  ///< With Cause::fault the one that held there; otherwise the one that
                          ///< began last, if it still held or its consequences lasted; empty: none.
    bool amplified = false;  ///< No fault, and at least half of the attempts at that time were
                             ///< repeated ones.
    std::uint64_t failed = 0;
    std::uint64_t late = 0;  ///< Answered, but not in time.
    friend bool operator==(const LossResult&, const LossResult&) = default;
};

/// A stretch of bad steps of the timelines, in the first replication: too few of the requests that
/// began in each were answered in time.
struct OutageResult {
    Instant from{};
    Instant to{};
    std::uint64_t lost = 0;  ///< Requests that began in it and were not good.
    std::string fault{};     ///< The one that began last before its end and still lasted; or none.
    friend bool operator==(const OutageResult&, const OutageResult&) = default;
};

/// How often and how long the site was down, over all replications.
struct DowntimeResult {
    std::uint64_t outages = 0;
    Estimate share{};             ///< Of the steps with requests: bad ones.
    Estimate between_failures{};  ///< Mean time from the end of one outage to the start of the next
                                  ///< (time up / outages), in seconds; MTBF of repairable systems.
    Estimate to_repair{};         ///< Mean length of an outage, in seconds; MTTR.
    std::vector<OutageResult> first{};  ///< Those of the first replication.
    friend bool operator==(const DowntimeResult&, const DowntimeResult&) = default;
};

/// What is left of the errors that a promise of availability allows.
struct BudgetResult {
    std::string population{};
    double promised = 0.0;      ///< Share of requests that are to be good.
    Estimate spent{};           ///< Requests that were not, as a share of those that need not be.
    double fastest_burn = 0.0;  ///< The highest rate of spending within `burn_window` in a
                                ///< replication; 1 spends the budget of a period in that period.
    Duration burn_window{};
    friend bool operator==(const BudgetResult&, const BudgetResult&) = default;
};

}  // namespace tiersim
