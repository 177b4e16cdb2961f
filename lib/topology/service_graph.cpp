// SPDX-License-Identifier: MIT
/// Questions to a graph, by the algorithms of Boost.Graph.
#include "tiersim/topology/service_graph.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <deque>

namespace tiersim {

// The least conditions that agree with each other: a node is reached when it holds and one that
// leads to it is reached. As many rounds as the longest way has links.
std::vector<Term> reached(Structure& structure, const ServiceGraph& graph, std::size_t source,
                          std::span<const Term> nodes, std::span<const Term> links)
{
    std::vector<Term> at(graph.nodes.size(), Structure::never);
    at[source] = nodes[source];
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < graph.links.size(); ++i) {
            const auto& link = graph.links[i];
            const std::array way{at[link.from], links[i], nodes[link.to]};
            const std::array both{at[link.to], structure.all(way)};
            const Term sum = structure.any(both);
            changed = changed || sum != at[link.to];
            at[link.to] = sum;
        }
    }
    return at;
}

namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Amount = std::int64_t;
using FlowGraph = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS, boost::no_property,
    boost::property<
        boost::edge_capacity_t, Amount,
        boost::property<boost::edge_residual_capacity_t, Amount,
                        boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;

constexpr double steps = 1e9;                  // of the largest finite capacity
constexpr Amount no_limit = Amount{1} << 60U;  // more than all finite ones together

/// Every node is two, with a link between them that carries its capacity.
std::size_t entry_of(std::size_t node) { return 2 * node; }
std::size_t exit_of(std::size_t node) { return 2 * node + 1; }

void connect(FlowGraph& graph, std::size_t from, std::size_t to, Amount capacity)
{
    const auto there = add_edge(from, to, graph).first;
    const auto back = add_edge(to, from, graph).first;
    put(boost::edge_capacity, graph, there, capacity);
    put(boost::edge_capacity, graph, back, 0);
    put(boost::edge_reverse, graph, there, back);
    put(boost::edge_reverse, graph, back, there);
}

FlowGraph split(const ServiceGraph& graph, std::span<const double> capacities, double step)
{
    FlowGraph flow(2 * graph.nodes.size());
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const double capacity = capacities[i];
        connect(flow, entry_of(i), exit_of(i),
                std::isinf(capacity) ? no_limit : static_cast<Amount>(capacity / step + 0.5));
    }
    for (const auto& link : graph.links)
        connect(flow, exit_of(link.from), entry_of(link.to), no_limit);
    return flow;
}

/// What can still be reached over links with something left.
std::vector<bool> reachable(const FlowGraph& flow, std::size_t source)
{
    std::vector<bool> seen(num_vertices(flow));
    std::deque<std::size_t> next{source};
    seen[source] = true;
    while (!next.empty()) {
        const std::size_t from = next.front();
        next.pop_front();
        for (auto [edge, end] = out_edges(from, flow); edge != end; ++edge) {
            const std::size_t to = boost::target(*edge, flow);
            if (seen[to] || get(boost::edge_residual_capacity, flow, *edge) <= 0) continue;
            seen[to] = true;
            next.push_back(to);
        }
    }
    return seen;
}

}  // namespace

Flow greatest_flow(const ServiceGraph& graph, std::span<const double> capacities,
                   std::size_t source, std::size_t target)
{
    double largest = 0.0;
    for (const double capacity : capacities)
        if (!std::isinf(capacity)) largest = std::max(largest, capacity);
    const double step = largest > 0.0 ? largest / steps : 1.0;
    FlowGraph flow = split(graph, capacities, step);
    const Amount amount = boost::push_relabel_max_flow(flow, entry_of(source), exit_of(target));
    if (amount >= no_limit) return {.amount = unlimited};
    Flow found;
    const auto seen = reachable(flow, entry_of(source));
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (!seen[entry_of(i)] || seen[exit_of(i)]) continue;
        found.narrow.push_back(i);
        found.amount += capacities[i];
    }
    return found;
}

namespace {

/// Boost's algorithm is confused by links from nodes that cannot be reached.
std::vector<bool> within_reach(const ServiceGraph& graph, std::size_t source)
{
    std::vector<bool> seen(graph.nodes.size());
    seen[source] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto& link : graph.links) {
            if (!seen[link.from] || seen[link.to]) continue;
            seen[link.to] = changed = true;
        }
    }
    return seen;
}

}  // namespace

std::vector<std::size_t> crossed_by_all(const ServiceGraph& graph, std::size_t source,
                                        std::size_t target)
{
    using Plain = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
    Plain plain(graph.nodes.size());
    const auto there = within_reach(graph, source);
    for (const auto& link : graph.links)
        if (there[link.from]) add_edge(link.from, link.to, plain);
    const auto none = boost::graph_traits<Plain>::null_vertex();
    std::vector<std::size_t> before(graph.nodes.size(), none);
    lengauer_tarjan_dominator_tree(
        plain, source, make_iterator_property_map(before.begin(), get(boost::vertex_index, plain)));
    std::vector<std::size_t> crossed;
    for (std::size_t at = before[target]; at != none && at != source; at = before[at])
        crossed.push_back(at);
    std::reverse(crossed.begin(), crossed.end());
    return crossed;
}

}  // namespace tiersim
