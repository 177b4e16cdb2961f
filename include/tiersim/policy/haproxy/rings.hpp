// SPDX-License-Identifier: MIT
/// The rings of the active servers and of the backups, and how much load a server may bear on them.
#pragma once

#include "tiersim/policy/haproxy/farm.hpp"
#include "tiersim/policy/haproxy/ring.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tiersim::haproxy {

/// A point for each unit of effective weight. With a balance factor no server gets more than so
/// many percent of its share of the requests (Mirrokni, Thorup & Zadimoghaddam, "Consistent hashing
/// with bounded loads").
class Rings {
public:
    Rings() = default;
    explicit Rings(std::uint32_t balance_factor) : balance_factor_{balance_factor} {}

    void start(const Farm& farm);

    /// The server has as many points as it weighs, none when it is not usable.
    void adjust(const Farm& farm, std::size_t server);

    /// The server for a hash, with room or not; `avoid` only when it is alone. A sole backup for
    /// every hash.
    std::size_t nearest(const Farm& farm, std::uint32_t hash, std::size_t avoid) const;

    /// The next server with room; see Ring::next(). A sole backup, with room or not.
    std::size_t next(const Farm& farm, std::size_t avoid);

private:
    Ring& ring_of(const Farm& farm, std::size_t server);
    bool bears_more(const Farm& farm, std::size_t server, std::uint32_t total_weight) const;

    std::uint32_t balance_factor_ = 0;  ///< Percent, above 100; 0: no bound.
    Ring active_{};
    Ring backups_{};
    std::vector<std::uint32_t> weight_before_{};  ///< Of the servers before each in its group, as
                                                  ///< it was at the start.
};

}  // namespace tiersim::haproxy
