// SPDX-License-Identifier: MIT
/// One or two members of every law, each with its distribution function in closed form.
#pragma once

#include "tiersim/workload/distribution.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tiersim::testing {

struct Law {
    std::string name{};
    Distribution law{};
    std::function<double(double)> cdf{};  ///< Of nanoseconds; empty for a law with jumps.
};

std::vector<Law> laws();

/// The fingerprint of the first million draws of the law of this name.
std::uint64_t golden(const std::string& name);

}  // namespace tiersim::testing
