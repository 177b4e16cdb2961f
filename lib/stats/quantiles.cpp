// SPDX-License-Identifier: MIT
/// The one place that asks Boost.Math.
#include "tiersim/stats/quantiles.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>

namespace tiersim {

double normal_quantile(double share) { return boost::math::quantile(boost::math::normal{}, share); }

double student_quantile(double share, double freedom)
{
    return boost::math::quantile(boost::math::students_t{freedom}, share);
}

double chi_squared_quantile(double share, double freedom)
{
    return boost::math::quantile(boost::math::chi_squared{freedom}, share);
}

double beta_quantile(double share, double a, double b)
{
    return boost::math::quantile(boost::math::beta_distribution<>{a, b}, share);
}

double normal_share(double value) { return boost::math::cdf(boost::math::normal{}, value); }

double binomial_share(std::int64_t successes, std::int64_t trials, double chance)
{
    if (successes < 0) return 0.0;
    if (successes >= trials) return 1.0;
    // At most k successes in n: the (k + 1)-th of n uniform draws lies above the chance.
    return boost::math::ibetac(static_cast<double>(successes + 1),
                               static_cast<double>(trials - successes), chance);
}

std::int64_t binomial_quantile(double share, std::int64_t trials, double chance)
{
    std::int64_t below = -1;
    std::int64_t found = trials;
    while (found - below > 1) {
        const std::int64_t middle = below + (found - below) / 2;
        (binomial_share(middle, trials, chance) >= share ? found : below) = middle;
    }
    return found;
}

}  // namespace tiersim
