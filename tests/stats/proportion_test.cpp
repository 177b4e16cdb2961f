// SPDX-License-Identifier: MIT
/// Intervals for shares: known values, exact coverage, and the ends.
#include "tiersim/stats/proportion.hpp"

#include "near.hpp"

#include <cmath>

using namespace tiersim;
using namespace tiersim::literals;
using tiersim::testing::near;

namespace {

// The chance that the interval covers `share`, summed over all numbers of hits.
template <class Method>
double coverage(int trials, double share, Method method)
{
    double covered = 0.0;
    double term = std::pow(1.0 - share, trials);
    for (int hits = 0; hits <= trials; ++hits) {
        if (method(hits, trials).contains(share)) covered += term;
        term *= (trials - hits) / (hits + 1.0) * share / (1.0 - share);
    }
    return covered;
}

}  // namespace

TEST_CASE("Wilson's interval has its known limits", "[stats]")
{
    CHECK_THAT(wilson(3, 10'000).low, near(0.00010203219941781012));
    CHECK_THAT(wilson(3, 10'000).high, near(0.0008817357722363795));
    CHECK(wilson(0, 100'000).low == 0.0);
    // Without hits: z^2 / (n + z^2).
    const double z2 = 1.959963984540054 * 1.959963984540054;
    CHECK_THAT(wilson(0, 100'000).high, near(z2 / (100'000.0 + z2)));
    CHECK(wilson(10, 10).high == 1.0);
}

TEST_CASE("Clopper and Pearson's interval has its known limits", "[stats]")
{
    CHECK_THAT(clopper_pearson(7, 10).low, near(0.34754715, 1e-7));
    CHECK_THAT(clopper_pearson(7, 10).high, near(0.93326049, 1e-7));
    CHECK_THAT(clopper_pearson(3, 10'000).low, near(6.187148574838713e-05));
    CHECK_THAT(clopper_pearson(3, 10'000).high, near(0.0008764745225140007));
    CHECK(clopper_pearson(0, 50).low == 0.0);
    // Without hits: 1 - (alpha / 2)^(1 / n).
    CHECK_THAT(clopper_pearson(0, 50).high, near(1.0 - std::pow(0.025, 1.0 / 50.0)));
    CHECK(clopper_pearson(50, 50).high == 1.0);
}

TEST_CASE("hits and misses are mirror images", "[stats]")
{
    for (int hits = 0; hits <= 20; ++hits) {
        const auto k = static_cast<std::uint64_t>(hits);
        CHECK_THAT(wilson(hits, 20).low,
                   Catch::Matchers::WithinAbs(1.0 - wilson(20 - hits, 20).high, 1e-14));
        CHECK_THAT(clopper_pearson(k, 20).low,
                   Catch::Matchers::WithinAbs(1.0 - clopper_pearson(20 - k, 20).high, 1e-12));
    }
}

TEST_CASE("Clopper and Pearson never cover less than promised, Wilson does so on average",
          "[stats][theory]")
{
    double sum = 0.0;
    int shares = 0;
    for (double share = 0.01; share < 1.0; share += 0.01, ++shares) {
        const auto exact = [](int k, int n) {
            return clopper_pearson(static_cast<std::uint64_t>(k), static_cast<std::uint64_t>(n));
        };
        CHECK(coverage(60, share, exact) >= 0.95);
        sum += coverage(60, share, [](int k, int n) { return wilson(k, n); });
    }
    CHECK_THAT(sum / shares, Catch::Matchers::WithinAbs(0.95, 0.01));
}

TEST_CASE("clustered trials are worth fewer independent ones", "[stats]")
{
    CHECK_THAT(effective_trials(0.5, 1e6, 0.25 / 1e4), near(1e4));
    CHECK(effective_trials(0.5, 100.0, 0.0) == 100.0);
    CHECK(effective_trials(0.5, 100.0, 0.001) == 100.0);
    CHECK(effective_trials(0.5, 100.0, 10.0) == 1.0);
}
