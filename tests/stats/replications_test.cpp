// SPDX-License-Identifier: MIT
/// Intervals over replications: by hand, and in the cases where there is none.
#include "tiersim/stats/replications.hpp"

#include "near.hpp"

#include <cmath>
#include <vector>

using namespace tiersim;
using tiersim::testing::near;

TEST_CASE("the mean of replications has Student's interval", "[stats]")
{
    const std::vector<double> values{1.0, 2.0, 3.0, 4.0, 5.0};

    const Estimate mean = mean_of_replications(values);

    // Variance 2.5, four degrees of freedom.
    const double half_width = 2.7764451051977944 * std::sqrt(2.5 / 5.0);
    CHECK(mean.value == 3.0);
    REQUIRE(mean.interval);
    CHECK_THAT(mean.interval->low, near(3.0 - half_width, 1e-12));
    CHECK_THAT(mean.interval->high, near(3.0 + half_width, 1e-12));
    CHECK(mean.why_none.empty());
}

TEST_CASE("one replication or none has no interval, and says so", "[stats]")
{
    const std::vector<double> one{4.0};

    CHECK(mean_of_replications({}).why_none == "nothing was measured");
    CHECK(mean_of_replications(one).value == 4.0);
    CHECK(mean_of_replications(one).why_none == "one replication has no spread");
    CHECK_FALSE(mean_of_replications(one).interval);
}

TEST_CASE("a ratio of totals weighs replications by their base", "[stats]")
{
    const std::vector<Totals> runs{{10.0, 1.0}, {10.0, 9.0}};

    const Estimate ratio = ratio_of_replications(runs);

    // Residuals 10 - 2 * 1 = 8 and 10 - 2 * 9 = -8: variance 128, mean base 5, t(1) = 12.706.
    CHECK(ratio.value == 2.0);
    REQUIRE(ratio.interval);
    CHECK_THAT(ratio.interval->half_width(),
               near(12.706204736174705 * std::sqrt(128.0 / 2.0) / 5.0, 1e-12));
}

TEST_CASE("with equal bases the ratio's interval is the interval of the mean", "[stats]")
{
    const std::vector<double> values{1.0, 2.0, 4.0, 8.0};
    std::vector<Totals> totals;
    for (const double value : values)
        totals.push_back({value * 5.0, 5.0});

    const Estimate mean = mean_of_replications(values);
    const Estimate ratio = ratio_of_replications(totals);

    CHECK_THAT(ratio.value, near(mean.value, 1e-14));
    CHECK_THAT(ratio.interval->half_width(), near(mean.interval->half_width(), 1e-12));
}

TEST_CASE("more confidence asks for a wider interval", "[stats]")
{
    const std::vector<double> values{1.0, 2.0, 4.0};

    const auto width = [&](double confidence) {
        return mean_of_replications(values, Probability::of(confidence)).interval->half_width();
    };

    CHECK(width(0.99) > width(0.95));
    CHECK(width(0.95) > width(0.5));
}

TEST_CASE("a ratio without a base has no value", "[stats]")
{
    const std::vector<Totals> idle{{0.0, 0.0}, {0.0, 0.0}};

    CHECK(ratio_of_replications(idle).why_none == "nothing was measured");
}
