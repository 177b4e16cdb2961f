// SPDX-License-Identifier: MIT
/// The closed forms, each from the density or by conditioning on the phase or segment.
#include "workload/moments.hpp"

#include "tiersim/core/math.hpp"

namespace tiersim {

namespace {

double ns(Duration length) { return static_cast<double>(length.count()); }

Moments from_raw(double mean, double second)
{
    const double variance = second - mean * mean;
    return {mean, variance > 0.0 ? variance : 0.0};
}

Moments of(const Constant& law) { return {ns(law.value), 0.0}; }

Moments of(const Uniform& law)
{
    const double width = ns(law.high) - ns(law.low);
    return {(ns(law.low) + ns(law.high)) / 2.0, width * width / 12.0};
}

Moments of(const Exponential& law) { return {ns(law.mean), ns(law.mean) * ns(law.mean)}; }

Moments of(const Lognormal& law) { return {ns(law.mean), law.scv * ns(law.mean) * ns(law.mean)}; }

Moments of(const Gamma& law) { return {ns(law.mean), ns(law.mean) * ns(law.mean) / law.shape}; }

// E X^n = scale^n * gamma(1 + n / shape).
Moments of(const Weibull& law)
{
    const double mean = portable::exp(portable::log_gamma(1.0 + 1.0 / law.shape));
    const double second = portable::exp(portable::log_gamma(1.0 + 2.0 / law.shape));
    const Moments standard = from_raw(mean, second);
    return {ns(law.scale) * standard.mean, ns(law.scale) * ns(law.scale) * standard.variance};
}

Moments of(const Hyperexponential& law)
{
    double mean = 0.0;
    double second = 0.0;
    for (const auto& phase : law.phases) {
        mean += phase.share.value() * ns(phase.mean);
        second += phase.share.value() * 2.0 * ns(phase.mean) * ns(phase.mean);
    }
    return from_raw(mean, second);
}

// The integral of exp(t x) over x in (0, 1), also where t is next to zero.
double mean_power(double t)
{
    if (t > -1e-4 && t < 1e-4) return 1.0 + t / 2.0 + t * t / 6.0;
    return (portable::exp(t) - 1.0) / t;
}

// In units of the low end: E X^n = alpha / share * integral of x^(n - alpha - 1) over (1, high).
double pareto_moment(double alpha, double log_high, double n)
{
    const double share = 1.0 - portable::exp(-alpha * log_high);
    return alpha / share * log_high * mean_power((n - alpha) * log_high);
}

Moments of(const BoundedPareto& law)
{
    const double log_high = portable::log(ns(law.high) / ns(law.low));
    const Moments unit = from_raw(pareto_moment(law.alpha, log_high, 1.0),
                                  pareto_moment(law.alpha, log_high, 2.0));
    return {ns(law.low) * unit.mean, ns(law.low) * ns(law.low) * unit.variance};
}

Moments of_values(const std::vector<Duration>& values)
{
    const auto count = static_cast<double>(values.size());
    double mean = 0.0;
    for (const Duration value : values)
        mean += ns(value) / count;
    double variance = 0.0;
    for (const Duration value : values)
        variance += (ns(value) - mean) * (ns(value) - mean) / count;
    return {mean, variance};
}

// Uniform on each segment; what lies outside the first and the last share sits at its end.
Moments of_quantiles(const std::vector<Empirical::Quantile>& table)
{
    const double below = table.front().share.value();
    const double above = 1.0 - table.back().share.value();
    double mean = below * ns(table.front().value) + above * ns(table.back().value);
    double second = below * ns(table.front().value) * ns(table.front().value) +
                    above * ns(table.back().value) * ns(table.back().value);
    for (std::size_t i = 1; i < table.size(); ++i) {
        const double share = table[i].share.value() - table[i - 1].share.value();
        const double a = ns(table[i - 1].value);
        const double b = ns(table[i].value);
        mean += share * (a + b) / 2.0;
        second += share * (a * a + a * b + b * b) / 3.0;
    }
    return from_raw(mean, second);
}

Moments of(const Empirical& law)
{
    if (!law.quantiles.empty()) return of_quantiles(law.quantiles);
    return law.values.empty() ? Moments{} : of_values(law.values);
}

Moments of(const CustomLaw& law) { return {ns(law.average), 0.0}; }

}  // namespace

Moments moments(const Distribution& law)
{
    return std::visit([](const auto& kind) { return of(kind); }, law);
}

}  // namespace tiersim
