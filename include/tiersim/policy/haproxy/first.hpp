// SPDX-License-Identifier: MIT
/// `balance first`: fills one server after the other, in the order of their numbers.
#pragma once

#include "tiersim/policy/haproxy/asker.hpp"
#include "tiersim/policy/haproxy/farm.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tiersim::haproxy {

/// The server of the lowest number that has room, whatever it weighs.
class First {
public:
    void start(const Farm& farm);
    void enter(const Farm&, std::size_t) {}
    void leave(const Farm&, std::size_t) {}
    void reweigh(const Farm&, std::size_t) {}
    void load_changed(const Farm&, std::size_t) {}

    /// A server with room; `nobody` when there is none.
    std::size_t pick(const Farm& farm, const Asker& asker) const;

private:
    std::vector<std::uint32_t> by_id_{};
};

}  // namespace tiersim::haproxy
