// SPDX-License-Identifier: MIT
/// How the processes of a tier are operated: how they start and pause, how many of them run, and
/// how new versions come.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/time.hpp"
#include "tiersim/workload/distribution.hpp"

#include <cstdint>

namespace tiersim {

/// Moments in which a process does nothing at all, such as the collection of its garbage.
struct Pauses {
    Distribution every = Constant{std::chrono::seconds{10}};  ///< From the end of one to the next.
    Distribution length{};
    friend bool operator==(const Pauses&, const Pauses&) = default;
};

/// A process that has just started is slow: its code is not compiled, its caches are empty.
struct Warming {
    Duration lasts{};
    Probability speed = Probability::of(0.5);  ///< At first; it rises steadily to 1.
    friend bool operator==(const Warming&, const Warming&) = default;
};

/// A new version comes to all nodes of a tier.
struct Deploy {
    Duration at{};
    std::uint32_t batch = 1;  ///< Nodes at the same time; 0: all.
    Duration drain{};         ///< Callers send nothing new to a node for so long before it stops.
    Duration takes{};         ///< From its stop until the new process is started.
    Duration pause{};         ///< From when a batch is ready to the next.
    bool blue_green = false;  ///< New processes, started beside the old ones, take over all new
                              ///< requests at `at`, and nothing stops.
    friend bool operator==(const Deploy&, const Deploy&) = default;
};

/// Nodes are started and stopped as the load goes; the tier has as many as it may have at most.
struct Autoscale {
    std::uint32_t least = 1;                       ///< Nodes that always run, at first too.
    Probability target = Probability::of(0.6);     ///< Of the load of the nodes that run:
                                                   ///< requests at work and in line, by worker.
    Duration every = std::chrono::seconds{15};     ///< How often the load is looked at, the mean
                                                   ///< since the last time.
    Duration boot = std::chrono::seconds{60};      ///< From the decision until a node is started.
    Duration cool_down = std::chrono::minutes{5};  ///< From one change until nodes are stopped.
    Duration drain = std::chrono::seconds{30};     ///< Before a node stops.
    friend bool operator==(const Autoscale&, const Autoscale&) = default;
};

}  // namespace tiersim
