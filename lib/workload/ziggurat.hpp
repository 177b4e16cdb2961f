// SPDX-License-Identifier: MIT
/// Exponential and normal draws from one random word, 99 times in 100: the area under the density
/// is cut into 256 layers of one size (Marsaglia & Tsang 2000, "The ziggurat method").
#pragma once

#include "tiersim/core/random.hpp"

#include <array>
#include <bit>
#include <cstdint>

namespace tiersim {

/// The layers under one density, from the widest at the ground (with the tail) to the top.
struct Ziggurat {
    struct Layer {
        double step = 0.0;         ///< Width of the layer / number of places in it.
        std::uint64_t inside = 0;  ///< Places below this lie under the density for sure.
    };
    std::array<Layer, 256> layers{};
    std::array<double, 257> heights{};  ///< Density at the lower edge of each layer, then at 0.
};

extern const Ziggurat exponential_ziggurat;
extern const Ziggurat normal_ziggurat;

/// What exponential() does when the place lies beside the sure part of layer `layer`.
double exponential_edge(Rng& rng, std::size_t layer, std::uint64_t place);

/// What normal() does then; the size without its sign.
double normal_edge(Rng& rng, std::size_t layer, std::uint64_t place);

/// An exponential draw of mean 1.
inline double exponential(Rng& rng)
{
    const std::uint64_t word = rng.next();
    const std::size_t layer = word & 255U;
    const std::uint64_t place = word >> 8;
    const Ziggurat::Layer& chosen = exponential_ziggurat.layers[layer];
    if (place < chosen.inside) [[likely]]
        return static_cast<double>(static_cast<std::int64_t>(place)) * chosen.step;
    return exponential_edge(rng, layer, place);
}

/// A normal draw of mean 0 and variance 1.
inline double normal(Rng& rng)
{
    const std::uint64_t word = rng.next();
    const std::size_t layer = word & 255U;
    const std::uint64_t place = word >> 9;
    const Ziggurat::Layer& chosen = normal_ziggurat.layers[layer];
    const double size = place < chosen.inside
                            ? static_cast<double>(static_cast<std::int64_t>(place)) * chosen.step
                            : normal_edge(rng, layer, place);
    // By its bit, because no processor foresees a coin.
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(size) ^ ((word & 256U) << 55));
}

}  // namespace tiersim
