// SPDX-License-Identifier: MIT
/// Questions to the timelines of a result: when did it begin to go wrong, how did it stand at the
/// end.
#pragma once

#include "tiersim/experiment/result.hpp"

#include <optional>
#include <string>

namespace tiersim::report {

/// The requests that began in a stretch of time and have ended, per second and step summed up.
struct Stretch {
    double ended = 0.0;
    double good = 0.0;
    /// The share of them that was good; 1 when there was none.
    double good_share() const { return ended > 0.0 ? good / ended : 1.0; }
};

/// The steps of `population` that begin in [from, to).
Stretch stretch(const PopulationResult& population, Instant from, Instant to);

/// The first bad step after the warm-up that lies in a bad window, so that one request of a quiet
/// population that happens to fail is no turning point.
std::optional<Instant> first_bad_step(const Result& result, const PopulationResult& population);

/// The share of a step's requests that must be good for the step to count as such: that of windows,
/// or 99 % where the result names none.
Probability enough(const Result& result);

/// The fault that struck first; null when none did.
const FaultResult* first_fault(const Result& result);

/// The fault that cost most requests; null when none cost any.
const FaultResult* costliest_fault(const Result& result);

/// The node with limited workers that used most of them; null when there is none.
const NodeResult* busiest_node(const Result& result);

/// "timed out at lb-1": how most of the requests failed; empty when none did.
std::string main_failure(const PopulationResult& population);

}  // namespace tiersim::report
