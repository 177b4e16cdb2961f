// SPDX-License-Identifier: MIT
/// `balance random(N)`: some servers by lot, and the least busy of them.
#pragma once

#include "tiersim/policy/haproxy/asker.hpp"
#include "tiersim/policy/haproxy/dice.hpp"
#include "tiersim/policy/haproxy/farm.hpp"
#include "tiersim/policy/haproxy/on_rings.hpp"

#include <cstddef>
#include <cstdint>

namespace tiersim::haproxy {

/// Each draw is a random hash on the ring of the consistent hash. If the least busy server that was
/// drawn is full, the request waits in the queue of the backend, although another may be idle.
class Random : public OnRings {
public:
    explicit Random(std::uint32_t draws = 2, std::uint32_t balance_factor = 0)
        : OnRings{balance_factor}, draws_{draws}
    {
    }

    /// The least busy of those drawn, of equals the last; `nobody` when it is full.
    std::size_t pick(const Farm& farm, const Asker& asker);

private:
    std::uint32_t draws_ = 2;  ///< At least 1.
    Dice own_{};
};

}  // namespace tiersim::haproxy
