// SPDX-License-Identifier: MIT
/// Networks whose nodes and links fail, and tiers through which load flows: what the analysis of
/// structure says of them.
#include "oracles/expression.hpp"
#include "tiersim/topology/service_graph.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace oracles {

using namespace tiersim;

namespace {

/// A network with names.
struct Net {
    ServiceGraph graph{};
    Structure structure{};
    std::map<std::string, std::size_t> numbers{};
    std::vector<Term> nodes{};
    std::vector<Term> links{};

    void add_node(const std::string& name, double available)
    {
        numbers[name] = graph.nodes.size();
        graph.nodes.push_back(name);
        nodes.push_back(available == 1.0 ? Structure::always
                                         : structure.add({name, 1.0 - available}));
    }

    void add_link(const std::string& a, const std::string& b, double available)
    {
        const Term up = available == 1.0 ? Structure::always
                                         : structure.add({a + "-" + b, 1.0 - available});
        graph.links.push_back({numbers.at(a), numbers.at(b)});
        graph.links.push_back({numbers.at(b), numbers.at(a)});
        links.insert(links.end(), {up, up});
    }

    std::vector<Term> from(const std::string& source)
    {
        return reached(structure, graph, numbers.at(source), nodes, links);
    }
};

Net read(const Json& model)
{
    Net net;
    for (const auto& [name, available] : model.at("nodes").items())
        net.add_node(name, available);
    for (const Json& link : model.at("edges"))
        net.add_link(link.at(0), link.at(1), link.size() > 2 ? link.at(2).get<double>() : 1.0);
    return net;
}

/// K4, C5: all nodes connected with all, or in a ring.
Net named(const std::string& name, double available)
{
    Net net;
    const auto count = static_cast<std::size_t>(name.at(1) - '0');
    for (std::size_t i = 0; i < count; ++i)
        net.add_node(std::to_string(i), 1.0);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t k = i + 1; k < count; ++k)
            if (name.front() == 'K' || k == i + 1 || (i == 0 && k == count - 1))
                net.add_link(std::to_string(i), std::to_string(k), available);
    return net;
}

Json names_of(const Net& net, const std::vector<Cut>& cuts, std::size_t order)
{
    std::set<std::vector<std::string>> sets;
    for (const Cut& cut : cuts) {
        if (cut.size() != order) continue;
        std::set<std::string> names;
        for (const std::size_t part : cut)
            names.insert(net.structure.parts()[part].name);
        sets.insert({names.begin(), names.end()});
    }
    return sets;
}

Json of_two_terminals(const std::string& key, const Json& model)
{
    Net net = read(model);
    const Term there = net.from(model.at("source"))[net.numbers.at(model.at("target"))];
    const double fails = net.structure.unavailability(there);
    if (key == "U") return fails;
    if (key == "R") return 1.0 - fails;
    const auto cuts = net.structure.cuts(there, 3);
    if (key == "spofs") {
        Json singles = Json::array();
        for (const Json& set : names_of(net, cuts, 1))
            singles.push_back(set.at(0));
        return singles;
    }
    if (key.starts_with("n_cuts_")) {
        const auto order = static_cast<std::size_t>(std::stoul(key.substr(7)));
        return names_of(net, cuts, order).size();
    }
    if (key == "cuts_2") return names_of(net, cuts, 2);
    const std::string part = key.substr(key.find('_') + 1);
    for (const Importance& one : net.structure.importances(there))
        if (net.structure.parts()[one.part].name == part) return one.birnbaum;
    return {};
}

Json of_all_terminals(const Json& model)
{
    Net net = named(model.at("graph"), model.at("edge_p"));
    const auto all = net.from("0");
    return 1.0 - net.structure.unavailability(net.structure.all(all));
}

/// Tiers one after the other, each node of one linked to all of the next.
class Tiers {
public:
    explicit Tiers(const Json& model) : demand_{model.at("demand_per_s")}
    {
        for (const char* name : {"lb", "web", "app", "db"})
            add(name, model.at("tiers").at(name));
    }

    Json answer(const std::string& key) const
    {
        if (key == "maxflow_all_up") return flow().amount;
        if (key == "bottleneck") return owners_.at(flow().narrow.front());
        if (key == "P_full_demand") return at_least(demand_);
        if (key == "P_zero") return 1.0 - at_least(1e-3);
        return expected();
    }

private:
    struct One {
        std::size_t nodes = 0;
        double capacity = 0.0;
        double available = 0.0;
    };

    void add(const std::string& name, const Json& tier)
    {
        tiers_.push_back({tier.at("nodes"), tier.at("capacity_per_s"), tier.at("availability")});
        for (std::size_t i = 0; i < tiers_.back().nodes; ++i)
            owners_.push_back(name);
    }

    Flow flow() const
    {
        ServiceGraph graph{.nodes = owners_};
        std::vector<double> capacities;
        for (const One& tier : tiers_)
            capacities.insert(capacities.end(), tier.nodes, tier.capacity);
        graph.nodes.insert(graph.nodes.end(), {"source", "target"});
        capacities.insert(capacities.end(), {unlimited, unlimited});
        std::vector<std::size_t> before{owners_.size()};
        std::size_t first = 0;
        for (const One& tier : tiers_) {
            std::vector<std::size_t> own;
            for (std::size_t i = 0; i < tier.nodes; ++i)
                own.push_back(first++);
            for (const std::size_t from : before)
                for (const std::size_t to : own)
                    graph.links.push_back({from, to});
            before = own;
        }
        for (const std::size_t from : before)
            graph.links.push_back({from, owners_.size() + 1});
        return greatest_flow(graph, capacities, owners_.size(), owners_.size() + 1);
    }

    /// The chance that as much can be served.
    double at_least(double rate) const
    {
        Structure structure;
        std::vector<Term> all;
        for (const One& tier : tiers_) {
            std::vector<Term> nodes;
            for (std::size_t i = 0; i < tier.nodes; ++i)
                nodes.push_back(structure.add({"node", 1.0 - tier.available}));
            const auto needed = static_cast<std::size_t>(std::ceil(rate / tier.capacity - 1e-9));
            all.push_back(structure.at_least(needed, nodes));
        }
        return 1.0 - structure.unavailability(structure.all(all));
    }

    /// The area under the chance that at least x can be served, up to the demand.
    double expected() const
    {
        std::set<double> levels{0.0, demand_};
        for (const One& tier : tiers_)
            for (std::size_t i = 1; i <= tier.nodes; ++i)
                levels.insert(std::min(demand_, static_cast<double>(i) * tier.capacity));
        double area = 0.0;
        for (auto level = std::next(levels.begin()); level != levels.end(); ++level)
            area += (*level - *std::prev(level)) * at_least(*level);
        return area;
    }

    double demand_;
    std::vector<One> tiers_;
    std::vector<std::string> owners_;  ///< The tier of each node.
};

}  // namespace

Expression express_structure(const Record& record)
{
    const Json& model = record.model;
    const std::string key = record.key;
    if (model.contains("tiers")) return Computed{[=] { return Tiers{model}.answer(key); }};
    if (model.contains("graph")) return Computed{[=] { return of_all_terminals(model); }};
    return Computed{[=] { return of_two_terminals(key, model); }};
}

}  // namespace oracles
