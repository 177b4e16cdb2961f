// SPDX-License-Identifier: MIT
/// What a scenario promises: bounds on its results, over the whole run or a stretch of it. They
/// make a scenario a test.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace tiersim {

/// What is measured of a population, of the faults, or of a replicated database.
enum class Metric : std::uint8_t {
    availability,          ///< Share of requests answered well and in time.
    availability_by_time,  ///< Share of windows in which enough requests were.
    error_share,           ///< Share of requests that failed.
    throughput,            ///< Answers per second.
    goodput,               ///< Good answers per second.
    latency_mean,
    latency_p50,
    latency_p90,
    latency_p95,
    latency_p99,
    latency_p999,
    time_to_detect,  ///< From the start of a fault to the first balancer that knows; the longest of
                     ///< all faults.
    time_to_recover,  ///< From the start of a fault to the last bad window because of it; the
                      ///< longest of all faults.
    lost_writes,      ///< Of a database: share of the acknowledged writes that a failover lost.
    stale_reads,      ///< Share of the reads that did not see an acknowledged write.
    without_primary,  ///< Time of a run without a primary that works.
};

/// Whether `metric` is of a replicated database.
constexpr bool is_of_data(Metric metric) { return metric >= Metric::lost_writes; }

using Quantity = std::variant<Duration, Probability, Rate>;

/// One promise: `metric` of `of` is at least or at most a quantity.
struct Expect {
    std::string of{};  ///< A population, or for metrics of data a replicated database; may be empty
                       ///< when there is only one.
    Metric metric = Metric::availability;
    std::optional<Quantity> at_least{};
    std::optional<Quantity> at_most{};
    Duration from{};  ///< Requests that began from here ...
    Duration to{};    ///< ... to here; 0: the end of the run. Not for latencies: those are of the
                      ///< whole run.
    friend bool operator==(const Expect&, const Expect&) = default;
};

}  // namespace tiersim
