// SPDX-License-Identifier: MIT
/// `hash-type consistent`: a hash falls on a ring of points.
#pragma once

#include "tiersim/policy/haproxy/alone.hpp"
#include "tiersim/policy/haproxy/asker.hpp"
#include "tiersim/policy/haproxy/farm.hpp"
#include "tiersim/policy/haproxy/on_rings.hpp"

#include <cstddef>
#include <cstdint>

namespace tiersim::haproxy {

/// The server nearest to the hash, full or not, but not the one to avoid. When a server comes or
/// goes, only its own keys move. A request without a key gets the next server along the ring.
class ConsistentHash : public OnRings {
public:
    ConsistentHash() = default;
    explicit ConsistentHash(Alone alone, std::uint32_t balance_factor = 0)
        : OnRings{balance_factor}, alone_{alone}
    {
    }

    /// The server of the request's hash; without a hash the next with room, `nobody` when there is
    /// none.
    std::size_t pick(const Farm& farm, const Asker& asker);

private:
    Alone alone_ = Alone::zero;
};

}  // namespace tiersim::haproxy
