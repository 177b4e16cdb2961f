// SPDX-License-Identifier: MIT
/// `hash-type map-based`: a hash falls on a slot of the table.
#pragma once

#include "tiersim/policy/haproxy/alone.hpp"
#include "tiersim/policy/haproxy/asker.hpp"
#include "tiersim/policy/haproxy/farm.hpp"
#include "tiersim/policy/haproxy/slots.hpp"

#include <cstddef>

namespace tiersim::haproxy {

/// The server of the slot, full or not, to be avoided or not. When a server comes or goes the table
/// is made anew, and most keys move. A request without a key takes its turn as in static-rr.
class MapHash {
public:
    MapHash() = default;
    explicit MapHash(Alone alone) : alone_{alone} {}

    void start(const Farm& farm) { slots_.fill(farm); }
    void enter(const Farm& farm, std::size_t) { slots_.fill(farm); }
    void leave(const Farm& farm, std::size_t) { slots_.fill(farm); }
    void reweigh(const Farm& farm, std::size_t) { slots_.fill(farm); }
    void load_changed(const Farm&, std::size_t) {}

    /// The server of the request's hash; without a hash the next with room, `nobody` when there is
    /// none.
    std::size_t pick(const Farm& farm, const Asker& asker);

private:
    Alone alone_ = Alone::zero;
    Slots slots_{};
};

}  // namespace tiersim::haproxy
