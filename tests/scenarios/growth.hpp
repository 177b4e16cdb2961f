// SPDX-License-Identifier: MIT
/// Tables of docs/from-one-box-to-scale-up.md, worked out by running the scenarios.
#pragma once

#include "tiersim/experiment/result.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <string>
#include <vector>

namespace growth {

/// A stretch of a run, in seconds.
struct Stretch {
    int from = 0;
    int to = 0;
};

/// The share of the users' requests that began in each of `stretches` and were answered in time, in
/// a run of scenarios/`file`.json changed by `settings`.
struct Measured {
    tiersim::Result result{};
    std::vector<tiersim::Estimate> availability{};
};

Measured measure(const std::string& file, const std::vector<Stretch>& stretches,
                 const std::vector<tiersim::Setting>& settings = {});

}  // namespace growth
