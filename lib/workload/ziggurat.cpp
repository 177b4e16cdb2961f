// SPDX-License-Identifier: MIT
/// The tables of the two ziggurats, computed by the compiler, and the draws that need a second
/// look.
#include "workload/ziggurat.hpp"

#include "tiersim/core/math.hpp"

namespace tiersim {

namespace {

constexpr double exponential_density(double x) { return portable::exp(-x); }

constexpr double normal_density(double x) { return portable::exp(-0.5 * x * x); }

constexpr double exponential_inverse(double height) { return -portable::log(height); }

constexpr double normal_inverse(double height)
{
    return portable::exp(0.5 * portable::log(-2.0 * portable::log(height)));
}

// Where the tail begins and the area of one layer: the pair for which the 256th layer ends at the
// top.
struct Shape {
    double tail = 0.0;
    double area = 0.0;
    double places = 0.0;
};

constexpr Shape exponential_shape{0x1.ec9d9297ebb83p+2, 0x1.02d84bc4b0285p-8, 0x1p56};
constexpr Shape normal_shape{0x1.d3bb48209ad33p+1, 0x1.43016a5a43732p-8, 0x1p55};

using Curve = double (*)(double);

constexpr Ziggurat::Layer layer_between(double edge, double next_edge, double places)
{
    return {edge / places, static_cast<std::uint64_t>(next_edge / edge * places)};
}

constexpr Ziggurat build(const Shape& shape, Curve density, Curve inverse)
{
    Ziggurat ziggurat;
    double height = density(shape.tail);
    double edge = shape.tail;
    ziggurat.layers[0] = layer_between(shape.area / height, edge, shape.places);
    for (std::size_t i = 1; i < 255; ++i) {
        ziggurat.heights[i] = height;
        height += shape.area / edge;
        const double next_edge = inverse(height);
        ziggurat.layers[i] = layer_between(edge, next_edge, shape.places);
        edge = next_edge;
    }
    ziggurat.heights[255] = height;
    ziggurat.heights[256] = 1.0;
    ziggurat.layers[255] = layer_between(edge, 0.0, shape.places);
    return ziggurat;
}

// Whether a point that is uniform over the height of the layer lies under the density at `x`.
bool under(const Ziggurat& ziggurat, std::size_t layer, double x, Curve density, Rng& rng)
{
    const double low = ziggurat.heights[layer];
    const double high = ziggurat.heights[layer + 1];
    return low + (high - low) * rng.unit() < density(x);
}

// Beyond the last edge: the exponential of the right rate, thinned to the normal (Marsaglia 1964).
double normal_tail(Rng& rng)
{
    for (;;) {
        const double beyond = exponential(rng) / normal_shape.tail;
        if (2.0 * exponential(rng) > beyond * beyond) return normal_shape.tail + beyond;
    }
}

double size_of(double draw) { return draw < 0.0 ? -draw : draw; }

}  // namespace

constinit const Ziggurat exponential_ziggurat = build(exponential_shape, exponential_density,
                                                      exponential_inverse);
constinit const Ziggurat normal_ziggurat = build(normal_shape, normal_density, normal_inverse);

double exponential_edge(Rng& rng, std::size_t layer, std::uint64_t place)
{
    // The tail of the memoryless law is the law again.
    if (layer == 0) return exponential_shape.tail + exponential(rng);
    const double x = static_cast<double>(place) * exponential_ziggurat.layers[layer].step;
    if (under(exponential_ziggurat, layer, x, exponential_density, rng)) return x;
    return exponential(rng);
}

double normal_edge(Rng& rng, std::size_t layer, std::uint64_t place)
{
    if (layer == 0) return normal_tail(rng);
    const double x = static_cast<double>(place) * normal_ziggurat.layers[layer].step;
    if (under(normal_ziggurat, layer, x, normal_density, rng)) return x;
    return size_of(normal(rng));
}

}  // namespace tiersim
