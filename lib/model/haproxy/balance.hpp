// SPDX-License-Identifier: MIT
/// From `balance` in the configuration to an algorithm, and from a request to what it is hashed by.
#pragma once

#include "model/haproxy/stream.hpp"
#include "tiersim/policy/haproxy/balancer.hpp"
#include "tiersim/scenario/haproxy_balance.hpp"

#include <cstdint>
#include <optional>

namespace tiersim::haproxy {

class Samples;

Balancer balancer_for(const Balance& balance);

/// The hash of a request; nothing for algorithms that do not hash, and without the key.
std::optional<std::uint32_t> hash_of(const Balance& balance, const Stream& stream,
                                     const Samples& samples);

}  // namespace tiersim::haproxy
