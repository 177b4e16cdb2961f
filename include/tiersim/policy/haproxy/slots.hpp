// SPDX-License-Identifier: MIT
/// The table of HAProxy's static algorithms: a slot for each unit of weight of the servers on duty.
#pragma once

#include "tiersim/policy/haproxy/farm.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tiersim::haproxy {

/// Made anew whenever a server comes or goes. A sole backup has as many slots as it weighs, but
/// other usable backups compete for them; with a weight of 1 it keeps its own.
class Slots {
public:
    void fill(const Farm& farm);

    /// The server of the slot that a hash falls on, with room or not; `nobody` without servers.
    std::size_t at(std::uint32_t hash) const;

    /// The next server in turn with room; `avoid` only when nobody else has. The turn goes on where
    /// it was when the table is made anew.
    std::size_t next(const Farm& farm, std::size_t avoid);

private:
    std::vector<std::uint32_t> table_{};
    std::size_t turn_ = 0;
};

}  // namespace tiersim::haproxy
