// SPDX-License-Identifier: MIT
/// Batch means: fixed memory, the classical formulas, and refusal where they do not hold.
#include "tiersim/stats/batch_means.hpp"

#include "near.hpp"
#include "tiersim/core/random.hpp"

#include <cmath>
#include <vector>

using namespace tiersim;
using tiersim::testing::near;

namespace {

std::vector<double> noise(std::size_t count, std::uint64_t seed)
{
    Rng rng{seed, "noise"};
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(rng.unit());
    return values;
}

// Sawtooth plus a slow wave: a series without randomness that still has a spread.
std::vector<double> sawtooth()
{
    std::vector<double> values;
    for (int i = 0; i < 2000; ++i)
        values.push_back((7919 * i % 1009) / 1009.0 + 0.3 * std::sin(i / 17.0));
    return values;
}

double variance_of_mean(const std::vector<double>& series, std::size_t length)
{
    const auto n = static_cast<double>(series.size());
    const auto b = static_cast<double>(length);
    double mean = 0.0;
    for (const double value : series)
        mean += value / n;
    double squares = 0.0;
    for (std::size_t i = 0; i + length <= series.size(); ++i) {
        double sum = 0.0;
        for (std::size_t j = i; j < i + length; ++j)
            sum += series[j];
        squares += (sum / b - mean) * (sum / b - mean);
    }
    return n * b / ((n - b + 1.0) * (n - b)) * squares / n;
}

}  // namespace

TEST_CASE("there are always 20 to 39 full batches of one length", "[stats]")
{
    BatchMeans means;
    for (std::uint64_t count = 1; count <= 5000; ++count) {
        means.add(1.0);
        REQUIRE(means.count() == count);
        REQUIRE(means.batches() < 40);
        if (count >= 20) REQUIRE(means.batches() >= 20);
        REQUIRE(count - means.batches() * means.length() < means.length());
    }
    CHECK(means.length() == 128);
}

TEST_CASE("joined batches are the batches of a series cut at once", "[stats]")
{
    const auto series = noise(64 * 25, 1);
    BatchMeans store;
    for (const double value : series)
        store.add(value);
    REQUIRE(store.batches() == 25);

    const Estimate one = store.mean();
    const Estimate other = batch_means(series, 25);

    REQUIRE(one.interval);
    CHECK_THAT(one.value, near(other.value, 1e-12));
    CHECK_THAT(one.interval->half_width(), near(other.interval->half_width(), 1e-9));
}

TEST_CASE("the mean counts the open batch, too", "[stats]")
{
    BatchMeans means;
    for (int i = 0; i < 41; ++i)
        means.add(i == 40 ? 82.0 : 0.0);

    CHECK(means.mean().value == 2.0);
}

TEST_CASE("a short run has no interval", "[stats]")
{
    BatchMeans means;
    CHECK(means.mean().why_none == "nothing was measured");
    for (int i = 0; i < 19; ++i)
        means.add(i);

    CHECK_FALSE(means.mean().interval);
    CHECK(means.mean().why_none.find("too short") != std::string::npos);
}

TEST_CASE("batches that depend on each other give no interval", "[stats]")
{
    BatchMeans trend;
    for (int i = 0; i < 10'000; ++i)
        trend.add(i);

    CHECK_FALSE(trend.mean().interval);
    CHECK(trend.mean().why_none.find("depend on each other") != std::string::npos);
}

TEST_CASE("independent values fail the test of independence once in ten times", "[stats][theory]")
{
    constexpr int trials = 4000;
    int failed = 0;
    for (std::uint64_t seed = 0; seed < trials; ++seed)
        failed += move_together(noise(30, seed)) ? 1 : 0;

    // The normal approximation is good to half a percent for 30 batches.
    CHECK_THAT(failed / static_cast<double>(trials),
               Catch::Matchers::WithinAbs(0.1, 4.0 * std::sqrt(0.09 / trials) + 0.005));
}

TEST_CASE("equal values do not move at all", "[stats]")
{
    const std::vector<double> still(30, 2.0);

    CHECK_FALSE(move_together(still));
    CHECK(batch_means(still, 10).interval->half_width() == 0.0);
}

TEST_CASE("twenty batches of a known series have its known mean and half width", "[stats]")
{
    const Estimate mean = batch_means(sawtooth(), 20);

    CHECK_THAT(mean.value, near(0.5025713095098931));
    REQUIRE(mean.interval);
    CHECK_THAT(mean.interval->half_width(), near(0.007507089650611178));
}

TEST_CASE("overlapping batches give the variance of their definition", "[stats]")
{
    for (const std::size_t length : {1U, 7U, 100U, 999U})
        CHECK_THAT(overlapping_variance(sawtooth(), length),
                   near(variance_of_mean(sawtooth(), length), 1e-8));
    CHECK_THAT(overlapping_variance(sawtooth(), 100), near(1.3246396760042923e-05));
}

TEST_CASE("overlapping batches of one observation are the independent case", "[stats]")
{
    const std::vector<double> values{1.0, 2.0, 3.0, 4.0, 5.0};

    CHECK_THAT(overlapping_variance(values, 1), near(2.5 / 5.0, 1e-14));
    CHECK(overlapping_batch_means(values, 1).value == 3.0);
    CHECK_FALSE(overlapping_batch_means(values, 3).interval);
}
