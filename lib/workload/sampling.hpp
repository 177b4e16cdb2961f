// SPDX-License-Identifier: MIT
/// A law made ready to draw from: its constants are computed once, and the laws of the hot path are
/// drawn inline. The same draws as sample() makes.
#pragma once

#include "tiersim/core/random.hpp"
#include "tiersim/core/time.hpp"
#include "tiersim/workload/distribution.hpp"
#include "workload/ziggurat.hpp"

#include <cstdint>

namespace tiersim {

/// `nanoseconds`, not negative, rounded half up and held below 146 years, as from_seconds() does
/// it.
inline Duration rounded(double nanoseconds)
{
    constexpr double longest = 4.6e18;
    const double up = nanoseconds + 0.5;
    return Duration{static_cast<std::int64_t>(up < longest ? up : longest)};
}

/// Draws from one law. Small enough to lie in the tables that a node reads for each call.
class Sampler {
public:
    /// Always zero.
    Sampler() = default;

    /// Draws from `law`, which must outlive the sampler and stay where it is.
    explicit Sampler(const Distribution& law);
    explicit Sampler(Distribution&& law) = delete;

    /// The law of one of the structs; for those without a list, the struct may go away.
    explicit Sampler(const Constant& law);
    explicit Sampler(const Uniform& law);
    explicit Sampler(const Exponential& law);
    explicit Sampler(const Lognormal& law);
    explicit Sampler(const Gamma& law);
    explicit Sampler(const Weibull& law);
    explicit Sampler(const Hyperexponential& law);
    explicit Sampler(const BoundedPareto& law);
    explicit Sampler(const Empirical& law);
    explicit Sampler(const CustomLaw& law);

    /// One draw; never negative.
    Duration draw(Rng& rng) const
    {
        if (kind_ == Kind::exponential) [[likely]]
            return rounded(scale_ * exponential(rng));
        if (kind_ == Kind::constant) return constant_;
        return draw_other(rng);
    }

private:
    enum class Kind : std::uint8_t {
        constant,
        exponential,
        uniform,
        lognormal,
        gamma,
        weibull,
        hyperexponential,
        pareto,
        values,
        quantiles,
        custom,
    };

    Duration draw_other(Rng& rng) const;
    Duration draw_gamma(Rng& rng) const;
    Duration draw_phase(Rng& rng) const;
    Duration draw_quantile(Rng& rng) const;

    Kind kind_ = Kind::constant;
    Duration constant_{};  ///< Constant: the value. Uniform: the low end. Pareto: the high end.
    double scale_ = 0.0;   ///< In nanoseconds.
    double shape_ = 0.0;   ///< Lognormal: sigma. Gamma: shape. Weibull, Pareto: 1 / shape.
    double share_ = 0.0;   ///< Pareto: the share of the uncut law below the high end.
    const void* list_ = nullptr;  ///< The law itself, where it has a list or a function.
};

}  // namespace tiersim
