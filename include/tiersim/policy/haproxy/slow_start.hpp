// SPDX-License-Identifier: MIT
/// How much of its weight and of its limit a server gets while it starts slowly, in HAProxy's whole
/// numbers.
#pragma once

#include "tiersim/policy/haproxy/farm.hpp"

#include <cstdint>

namespace tiersim::haproxy {

/// HAProxy's effective weights of dynamic algorithms are sixteen times those of the user.
inline constexpr std::uint32_t weight_scale = 16;

/// The sixteenths of its weight that a server gets `age` after it came up: one at once, all sixteen
/// from `length` on.
std::uint32_t ramp(Seconds age, Seconds length);

/// The limit out of `most` that a server has `age` after it came up; never less than 1, and all of
/// it from `length` on.
std::uint32_t slow_limit(std::uint32_t most, Seconds age, Seconds length);

/// The weight of a server in a dynamic algorithm at `now`.
std::uint32_t dynamic_weight(const Farm::Server& server, Seconds now);

/// What static algorithms divide all weights by: the greatest common divisor of those that are not
/// 0; 1 when all are 0.
std::uint32_t weight_divisor(const std::vector<Farm::Server>& servers);

/// The weight of a server in a static algorithm, rounded up.
std::uint32_t static_weight(const Farm::Server& server, std::uint32_t divisor);

}  // namespace tiersim::haproxy
