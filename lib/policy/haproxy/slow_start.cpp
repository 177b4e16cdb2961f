// SPDX-License-Identifier: MIT
/// The arithmetic of weights.
#include "tiersim/policy/haproxy/slow_start.hpp"

#include <algorithm>
#include <numeric>

namespace tiersim::haproxy {

std::uint32_t ramp(Seconds age, Seconds length)
{
    if (age >= length) return weight_scale;
    return static_cast<std::uint32_t>((weight_scale * age.count() + length.count()) /
                                      length.count());
}

std::uint32_t slow_limit(std::uint32_t most, Seconds age, Seconds length)
{
    if (age >= length) return most;
    const auto percent = static_cast<std::uint32_t>(100 * age.count() / length.count());
    return std::max(1U, most * percent / 100);
}

std::uint32_t dynamic_weight(const Farm::Server& server, Seconds now)
{
    return server.weight *
           (server.rise ? ramp(now - *server.rise, server.slow_start) : weight_scale);
}

std::uint32_t weight_divisor(const std::vector<Farm::Server>& servers)
{
    std::uint32_t divisor = 0;
    for (const Farm::Server& server : servers) {
        divisor = std::gcd(divisor, server.weight);
    }
    return std::max(1U, divisor);
}

std::uint32_t static_weight(const Farm::Server& server, std::uint32_t divisor)
{
    return (server.weight + divisor - 1) / divisor;
}

}  // namespace tiersim::haproxy
