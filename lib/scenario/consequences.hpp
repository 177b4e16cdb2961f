// SPDX-License-Identifier: MIT
/// What will surprise in a run that is otherwise possible, as warnings that tell the consequence.
#pragma once

#include "scenario/site.hpp"
#include "tiersim/scenario/problem.hpp"

#include <vector>

namespace tiersim {

/// More work is offered than cores, workers, connections or disks can do.
std::vector<Problem> warn_of_overload(const Site& site);

/// Workers and places in lines that can never be used, and tiers and hosts that nobody uses.
std::vector<Problem> warn_of_idle_places(const Site& site);

/// Waits longer than the caller's own, and retries that make an overload worse.
std::vector<Problem> warn_of_patience(const Site& site);

/// Outages that no health check will see, and clusters of one.
std::vector<Problem> warn_of_blindness(const Site& site);

/// Promises and faults outside of the run.
std::vector<Problem> warn_of_missed_moments(const Site& site);

}  // namespace tiersim
