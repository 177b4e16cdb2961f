// SPDX-License-Identifier: MIT
/// Draws who asks whom.
#include "tiersim/report/structure.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace tiersim {

namespace {

/// A name in quotes, as Graphviz reads it back.
std::string dot_name(std::string_view name)
{
    std::string text = "\"";
    for (const char letter : name) {
        if (letter == '"' || letter == '\\') text += '\\';
        text += letter;
    }
    return text + '"';
}

/// Parts that some service cannot do without.
std::set<std::string> single_points(const Analysis& analysis)
{
    std::set<std::string> all;
    for (const auto& service : analysis.services)
        for (const auto& cut : service.cuts)
            if (cut.size() == 1) all.insert(cut.front());
    return all;
}

}  // namespace

std::string dot_graph(const Analysis& analysis)
{
    const auto singles = single_points(analysis);
    std::string text = "digraph " + dot_name(analysis.scenario) +
                       " {\n  rankdir=LR;\n  node [shape=box];\n";
    std::set<std::string> populations;
    for (const auto& service : analysis.services)
        populations.insert(service.population);
    for (const auto& population : populations)
        text += "  " + dot_name(population) + " [shape=ellipse];\n";
    for (const auto& part : analysis.parts) {
        if (part.kind != "node") continue;
        const bool single = singles.count(part.name) > 0 || singles.count("host " + part.name) > 0;
        text += "  " + dot_name(part.name) + (single ? " [peripheries=2, color=red]" : "") + ";\n";
    }
    for (const auto& call : analysis.calls)
        text += "  " + dot_name(call.from) + " -> " + dot_name(call.to) + ";\n";
    return text + "}\n";
}

}  // namespace tiersim
