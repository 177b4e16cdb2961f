// SPDX-License-Identifier: MIT
/// A reduced ordered binary decision diagram: every condition on the parts exists once.
#pragma once

#include "tiersim/topology/structure.hpp"

#include <cstdint>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace tiersim {

/// The nodes of all conditions; a condition is the number of its first node. Nodes 0 and 1 are
/// "never" and "always". Further down means a part with a higher number, and a lower number of the
/// node.
class Structure::Diagram {
public:
    using Id = std::uint32_t;

    struct Node {
        std::uint32_t part = 0;
        Id down = 0;  ///< What remains when the part is down ...
        Id up = 0;    ///< ... and when it is up.
    };

    Diagram();

    Id part(std::uint32_t number) { return node(number, 0, 1); }
    Id both(Id a, Id b) { return combine(a, b, true); }
    Id either(Id a, Id b) { return combine(a, b, false); }

    bool is_end(Id id) const { return id < 2; }
    const Node& operator[](Id id) const { return nodes_[id]; }

    /// Whether `id` holds when just these parts are down.
    bool holds_without(Id id, const Cut& parts) const;

private:
    using Key = std::tuple<std::uint32_t, Id, Id>;
    struct Mixed {
        std::size_t operator()(const Key& key) const;
    };

    Id node(std::uint32_t part, Id down, Id up);
    Id combine(Id a, Id b, bool both);

    std::vector<Node> nodes_;
    std::unordered_map<Key, Id, Mixed> known_;     ///< Nodes by what they say.
    std::unordered_map<Key, Id, Mixed> combined_;  ///< What was combined before.
};

}  // namespace tiersim
