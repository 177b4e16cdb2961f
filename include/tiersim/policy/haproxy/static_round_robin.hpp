// SPDX-License-Identifier: MIT
/// `balance static-rr`: servers in turn by a table that changes only when a server comes or goes.
#pragma once

#include "tiersim/policy/haproxy/asker.hpp"
#include "tiersim/policy/haproxy/farm.hpp"
#include "tiersim/policy/haproxy/slots.hpp"

#include <cstddef>

namespace tiersim::haproxy {

/// Around the table of slots: 3/2/1 gives 112123.
class StaticRoundRobin {
public:
    void start(const Farm& farm) { slots_.fill(farm); }
    void enter(const Farm& farm, std::size_t) { slots_.fill(farm); }
    void leave(const Farm& farm, std::size_t) { slots_.fill(farm); }
    void reweigh(const Farm& farm, std::size_t) { slots_.fill(farm); }
    void load_changed(const Farm&, std::size_t) {}

    /// A server with room; `nobody` when there is none.
    std::size_t pick(const Farm& farm, const Asker& asker)
    {
        return slots_.next(farm, asker.avoid);
    }

private:
    Slots slots_{};
};

}  // namespace tiersim::haproxy
