// SPDX-License-Identifier: MIT
/// The members of the laws of time and of the arrival processes.
#pragma once

#include "scenario/table.hpp"
#include "tiersim/workload/arrivals.hpp"
#include "tiersim/workload/distribution.hpp"

namespace tiersim::table {

constexpr Title title(Of<Distribution> /*of*/)
{
    return {"distribution", "How long something takes: a duration (always the same), or a law."};
}

constexpr Title title(Of<Constant> /*of*/) { return {"constant", "Always the same."}; }
template <class Visit>
constexpr void describe(Of<Constant> /*of*/, Visit& visit)
{
    visit("value", &Constant::value, "The duration.", Rule{.required = true, .alone = true});
}

constexpr Title title(Of<Uniform> /*of*/)
{
    return {"uniform", "Equally likely anywhere between two ends."};
}
template <class Visit>
constexpr void describe(Of<Uniform> /*of*/, Visit& visit)
{
    visit("low", &Uniform::low, "The shortest.", any);
    visit("high", &Uniform::high, "The longest; not before `low`.", required);
}

constexpr Title title(Of<Exponential> /*of*/)
{
    return {"exponential", "Memoryless: short ones are the most frequent, a few are long."};
}
template <class Visit>
constexpr void describe(Of<Exponential> /*of*/, Visit& visit)
{
    visit("mean", &Exponential::mean, "The mean.", Rule{.required = true, .alone = true});
}

constexpr Title title(Of<Lognormal> /*of*/)
{
    return {"lognormal", "The exponential of a normal: a hump with a long tail."};
}
template <class Visit>
constexpr void describe(Of<Lognormal> /*of*/, Visit& visit)
{
    visit("mean", &Lognormal::mean, "The mean.", required);
    visit("scv", &Lognormal::scv, "Squared coefficient of variation: variance / mean^2.",
          above_zero);
}

constexpr Title title(Of<Gamma> /*of*/)
{
    return {"gamma", "Gamma; a whole shape k is Erlang-k, the sum of k exponentials."};
}
template <class Visit>
constexpr void describe(Of<Gamma> /*of*/, Visit& visit)
{
    visit("mean", &Gamma::mean, "The mean.", required);
    visit("shape", &Gamma::shape, "The larger, the steadier: variance / mean^2 is 1 / shape.",
          above_zero);
}

constexpr Title title(Of<Weibull> /*of*/)
{
    return {"weibull", "Lifetimes: a shape below 1 fails early, above 1 wears out."};
}
template <class Visit>
constexpr void describe(Of<Weibull> /*of*/, Visit& visit)
{
    visit("scale", &Weibull::scale, "63.2 % are shorter.", required);
    visit("shape", &Weibull::shape, "Of the curve; 1 is exponential.", above_zero);
}

constexpr Title title(Of<Hyperexponential> /*of*/)
{
    return {"hyperexponential", "One of several exponentials, chosen by share."};
}
template <class Visit>
constexpr void describe(Of<Hyperexponential> /*of*/, Visit& visit)
{
    visit("phases", &Hyperexponential::phases, "The exponentials; their shares sum to 1.",
          Rule{.required = true, .alone = true, .items = 1});
}

constexpr Title title(Of<Hyperexponential::Phase> /*of*/)
{
    return {"hyperexponential_phase", "One of the exponentials."};
}
template <class Visit>
constexpr void describe(Of<Hyperexponential::Phase> /*of*/, Visit& visit)
{
    visit("share", &Hyperexponential::Phase::share, "How often it is chosen.", required);
    visit("mean", &Hyperexponential::Phase::mean, "Its mean.", required);
}

constexpr Title title(Of<BoundedPareto> /*of*/)
{
    return {"bounded_pareto", "A heavy tail, cut at both ends."};
}
template <class Visit>
constexpr void describe(Of<BoundedPareto> /*of*/, Visit& visit)
{
    visit("alpha", &BoundedPareto::alpha, "The smaller, the heavier the tail.", above_zero);
    visit("low", &BoundedPareto::low, "The shortest.", Rule{.required = true, .above = 0.0});
    visit("high", &BoundedPareto::high, "The longest; after `low`.", required);
}

constexpr Title title(Of<Empirical> /*of*/)
{
    return {"empirical", "Observed values, or a table of quantiles; one of the three is given."};
}
template <class Visit>
constexpr void describe(Of<Empirical> /*of*/, Visit& visit)
{
    visit("values", &Empirical::values, "Observed durations, each as likely as the next.", any);
    visit("quantiles", &Empirical::quantiles,
          "Ascending, from share 0 to share 1, straight between its points.", any);
    visit("file", &Empirical::file,
          "A file of observed values, one duration or number of seconds a line; relative to the "
          "scenario's folder.",
          any);
}

constexpr Title title(Of<Empirical::Quantile> /*of*/)
{
    return {"quantile", "A share of the values and the value that it does not exceed."};
}
template <class Visit>
constexpr void describe(Of<Empirical::Quantile> /*of*/, Visit& visit)
{
    visit("share", &Empirical::Quantile::share, "The share of the values.", required);
    visit("value", &Empirical::Quantile::value, "The value.", required);
}

}  // namespace tiersim::table
