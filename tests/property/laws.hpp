// SPDX-License-Identifier: MIT
/// What holds of every run of every scenario, as questions to a site that has run.
#pragma once

#include "model/simulation.hpp"

#include <cstdint>
#include <functional>

namespace laws {

/// Runs the scenario that `drawn` makes of each seed from 1 to `scenarios`, and then looks at the
/// site.
void each_run(std::uint64_t scenarios, const std::function<tiersim::Scenario(std::uint64_t)>& drawn,
              const std::function<void(tiersim::Simulation&)>& look);

/// The same scenario with nothing that goes wrong, and counted from the start.
tiersim::Scenario without_faults(tiersim::Scenario scenario);

/// Every request ends exactly once, or is in flight at the end.
void nothing_is_lost(tiersim::Simulation& site);

/// Failures by outcome and place add up to all failures.
void failures_add_up(tiersim::Simulation& site);

/// No more workers are busy than there are.
void workers_suffice(tiersim::Simulation& site);

/// Little's law, to the nanosecond, at every node that has a program.
void little_holds(tiersim::Simulation& site);

/// The same seed gives the same run, another seed another.
void seeds_decide(const tiersim::Scenario& scenario, std::uint64_t seed);

}  // namespace laws
