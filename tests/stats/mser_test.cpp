// SPDX-License-Identifier: MIT
/// Warm-up deletion: the definition, its one-pass form, and series whose transient is known.
#include "tiersim/stats/mser.hpp"

#include "near.hpp"
#include "tiersim/core/random.hpp"

#include <cmath>
#include <functional>
#include <vector>

using namespace tiersim;
using tiersim::testing::near;

namespace {

std::vector<double> series(int count, const std::function<double(int)>& path)
{
    std::vector<double> values;
    for (int i = 0; i < count; ++i)
        values.push_back(path(i) + (7919 * i % 1009) / 1009.0);
    return values;
}

// The definition, word by word: g(d) = sum of (Z_j - mean)^2 over j > d, divided by (k - d)^2.
WarmUp by_definition(const std::vector<double>& values)
{
    std::vector<double> batches;
    for (std::size_t i = 0; i + 5 <= values.size(); i += 5) {
        double sum = 0.0;
        for (std::size_t j = i; j < i + 5; ++j)
            sum += values[j];
        batches.push_back(sum / 5.0);
    }
    WarmUp best;
    for (std::size_t d = 0; d <= batches.size() / 2; ++d) {
        const auto kept = static_cast<double>(batches.size() - d);
        double mean = 0.0;
        for (std::size_t j = d; j < batches.size(); ++j)
            mean += batches[j] / kept;
        double squares = 0.0;
        for (std::size_t j = d; j < batches.size(); ++j)
            squares += (batches[j] - mean) * (batches[j] - mean);
        const double statistic = squares / (kept * kept);
        if (d == 0 || statistic < best.statistic) best = {d, 5 * d, statistic, mean, false};
    }
    return best;
}

}  // namespace

TEST_CASE("a decaying transient is cut where the rest is most certain", "[stats]")
{
    const WarmUp cut = mser(series(1000, [](int i) { return 10.0 * std::exp(-i / 40.0); }));

    CHECK(cut.batches == 38);
    CHECK(cut.observations == 190);
    CHECK_THAT(cut.statistic, near(5.177017760318219e-05));
    CHECK_THAT(cut.mean, near(0.5040642291531185));
    CHECK_FALSE(cut.at_limit);
}

TEST_CASE("a ramp is cut at its top", "[stats]")
{
    const WarmUp cut = mser(series(1500, [](int i) { return 4.0 * std::min(i / 150.0, 1.0); }));

    CHECK(cut.batches == 29);
    CHECK_THAT(cut.mean, near(4.498676048405677));
}

TEST_CASE("a flat series is not cut", "[stats]")
{
    const WarmUp cut = mser(series(1200, [](int) { return 0.0; }));

    CHECK(cut.batches == 0);
    CHECK_THAT(cut.statistic, near(3.432835883965355e-05));
    CHECK_THAT(cut.mean, near(0.49964816650148663));
}

TEST_CASE("one pass from the end finds what the definition says", "[stats][property]")
{
    Rng rng{1, "mser"};
    for (int trial = 0; trial < 200; ++trial) {
        const double start = 5.0 * rng.unit();
        const double decay = 1.0 + 100.0 * rng.unit();
        std::vector<double> values;
        const std::uint32_t count = 10 + rng.below(500);
        for (std::uint32_t i = 0; i < count; ++i)
            values.push_back(start * std::exp(-static_cast<double>(i) / decay) + rng.unit());

        const WarmUp cut = mser(values);
        const WarmUp expected = by_definition(values);

        CHECK(cut.batches == expected.batches);
        CHECK_THAT(cut.statistic, near(expected.statistic, 1e-6));
        CHECK_THAT(cut.mean, near(expected.mean, 1e-9));
    }
}

TEST_CASE("a series that never settles is cut at the limit", "[stats]")
{
    CHECK(mser(series(1000, [](int i) { return i / 10.0; })).at_limit);
}

TEST_CASE("equal values are not cut, and no values are at the limit", "[stats]")
{
    CHECK(mser(std::vector<double>(100, 3.0)).batches == 0);
    CHECK_FALSE(mser(std::vector<double>(100, 3.0)).at_limit);
    CHECK(mser({}).at_limit);
    CHECK(mser(std::vector<double>(4, 1.0)).at_limit);
}

TEST_CASE("a level far from zero does not drown the spread", "[stats]")
{
    const auto path = [](int i) { return 10.0 * std::exp(-i / 40.0); };

    const WarmUp low = mser(series(1000, path));
    const WarmUp high = mser(series(1000, [&](int i) { return 1e8 + path(i); }));

    CHECK(low.batches == high.batches);
    CHECK_THAT(high.statistic, near(low.statistic, 1e-4));
}
