// SPDX-License-Identifier: MIT
/// Who can ask whom, as a graph: what can be reached while parts are down, how much can flow, and
/// what every way crosses.
#pragma once

#include "tiersim/topology/structure.hpp"

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace tiersim {

/// Nodes by number, and links between them, each in one direction.
struct ServiceGraph {
    struct Link {
        std::size_t from = 0;
        std::size_t to = 0;
        friend bool operator==(const Link&, const Link&) = default;
    };
    std::vector<std::string> nodes{};  ///< Their names.
    std::vector<Link> links{};
    friend bool operator==(const ServiceGraph&, const ServiceGraph&) = default;
};

/// For each node the condition that it can be reached from `source`: over nodes and links that
/// hold, its own included. One condition a node and a link.
std::vector<Term> reached(Structure& structure, const ServiceGraph& graph, std::size_t source,
                          std::span<const Term> nodes, std::span<const Term> links);

/// The most that can flow, and where it is held up.
struct Flow {
    double amount = 0.0;                ///< Infinity when nothing limits it.
    std::vector<std::size_t> narrow{};  ///< Nodes whose capacities sum to it: a minimum cut, the
                                        ///< one nearest to the source.
};

inline constexpr double unlimited = std::numeric_limits<double>::infinity();

/// The greatest flow from `source` to `target` when each node lets through its capacity, which is
/// not negative; to nine digits of the largest finite one (Goldberg and Tarjan's push-relabel).
Flow greatest_flow(const ServiceGraph& graph, std::span<const double> capacities,
                   std::size_t source, std::size_t target);

/// The nodes that every way from `source` to `target` crosses, from the source on and both ends
/// left out (its dominators; Lengauer and Tarjan 1979). All ways lead nowhere when `target` cannot
/// be reached: then there are none.
std::vector<std::size_t> crossed_by_all(const ServiceGraph& graph, std::size_t source,
                                        std::size_t target);

}  // namespace tiersim
