// SPDX-License-Identifier: MIT
/// `balance leastconn`: the server with the fewest requests for its weight.
#pragma once

#include "tiersim/policy/haproxy/asker.hpp"
#include "tiersim/policy/haproxy/farm.hpp"
#include "tiersim/policy/haproxy/tournament.hpp"

#include <cstddef>

namespace tiersim::haproxy {

/// Servers in the order of how busy they are for their weight; idle ones are alike whatever they
/// weigh, and equals leave in the order in which they became so. A request that begins to wait for
/// a server does not move it; only the next one that is served or done there does.
class LeastConnections {
public:
    void start(const Farm& farm);
    void enter(const Farm& farm, std::size_t server);
    void leave(const Farm& farm, std::size_t server);
    void reweigh(const Farm& farm, std::size_t server) { enter(farm, server); }
    void load_changed(const Farm& farm, std::size_t server);

    /// The least busy server that has room, counting Farm::Server::maxqueue places in its own queue
    /// as room; `nobody` when there is none.
    std::size_t pick(const Farm& farm, const Asker& asker) const;

private:
    Tournament& order_of(const Farm& farm, std::size_t server);

    Tournament active_{};
    Tournament backups_{};
};

}  // namespace tiersim::haproxy
