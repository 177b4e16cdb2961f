// SPDX-License-Identifier: MIT
/// Quantiles against published tables and closed forms.
#include "tiersim/stats/quantiles.hpp"

#include "near.hpp"

#include <cmath>

using namespace tiersim;
using tiersim::testing::near;

TEST_CASE("normal and Student quantiles are those of the tables", "[stats]")
{
    CHECK_THAT(normal_quantile(0.975), near(1.959963984540054, 1e-12));
    CHECK_THAT(normal_quantile(0.995), near(2.5758293035489004, 1e-12));
    CHECK_THAT(student_quantile(0.975, 4.0), near(2.7764451051977944, 1e-12));
    CHECK_THAT(student_quantile(0.975, 19.0), near(2.0930240544083098, 1e-12));
    CHECK_THAT(student_quantile(0.975, 99.0), near(1.9842169515864175, 1e-12));
    // One degree of freedom is the Cauchy law: tan(pi (p - 1/2)).
    CHECK_THAT(student_quantile(0.975, 1.0), near(std::tan(0.475 * 3.14159265358979324), 1e-12));
}

TEST_CASE("chi squared with two degrees of freedom is exponential", "[stats]")
{
    for (const double share : {0.01, 0.5, 0.95, 0.999})
        CHECK_THAT(chi_squared_quantile(share, 2.0), near(-2.0 * std::log1p(-share), 1e-12));
}

TEST_CASE("beta quantiles of one parameter are powers", "[stats]")
{
    for (const double share : {0.01, 0.5, 0.95}) {
        CHECK_THAT(beta_quantile(share, 3.0, 1.0), near(std::cbrt(share), 1e-12));
        CHECK_THAT(beta_quantile(share, 1.0, 4.0), near(1.0 - std::pow(1.0 - share, 0.25), 1e-11));
    }
}

TEST_CASE("the normal share undoes the normal quantile", "[stats]")
{
    for (const double share : {1e-6, 0.2, 0.5, 0.99})
        CHECK_THAT(normal_share(normal_quantile(share)), near(share, 1e-12));
}

TEST_CASE("binomial shares are sums of binomial terms", "[stats]")
{
    double sum = 0.0;
    double term = std::pow(0.7, 12.0);
    for (int k = 0; k <= 12; ++k) {
        sum += term;
        CHECK_THAT(binomial_share(k, 12, 0.3), near(sum, 1e-12));
        term *= (12.0 - k) / (k + 1.0) * 0.3 / 0.7;
    }
    CHECK(binomial_share(-1, 12, 0.3) == 0.0);
    CHECK(binomial_share(12, 12, 0.3) == 1.0);
}

TEST_CASE("a binomial quantile is the least number that is enough", "[stats]")
{
    for (const double share : {0.001, 0.025, 0.5, 0.975, 0.999}) {
        const auto found = binomial_quantile(share, 1000, 0.99);
        CHECK(binomial_share(found, 1000, 0.99) >= share);
        CHECK(binomial_share(found - 1, 1000, 0.99) < share);
    }
}
