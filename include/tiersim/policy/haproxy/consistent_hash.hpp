// SPDX-License-Identifier: MIT
/// `hash-type consistent`: a hash falls on a ring of points.
#pragma once

#include "tiersim/policy/haproxy/alone.hpp"
#include "tiersim/policy/haproxy/asker.hpp"
#include "tiersim/policy/haproxy/farm.hpp"
#include "tiersim/policy/haproxy/rings.hpp"

#include <cstddef>
#include <cstdint>

namespace tiersim::haproxy {

/// The server nearest to the hash, full or not, but not the one to avoid. When a server comes or
/// goes, only its own keys move. A request without a key gets the next server along the ring.
class ConsistentHash {
public:
    ConsistentHash() = default;
    explicit ConsistentHash(Alone alone, std::uint32_t balance_factor = 0)
        : alone_{alone}, rings_{balance_factor}
    {
    }

    void start(const Farm& farm) { rings_.start(farm); }
    void enter(const Farm& farm, std::size_t server) { rings_.adjust(farm, server); }
    void leave(const Farm& farm, std::size_t server) { rings_.adjust(farm, server); }
    void reweigh(const Farm& farm, std::size_t server) { rings_.adjust(farm, server); }
    void load_changed(const Farm&, std::size_t) {}

    /// The server of the request's hash; without a hash the next with room, `nobody` when there is
    /// none.
    std::size_t pick(const Farm& farm, const Asker& asker);

private:
    Alone alone_ = Alone::zero;
    Rings rings_{};
};

}  // namespace tiersim::haproxy
