// SPDX-License-Identifier: MIT
/// Draws the small values of random scenarios.
#include "support/dice.hpp"

#include <cmath>

namespace support {

using namespace tiersim;
using namespace std::chrono_literals;

double Dice::real(double low, double high)
{
    const double value = low + (high - low) * rng_.unit();
    return chance(0.3) ? low + std::floor((value - low) * 4.0) / 4.0 : value;
}

Duration Dice::length(Duration scale)
{
    const auto exact = from_seconds(to_seconds(scale) * real(0.5, 1.5));
    const Duration step = scale / 8;
    return chance(0.5) && step > 0ns ? std::max(step, exact / step * step) : exact;
}

std::vector<Probability> Dice::shares(std::uint32_t count)
{
    std::vector<double> parts;
    double sum = 0.0;
    for (std::uint32_t i = 0; i < count; ++i)
        sum += parts.emplace_back(real(0.1, 1.0));
    std::vector<Probability> shares;
    for (const double part : parts)
        shares.push_back(Probability::of(part / sum));
    return shares;
}

Distribution Dice::law(Duration scale)
{
    switch (number(0, 9)) {
        case 0: return Uniform{.low = scale / 2, .high = length(scale) + scale};
        case 1: return Lognormal{.mean = length(scale), .scv = real(0.2, 3.0)};
        case 2: return Gamma{.mean = length(scale), .shape = real(0.5, 4.0)};
        case 3: return Weibull{.scale = length(scale), .shape = real(0.7, 3.0)};
        case 4: {
            const auto parts = shares(2);
            return Hyperexponential{{{parts[0], length(scale)}, {parts[1], length(scale * 2)}}};
        }
        case 5: return BoundedPareto{.alpha = real(1.1, 2.5), .low = scale / 3, .high = scale * 20};
        case 6: return Empirical{.values = {length(scale), length(scale), length(scale * 2)}};
        case 7:
            return Empirical{.quantiles = {{Probability{}, scale / 4},
                                           {Probability::of(real(0.4, 0.6)), scale},
                                           {Probability::of(1.0), scale * 3}}};
        case 8: return Exponential{length(scale)};
        default: return Constant{length(scale)};
    }
}

Arrivals Dice::arrivals(double rate)
{
    const auto mean = Rate::per_second(rate * real(0.5, 1.5));
    switch (number(0, 8)) {
        case 0: return Paced{mean};
        case 1: return Renewal{law(mean.mean_gap())};
        case 2: return Batches{.rate = Rate::per_second(rate / 3.0), .mean_size = 3.0};
        case 3:
            return Batches{.rate = Rate::per_second(rate / 3.0),
                           .mean_size = real(1.5, 4.0),
                           .geometric = true};
        case 4: return trace(rate);
        case 5: return Thinking{.users = number(1, 12), .think = law(from_seconds(6.0 / rate))};
        case 6: return changing_arrivals(rate);
        default: return Poisson{mean};
    }
}

Arrivals Dice::changing_arrivals(double rate)
{
    const auto low = Rate::per_second(rate * real(0.1, 0.9));
    const auto high = Rate::per_second(rate * real(1.1, 2.0));
    switch (number(0, 2)) {
        case 0: return Bursts{{{low, length(2s)}, {high, length(1s)}, {Rate{}, length(500ms)}}};
        case 1:
            return RateCurve{.points = {{0s, low}, {length(2s), high}, {8s, low}},
                             .steps = chance(0.5),
                             .period = chance(0.5) ? Duration{9s} : Duration{}};
        default:
            return Wave{.mean = low,
                        .swing = Probability::of(real(0.1, 1.0)),
                        .period = length(5s),
                        .phase = length(1s)};
    }
}

Trace Dice::trace(double rate)
{
    Trace trace{.speed = chance(0.5) ? 1.0 : real(0.8, 1.25)};
    Duration at{};
    for (std::uint32_t i = number(10, 80); i > 0; --i) {
        at += length(from_seconds(1.0 / rate));
        trace.arrivals.push_back({.at = at,
                                  .bytes = {number(0, 1U << 20)},
                                  .service = chance(0.5) ? length(3ms) : Duration{},
                                  .source = number(0, 9)});
    }
    return trace;
}

Balancing Dice::balancing()
{
    switch (number(0, 7)) {
        case 0: return SmoothRoundRobin{};
        case 1: return LeastConnections{};
        case 2: return LeastConnections{one_of<Ties>({Ties::first, Ties::random})};
        case 3: return First{};
        case 4: return RandomDraws{.draws = number(1, 3), .distinct = chance(0.5)};
        case 5: return SourceHash{};
        default: return RoundRobin{};
    }
}

Effect Dice::effect(bool messages)
{
    const auto share = Probability::of(real(0.05, 0.6));
    switch (number(messages ? 4 : 0, 6)) {
        case 0: return Crash{};
        case 1: return Hang{};
        case 2: return Slow{real(1.5, 10.0)};
        case 3: return Errors{.share = share, .takes = chance(0.5) ? law(1ms) : Distribution{}};
        case 4: return Delay{length(5ms)};
        case 5: return Loss{share};
        default: return Partition{};
    }
}

}  // namespace support
