// SPDX-License-Identifier: MIT
/// A site around a configuration of HAProxy, to see it at work before there is one of one's own:
/// a tier of equal servers for every backend, and users at every frontend.
#pragma once

#include "tiersim/scenario/scenario.hpp"

#include <string>

namespace tiersim {

/// The site. `file` is the path of the configuration, from the folder where the scenario will be.
Scenario site_around(const haproxy::Config& config, const std::string& file);

}  // namespace tiersim
