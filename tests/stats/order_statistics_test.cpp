// SPDX-License-Identifier: MIT
/// Places in the order of independent values.
#include "tiersim/stats/order_statistics.hpp"

#include "near.hpp"
#include "tiersim/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace tiersim;
using namespace tiersim::literals;
using tiersim::testing::near;

TEST_CASE("the places for a percentile are binomial quantiles", "[stats]")
{
    const Ranks thousand = quantile_ranks(1000, 99_percent);
    CHECK(thousand.low == 983);
    CHECK(thousand.high == 997);
    CHECK_THAT(thousand.coverage, near(0.976094763497977));

    const Ranks many = quantile_ranks(100'000, Probability::of(0.999));
    CHECK(many.low == 99'880);
    CHECK(many.high == 99'920);
    CHECK_THAT(many.coverage, near(0.9547890568019047));
}

TEST_CASE("the chance that the greatest of n reaches a quantile is 1 - share^n", "[stats]")
{
    // With 299 values the greatest exceeds the 99th percentile with 95 %, with 298 not.
    CHECK(1.0 - std::pow(0.99, 299) > 0.95);
    CHECK(quantile_ranks(298, 99_percent, 90_percent).high == 299);
    CHECK(quantile_ranks(299, 99_percent, 90_percent).high == 299);
}

TEST_CASE("the interval covers the quantile of independent values as often as it says",
          "[stats][theory]")
{
    constexpr int trials = 2000;
    Rng rng{1, "order"};
    int covered = 0;
    for (int trial = 0; trial < trials; ++trial) {
        std::vector<double> values(200);
        for (auto& value : values)
            value = rng.unit();
        std::sort(values.begin(), values.end());
        covered += quantile_of_independent(values, 90_percent).interval->contains(0.9) ? 1 : 0;
    }

    const double expected = quantile_ranks(200, 90_percent).coverage;
    CHECK_THAT(covered / static_cast<double>(trials),
               Catch::Matchers::WithinAbs(expected,
                                          4.0 * std::sqrt(expected * (1.0 - expected) / trials)));
}

TEST_CASE("too few values give the quantile without an interval", "[stats]")
{
    const std::vector<double> values{1.0, 2.0, 3.0};

    CHECK(quantile_of_independent(values, 50_percent).value == 2.0);
    CHECK_FALSE(quantile_of_independent(values, 50_percent).interval);
    CHECK_FALSE(quantile_of_independent(values, 99_percent).why_none.empty());
    CHECK(quantile_of_independent({}, 50_percent).why_none == "nothing was measured");
}
