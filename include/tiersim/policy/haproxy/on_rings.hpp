// SPDX-License-Identifier: MIT
/// What algorithms have in common that choose by points on rings.
#pragma once

#include "tiersim/policy/haproxy/farm.hpp"
#include "tiersim/policy/haproxy/rings.hpp"

#include <cstddef>
#include <cstdint>

namespace tiersim::haproxy {

/// Every change of a server changes its points, and nothing else. How many requests it has is
/// looked at when one comes.
class OnRings {
public:
    void start(const Farm& farm) { rings_.start(farm); }
    void enter(const Farm& farm, std::size_t server) { rings_.adjust(farm, server); }
    void leave(const Farm& farm, std::size_t server) { rings_.adjust(farm, server); }
    void reweigh(const Farm& farm, std::size_t server) { rings_.adjust(farm, server); }
    void load_changed(const Farm& /*farm*/, std::size_t /*server*/) {}

protected:
    OnRings() = default;
    explicit OnRings(std::uint32_t balance_factor) : rings_{balance_factor} {}

    Rings& rings() { return rings_; }

private:
    Rings rings_{};
};

}  // namespace tiersim::haproxy
