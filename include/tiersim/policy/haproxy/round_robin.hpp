// SPDX-License-Identifier: MIT
/// `balance roundrobin`: servers in turn, by weight, the heaviest first.
#pragma once

#include "tiersim/policy/haproxy/asker.hpp"
#include "tiersim/policy/haproxy/farm.hpp"
#include "tiersim/policy/turns.hpp"

#include <cstddef>

namespace tiersim::haproxy {

/// In turn on a line of positions: 5/1/1 gives 1112113, 1/2/3 gives 323132. Active servers and
/// backups have a line each.
class RoundRobin {
public:
    void start(const Farm& farm);
    void enter(const Farm& farm, std::size_t server);
    void leave(const Farm& farm, std::size_t server);
    void reweigh(const Farm& farm, std::size_t server);
    void load_changed(const Farm&, std::size_t) {}

    /// A server with room; `nobody`, all having lost a turn, when there is none.
    std::size_t pick(const Farm& farm, const Asker& asker);

private:
    Turns& line_of(const Farm& farm, std::size_t server);

    Turns active_{};
    Turns backups_{};
};

}  // namespace tiersim::haproxy
