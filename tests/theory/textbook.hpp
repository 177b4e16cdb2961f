// SPDX-License-Identifier: MIT
/// Sites as textbooks draw them, and a comparison that knows how exact a run can be.
#pragma once

#include "tiersim/experiment/simulate.hpp"

#include <string>

namespace theory {

/// Poisson requests of so many a second to one server with so many workers and an endless queue, in
/// 20 replications; nothing is lost on the way.
tiersim::Scenario station(double rate, const tiersim::Distribution& work, std::uint32_t workers);

/// The same with cores that all requests share.
tiersim::Scenario shared(double rate, const tiersim::Distribution& work, std::uint32_t cores);

/// The only population; the first node.
const tiersim::PopulationResult& users(const tiersim::Result& result);
const tiersim::NodeResult& node(const tiersim::Result& result);

/// What is wrong with an estimate: empty when `exact` lies within twice its interval of 95 % (about
/// 4 standard errors), and the interval is at most 4 % to either side, so that it says something.
std::string disagreement(const tiersim::Estimate& estimate, double exact);

}  // namespace theory
