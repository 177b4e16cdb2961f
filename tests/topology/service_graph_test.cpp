// SPDX-License-Identifier: MIT
/// Ways through graphs, against textbooks and against each other.
#include "tiersim/topology/service_graph.hpp"

#include "catch.hpp"
#include "tiersim/core/random.hpp"

#include <algorithm>

using namespace tiersim;

namespace {

/// Two servers behind two balancers, and a database.
ServiceGraph diamond()
{
    return {.nodes = {"net", "lb1", "lb2", "app1", "app2", "db"},
            .links = {{0, 1}, {0, 2}, {1, 3}, {1, 4}, {2, 3}, {2, 4}, {3, 5}, {4, 5}}};
}

ServiceGraph random_graph(Rng& dice)
{
    ServiceGraph graph;
    const std::uint32_t nodes = 4 + dice.below(6);
    graph.nodes.resize(nodes);
    for (std::uint32_t i = 0; i < 2 * nodes; ++i)
        graph.links.push_back({dice.below(nodes), dice.below(nodes)});
    return graph;
}

}  // namespace

TEST_CASE("the bridge is as reliable as Moore and Shannon say", "[topology][theory]")
{
    // s-a, s-b, a-b, a-t, b-t; every link in both directions, up with p.
    const double p = 0.9;
    ServiceGraph graph{.nodes = {"s", "a", "b", "t"}};
    Structure structure;
    std::vector<Term> links;
    const std::vector<std::pair<std::size_t, std::size_t>> lines{
        {0, 1}, {0, 2}, {1, 2}, {1, 3}, {2, 3}};
    for (const auto& [a, b] : lines) {
        const Term up = structure.add({.name = "link", .unavailability = 1.0 - p});
        graph.links.push_back({a, b});
        graph.links.push_back({b, a});
        links.insert(links.end(), {up, up});
    }
    const std::vector<Term> nodes(4, Structure::always);

    const auto at = reached(structure, graph, 0, nodes, links);

    const double reliable = 2 * p * p + 2 * p * p * p - 5 * p * p * p * p + 2 * p * p * p * p * p;
    CHECK(structure.unavailability(at[3]) == Approx(1.0 - reliable).epsilon(1e-12));
}

TEST_CASE("the greatest flow is held up at the narrowest place", "[topology]")
{
    const auto graph = diamond();

    SECTION("by a tier")
    {
        const std::vector<double> capacities{unlimited, 1000, 1000, 250, 300, 800};
        const Flow flow = greatest_flow(graph, capacities, 0, 5);
        CHECK(flow.amount == Approx(550));
        CHECK(flow.narrow == std::vector<std::size_t>{3, 4});
    }
    SECTION("by what is left")
    {
        const std::vector<double> capacities{unlimited, 1000, 0, 600, 0, 800};
        const Flow flow = greatest_flow(graph, capacities, 0, 5);
        CHECK(flow.amount == Approx(600));
    }
    SECTION("by nothing")
    {
        const std::vector<double> capacities(6, unlimited);
        CHECK(greatest_flow(graph, capacities, 0, 5).amount == unlimited);
    }
}

TEST_CASE("what every way crosses is what alone cuts them all", "[topology][property]")
{
    CHECK(crossed_by_all(diamond(), 0, 5).empty());
    Rng dice{7, "graphs"};
    int reachable = 0;
    for (int trial = 0; trial < 200; ++trial) {
        const auto graph = random_graph(dice);
        const std::size_t target = graph.nodes.size() - 1;
        Structure structure;
        std::vector<Term> nodes;
        for (const auto& name : graph.nodes)
            nodes.push_back(structure.add({.name = name, .unavailability = 0.1}));
        const std::vector<Term> links(graph.links.size(), Structure::always);
        const Term there = reached(structure, graph, 0, nodes, links)[target];
        if (there == Structure::never) {
            CHECK(crossed_by_all(graph, 0, target).empty());
            continue;
        }
        ++reachable;
        std::vector<std::size_t> singles;
        for (const Cut& cut : structure.cuts(there, 1))
            if (cut[0] != 0 && cut[0] != target) singles.push_back(cut[0]);
        auto crossed = crossed_by_all(graph, 0, target);
        std::sort(crossed.begin(), crossed.end());
        CHECK(crossed == singles);
    }
    CHECK(reachable > 50);
}
