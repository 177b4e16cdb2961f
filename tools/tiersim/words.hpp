// SPDX-License-Identifier: MIT
/// The parts of a scenario in words, for `tiersim list`.
#pragma once

#include "tiersim/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace command {

/// A line under a heading: what it is called, and what it is.
struct Line {
    std::string name{};
    std::string what{};
};

/// Lines that belong together.
struct Section {
    std::string heading{};
    std::vector<Line> lines{};
};

/// All sections of a scenario that have something to say.
std::vector<Section> sections_of(const tiersim::Scenario& scenario);

}  // namespace command
