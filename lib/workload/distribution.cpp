// SPDX-License-Identifier: MIT
/// Drawing from a law that is not made ready: its constants are computed anew each time.
#include "tiersim/workload/distribution.hpp"

#include "workload/moments.hpp"
#include "workload/sampling.hpp"

namespace tiersim {

Duration Uniform::sample(Rng& rng) const { return Sampler{*this}.draw(rng); }
Duration Exponential::sample(Rng& rng) const { return Sampler{*this}.draw(rng); }
Duration Lognormal::sample(Rng& rng) const { return Sampler{*this}.draw(rng); }
Duration Gamma::sample(Rng& rng) const { return Sampler{*this}.draw(rng); }
Duration Weibull::sample(Rng& rng) const { return Sampler{*this}.draw(rng); }
Duration Hyperexponential::sample(Rng& rng) const { return Sampler{*this}.draw(rng); }
Duration BoundedPareto::sample(Rng& rng) const { return Sampler{*this}.draw(rng); }
Duration Empirical::sample(Rng& rng) const { return Sampler{*this}.draw(rng); }

Duration sample(const Distribution& law, Rng& rng)
{
    if (const auto* exponential = std::get_if<Exponential>(&law)) return exponential->sample(rng);
    return Sampler{law}.draw(rng);
}

Duration mean(const Distribution& law) { return rounded(moments(law).mean); }

double scv(const Distribution& law)
{
    const Moments of_law = moments(law);
    return of_law.mean > 0.0 ? of_law.variance / (of_law.mean * of_law.mean) : 0.0;
}

bool is_zero(const Distribution& law)
{
    return !std::holds_alternative<CustomLaw>(law) && moments(law).mean == 0.0;
}

}  // namespace tiersim
