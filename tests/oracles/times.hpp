// SPDX-License-Identifier: MIT
/// Lengths of time that each run notes once or more: of a detection, of a takeover.
#pragma once

#include "oracles/seen.hpp"

#include <optional>
#include <string>

namespace oracles {

/// Notes one length of time.
void note(Seen& seen, tiersim::Duration length);

/// The measure "mean_...", "sd_...", "min_...", "max_...", "p95_..." of all that was noted.
std::optional<Measure> of_times(const std::string& key);

}  // namespace oracles
