// SPDX-License-Identifier: MIT
/// From `balance` in the configuration to an algorithm, and from a request to what it is hashed by.
#pragma once

#include "tiersim/policy/haproxy/balancer.hpp"
#include "tiersim/scenario/haproxy_balance.hpp"

namespace tiersim::haproxy {

Balancer balancer_for(const Balance& balance);

}  // namespace tiersim::haproxy
