// SPDX-License-Identifier: MIT
/// The laws of times and the arrival processes of an oracle's model, as tiersim describes them.
#pragma once

#include "oracles/record.hpp"
#include "tiersim/workload/arrivals.hpp"

#include <optional>

namespace oracles {

/// How long a unit of the model is in the simulation. Hours may be simulated as seconds: only
/// ratios of times matter, and years then fit into a run.
struct Scale {
    double second = 1.0;
    double hour = 3600.0;

    tiersim::Duration seconds(double count) const { return tiersim::from_seconds(count * second); }
    tiersim::Duration hours(double count) const { return tiersim::from_seconds(count * hour); }
};

/// The law {"dist": ...}; nothing when tiersim has none like it.
std::optional<tiersim::Distribution> law(const Json& json, const Scale& scale = {});

/// The process {"process": ...} with all its requests; nothing when tiersim has none like it.
std::optional<tiersim::Arrivals> arrivals(const Json& json);

/// The number of a member; `otherwise` where there is none.
double number_of(const Json& json, const char* name, double otherwise = 0.0);

}  // namespace oracles
