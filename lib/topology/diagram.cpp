// SPDX-License-Identifier: MIT
/// How conditions are combined.
#include "topology/diagram.hpp"

#include "tiersim/core/random.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tiersim {

namespace {

constexpr std::size_t most_nodes = 10'000'000;
constexpr std::uint32_t no_part = UINT32_MAX;  // of the two ends: below all parts

}  // namespace

std::size_t Structure::Diagram::Mixed::operator()(const Key& key) const
{
    const auto [first, second, third] = key;
    return mix((std::uint64_t{second} << 32U | third) ^ mix(first));
}

Structure::Diagram::Diagram() : nodes_{{no_part, 0, 0}, {no_part, 1, 1}} {}

Structure::Diagram::Id Structure::Diagram::node(std::uint32_t part, Id down, Id up)
{
    if (down == up) return up;
    const auto [found, is_new] = known_.try_emplace({part, down, up},
                                                    static_cast<Id>(nodes_.size()));
    if (!is_new) return found->second;
    if (nodes_.size() == most_nodes)
        throw std::length_error{"the structure is too large to be analysed exactly"};
    nodes_.push_back({part, down, up});
    return found->second;
}

Structure::Diagram::Id Structure::Diagram::combine(Id a, Id b, bool both)
{
    if (a == b) return a;
    if (a > b) std::swap(a, b);
    const Id ruling = both ? 0 : 1;  // the end that decides alone
    if (a == ruling || b == ruling) return ruling;
    if (is_end(a)) return b;
    const Key key{both ? 1 : 0, a, b};
    if (const auto found = combined_.find(key); found != combined_.end()) return found->second;
    const Node x = nodes_[a];
    const Node y = nodes_[b];
    const std::uint32_t part = std::min(x.part, y.part);
    const auto down = [&](const Node& one, Id id) { return one.part == part ? one.down : id; };
    const auto up = [&](const Node& one, Id id) { return one.part == part ? one.up : id; };
    const Id whole = node(part, combine(down(x, a), down(y, b), both),
                          combine(up(x, a), up(y, b), both));
    combined_[key] = whole;
    return whole;
}

bool Structure::Diagram::holds_without(Id id, const Cut& parts) const
{
    while (!is_end(id)) {
        const Node& one = nodes_[id];
        id = std::binary_search(parts.begin(), parts.end(), one.part) ? one.down : one.up;
    }
    return id == 1;
}

}  // namespace tiersim
