// SPDX-License-Identifier: MIT
/// Constants of ranking and selection.
#include "tiersim/stats/selection.hpp"

#include "near.hpp"
#include "tiersim/stats/quantiles.hpp"

#include <cmath>

using namespace tiersim;
using namespace tiersim::literals;
using tiersim::testing::near;

TEST_CASE("Kim and Nelson's constants for five systems after ten replications", "[stats]")
{
    const Selection five{5, 10, 95_percent};

    // eta = ((2 * 0.05 / 4)^(-2 / 9) - 1) / 2.
    CHECK_THAT(kim_nelson_eta(five), near(0.6349672651536731));
    CHECK_THAT(kim_nelson_h2(five), near(11.429410772766115));
}

TEST_CASE("Rinott's h for five systems after ten replications is that of the tables", "[stats]")
{
    CHECK_THAT(rinott_h({5, 10, 95_percent}), near(3.6926240038177354, 1e-6));
}

TEST_CASE("after very many replications Rinott's h for two systems is a normal quantile", "[stats]")
{
    const double h = rinott_h({2, 4000, 95_percent});

    CHECK_THAT(h, near(std::sqrt(2.0) * normal_quantile(0.95), 2e-3));
}
