// SPDX-License-Identifier: MIT
/// How the quantities of queues are measured: by the books of nodes and populations, or by glances.
#pragma once

#include "oracles/seen.hpp"
#include "oracles/site.hpp"
#include "oracles/trial.hpp"

#include <optional>
#include <string>

namespace oracles {

/// A measure, and the glances that it needs.
struct Measurement {
    Measure measure{};
    std::optional<Glance> glance{};
};

/// How the quantity `key` of `site` is measured; nothing when tiersim does not show it.
std::optional<Measurement> measurement(const std::string& key, const Site& site);

}  // namespace oracles
