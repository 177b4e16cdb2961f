// SPDX-License-Identifier: MIT
/// How much of the start of a run to leave out: as much as makes the mean of the rest most certain.
#pragma once

#include <cstddef>
#include <span>

namespace tiersim {

/// Where a series is cut.
struct WarmUp {
    std::size_t batches = 0;       ///< Left out.
    std::size_t observations = 0;  ///< The same in observations.
    double statistic = 0.0;        ///< The least spread / number of batches that are kept.
    double mean = 0.0;             ///< Of the batches that are kept.
    /// The cut lies in the last tenth of where it may lie: the series is too short, or not
    /// stationary.
    bool at_limit = true;
    friend bool operator==(const WarmUp&, const WarmUp&) = default;
};

/// MSER-5 (White, Cobb & Spratt 2000): batches of five (an incomplete one at the end is dropped),
/// at most the first half left out, the earlier cut on ties. Meant for a path that is the average
/// of replications: on a single run it cuts at lucky stretches.
WarmUp mser(std::span<const double> series, std::size_t batch = 5);

}  // namespace tiersim
