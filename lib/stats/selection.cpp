// SPDX-License-Identifier: MIT
/// Closed forms, and a double integral over chi-squared laws by a plain sum.
#include "tiersim/stats/selection.hpp"

#include "tiersim/core/math.hpp"
#include "tiersim/stats/quantiles.hpp"

#include <cmath>
#include <vector>

namespace tiersim {

namespace {

// A value of the law and the share of it that the value stands for.
struct Node {
    double reciprocal = 0.0;
    double weight = 0.0;
};

// Equal steps in the logarithm of the value, where the density fades at both ends so smoothly that
// the plain sum is the integral to all digits.
std::vector<Node> nodes_of(double freedom)
{
    constexpr int count = 120;
    const double low = portable::log(chi_squared_quantile(1e-12, freedom));
    const double high = portable::log(chi_squared_quantile(1.0 - 1e-12, freedom));
    std::vector<Node> nodes;
    double total = 0.0;
    for (int i = 0; i < count; ++i) {
        const double t = low + (high - low) * i / (count - 1);
        const double value = portable::exp(t);
        // In parts of the highest, where value = freedom; otherwise it would vanish for many.
        const double log_density = freedom * (t - portable::log(freedom)) - (value - freedom);
        const double density = portable::exp(log_density / 2.0);
        nodes.push_back({1.0 / value, density});
        total += density;
    }
    for (auto& node : nodes)
        node.weight /= total;
    return nodes;
}

// The chance to be right with this h: that the best beats each of the others, given its own spread.
double chance_of(double h, double freedom, double others, const std::vector<Node>& nodes)
{
    double chance = 0.0;
    for (const auto& own : nodes) {
        double beaten = 0.0;
        for (const auto& other : nodes) {
            const double spread = std::sqrt(freedom * (own.reciprocal + other.reciprocal));
            beaten += other.weight * normal_share(h / spread);
        }
        chance += own.weight * portable::pow(beaten, others);
    }
    return chance;
}

}  // namespace

double kim_nelson_eta(const Selection& selection)
{
    const double others = selection.systems - 1.0;
    const double freedom = selection.first_stage - 1.0;
    const double alpha = 1.0 - selection.confidence.value();
    return (portable::pow(2.0 * alpha / others, -2.0 / freedom) - 1.0) / 2.0;
}

double kim_nelson_h2(const Selection& selection)
{
    return 2.0 * kim_nelson_eta(selection) * (selection.first_stage - 1.0);
}

double rinott_h(const Selection& selection)
{
    const double freedom = selection.first_stage - 1.0;
    const double others = selection.systems - 1.0;
    const auto nodes = nodes_of(freedom);
    double low = 0.0;
    double high = 1.0;
    while (chance_of(high, freedom, others, nodes) < selection.confidence.value())
        high *= 2.0;
    while (high - low > 1e-6) {
        const double middle = (low + high) / 2.0;
        const bool is_enough = chance_of(middle, freedom, others, nodes) >=
                               selection.confidence.value();
        (is_enough ? high : low) = middle;
    }
    return high;
}

}  // namespace tiersim
