// SPDX-License-Identifier: MIT
/// Random sites with a HAProxy in front, each driven by a random haproxy.cfg that HAProxy would
/// start with.
#pragma once

#include "tiersim/scenario/scenario.hpp"

#include <cstdint>
#include <string>

namespace support {

/// A site, and the text of the file from which the configuration of its tier "lb" was read. The
/// tier names the file "haproxy.cfg".
struct HaproxySite {
    tiersim::Scenario scenario{};
    std::string cfg{};
};

/// The random scenario of the same seed with a HAProxy as its front, in place of the balancer if it
/// has one; commands are given to it as well.
HaproxySite random_haproxy_site(std::uint64_t seed);

}  // namespace support
