// SPDX-License-Identifier: MIT
/// What was seen in some runs of a model, as sums that can be added up.
#pragma once

#include "experiment/replicas.hpp"

#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace oracles {

/// Of one node, after the warm-up.
struct NodeSeen {
    double arrived = 0.0;
    double begun = 0.0;
    double waited = 0.0;
    double killed = 0.0;
    double restarts = 0.0;
    double busy = 0.0;  ///< Seconds times workers, and so on.
    double queue = 0.0;
    double inside = 0.0;
    double work = 0.0;  ///< Seconds of CPU asked for.
    std::array<double, tiersim::outcome_count> ended{};
    tiersim::Histogram wait{};
    tiersim::Histogram residence{};

    double ended_by(tiersim::Outcome outcome) const
    {
        return ended[static_cast<std::size_t>(outcome)];
    }
    NodeSeen& operator+=(const NodeSeen& other);
};

/// Of one kind of requests.
struct KindSeen {
    double offered = 0.0;
    double answered = 0.0;
    double good = 0.0;
    double failed = 0.0;
    double attempts = 0.0;
    tiersim::Histogram latency{};

    KindSeen& operator+=(const KindSeen& other);
};

/// All of it.
struct Seen {
    double time = 0.0;  ///< Seconds after the warm-up.
    double runs = 0.0;
    double in_flight = 0.0;
    std::map<std::string, NodeSeen> nodes{};
    std::map<std::string, KindSeen> kinds{};
    std::map<std::string, double> sums{};                    ///< What a measure adds up by itself.
    std::map<std::string, tiersim::Histogram> histograms{};  ///< The same of times.

    Seen& operator+=(const Seen& other);

    /// All nodes whose name begins so: "app" finds app-1, app-2, ...
    NodeSeen tier(const std::string& name) const;
    /// All kinds together.
    KindSeen requests() const;
    /// A sum; 0 when nothing was added.
    double sum(const std::string& name) const;
};

/// A number made of what was seen.
using Measure = std::function<double(const Seen&)>;

/// The `share` quantile in seconds, straight within a bucket, of records and `zeros` more of zero.
double quantile(const tiersim::Histogram& times, double share, double zeros = 0.0);

/// The mean, and the mean of the squares, in seconds.
double mean(const tiersim::Histogram& times);
double mean_square(const tiersim::Histogram& times);

}  // namespace oracles
