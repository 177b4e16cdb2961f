// SPDX-License-Identifier: MIT
/// What an algorithm of HAProxy looks at in a request.
#pragma once

#include "tiersim/policy/choice.hpp"
#include "tiersim/policy/haproxy/dice.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace tiersim::haproxy {

/// A request that asks for a server.
struct Asker {
    std::optional<std::uint32_t> hash{};  ///< Of its key, for the algorithms that hash; none when
                                          ///< the request has no such key.
    std::size_t avoid = nobody;           ///< The server tried before by this request.
    Dice* dice = nullptr;                 ///< Of the process; null: the algorithm has its own.
};

}  // namespace tiersim::haproxy
