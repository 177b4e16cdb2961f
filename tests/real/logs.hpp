// SPDX-License-Identifier: MIT
/// Scenarios that real logs drive, and their twins with the same mean load and none of its
/// character.
#pragma once

#include "tiersim/scenario/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace logs {

/// Where the log `file` is; nothing where it is absent.
std::optional<std::string> found(const std::string& file);

/// tests/real/`scenario`.json with the log `file`; nothing where the log is absent. Logs are looked
/// for in ../shared/data/workload, or below the folder that TIERSIM_SHARED names.
std::optional<tiersim::Scenario> read(const std::string& scenario, const std::string& file);

/// The requests of the log.
const std::vector<tiersim::Trace::Arrival>& arrivals(const tiersim::Scenario& scenario);

/// The same number of requests in the same time on average, but Poisson; ten runs.
tiersim::Scenario with_poisson(tiersim::Scenario scenario);

/// Requests of the log in each interval of the timeline.
std::vector<double> counts(const tiersim::Scenario& scenario);

/// The largest over the mean.
double peak_to_mean(const std::vector<double>& counts);

}  // namespace logs
