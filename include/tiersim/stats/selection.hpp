// SPDX-License-Identifier: MIT
/// Constants for choosing the best of several systems with a promised chance of being right.
#pragma once

#include "tiersim/core/quantity.hpp"

#include <cstdint>

namespace tiersim {

/// What is chosen from, and how.
struct Selection {
    std::uint32_t systems = 2;       ///< At least 2.
    std::uint32_t first_stage = 10;  ///< Replications of each before the first look; at least 3.
    Probability confidence = Probability::of(0.95);  ///< The chance to choose the best.
};

/// eta of Kim & Nelson 2001 for their simplest screening line (c = 1).
double kim_nelson_eta(const Selection& selection);

/// Their h^2 = 2 eta (first_stage - 1).
double kim_nelson_h2(const Selection& selection);

/// h of Rinott 1978, to six digits.
double rinott_h(const Selection& selection);

}  // namespace tiersim
