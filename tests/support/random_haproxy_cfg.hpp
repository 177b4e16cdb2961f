// SPDX-License-Identifier: MIT
/// A random haproxy.cfg for a number of given servers.
#pragma once

#include "support/dice.hpp"

#include <string>
#include <vector>

namespace support {

/// A text that HAProxy accepts: a frontend "fe" on port 80, a backend "be" with a server "s1",
/// "s2", ... at each of `nodes`, and now and then a backend "spare" besides.
std::string random_haproxy_cfg(Dice& dice, const std::vector<std::string>& nodes);

}  // namespace support
