// SPDX-License-Identifier: MIT
/// The constants of each law, and the draws that are not worth inlining.
#include "workload/sampling.hpp"

#include "tiersim/core/math.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tiersim {

namespace {

double in_nanoseconds(Duration length) { return static_cast<double>(length.count()); }

// A gamma draw of this shape, at least 1, and scale 1 (Marsaglia & Tsang 2000, "A simple method for
// generating gamma variables").
double standard_gamma(double shape, Rng& rng)
{
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    for (;;) {
        const double x = normal(rng);
        const double root = 1.0 + c * x;
        if (root <= 0.0) continue;
        const double v = root * root * root;
        const double square = x * x;
        const double u = rng.unit();
        if (u < 1.0 - 0.0331 * square * square) return d * v;
        if (portable::log(u) < 0.5 * square + d * (1.0 - v + portable::log(v))) return d * v;
    }
}

}  // namespace

Sampler::Sampler(const Distribution& law)
{
    *this = std::visit([](const auto& kind) { return Sampler{kind}; }, law);
}

Sampler::Sampler(const Constant& law) : constant_{law.value} { assert(law.value >= Duration{0}); }

Sampler::Sampler(const Uniform& law)
    : kind_{Kind::uniform}, constant_{law.low}, scale_{in_nanoseconds(law.high - law.low)}
{
    assert(law.low >= Duration{0} && law.high >= law.low);
}

Sampler::Sampler(const Exponential& law)
    : kind_{Kind::exponential}, scale_{in_nanoseconds(law.mean)}
{
    assert(law.mean >= Duration{0});
}

Sampler::Sampler(const Lognormal& law)
    : kind_{Kind::lognormal},
      scale_{in_nanoseconds(law.mean) / std::sqrt(1.0 + law.scv)},
      shape_{std::sqrt(portable::log(1.0 + law.scv))}
{
    assert(law.mean >= Duration{0} && law.scv >= 0.0);
}

Sampler::Sampler(const Gamma& law)
    : kind_{Kind::gamma}, scale_{in_nanoseconds(law.mean) / law.shape}, shape_{law.shape}
{
    assert(law.mean >= Duration{0} && law.shape > 0.0);
}

Sampler::Sampler(const Weibull& law)
    : kind_{Kind::weibull}, scale_{in_nanoseconds(law.scale)}, shape_{1.0 / law.shape}
{
    assert(law.scale >= Duration{0} && law.shape > 0.0);
}

Sampler::Sampler(const Hyperexponential& law) : kind_{Kind::hyperexponential}, list_{&law}
{
    assert(!law.phases.empty());
}

Sampler::Sampler(const BoundedPareto& law)
    : kind_{Kind::pareto},
      constant_{law.high},
      scale_{in_nanoseconds(law.low)},
      shape_{1.0 / law.alpha},
      share_{1.0 - portable::pow(in_nanoseconds(law.low) / in_nanoseconds(law.high), law.alpha)}
{
    assert(law.alpha > 0.0 && law.low > Duration{0} && law.high > law.low);
}

Sampler::Sampler(const Empirical& law)
    : kind_{law.quantiles.empty() ? Kind::values : Kind::quantiles}, list_{&law}
{
    assert(!law.values.empty() || !law.quantiles.empty());
}

Sampler::Sampler(const CustomLaw& law) : kind_{Kind::custom}, list_{&law} { assert(law.draw); }

Duration Sampler::draw_other(Rng& rng) const
{
    switch (kind_) {
        case Kind::constant: return constant_;
        case Kind::exponential: return rounded(scale_ * exponential(rng));
        case Kind::uniform: return constant_ + rounded(scale_ * rng.unit());
        case Kind::lognormal: return rounded(scale_ * portable::exp(shape_ * normal(rng)));
        case Kind::gamma: return draw_gamma(rng);
        case Kind::weibull:
            return rounded(scale_ * portable::exp(shape_ * portable::log(exponential(rng))));
        case Kind::hyperexponential: return draw_phase(rng);
        case Kind::pareto: {
            const double beyond = portable::log(1.0 - share_ * rng.unit());
            return std::min(rounded(scale_ * portable::exp(-shape_ * beyond)), constant_);
        }
        case Kind::values: {
            const auto& values = static_cast<const Empirical*>(list_)->values;
            return values[rng.below(static_cast<std::uint32_t>(values.size()))];
        }
        case Kind::quantiles: return draw_quantile(rng);
        case Kind::custom: return static_cast<const CustomLaw*>(list_)->draw(rng);
    }
    return Duration{0};
}

// Below shape 1: the draw of shape + 1 times a uniform to the power 1 / shape (same source).
Duration Sampler::draw_gamma(Rng& rng) const
{
    if (shape_ >= 1.0) return rounded(scale_ * standard_gamma(shape_, rng));
    const double shrink = portable::exp(-exponential(rng) / shape_);
    return rounded(scale_ * standard_gamma(shape_ + 1.0, rng) * shrink);
}

Duration Sampler::draw_phase(Rng& rng) const
{
    const auto& phases = static_cast<const Hyperexponential*>(list_)->phases;
    double left = rng.unit();
    std::size_t chosen = 0;
    while (chosen + 1 < phases.size() && left >= phases[chosen].share.value())
        left -= phases[chosen++].share.value();
    return rounded(in_nanoseconds(phases[chosen].mean) * exponential(rng));
}

Duration Sampler::draw_quantile(Rng& rng) const
{
    const auto& table = static_cast<const Empirical*>(list_)->quantiles;
    const double u = rng.unit();
    const auto after = std::upper_bound(
        table.begin(), table.end(), u,
        [](double share, const Empirical::Quantile& point) { return share < point.share.value(); });
    if (after == table.begin()) return table.front().value;
    if (after == table.end()) return table.back().value;
    const auto& low = *(after - 1);
    const double way = (u - low.share.value()) / (after->share.value() - low.share.value());
    return low.value + rounded(way * in_nanoseconds(after->value - low.value));
}

}  // namespace tiersim
