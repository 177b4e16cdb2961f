// SPDX-License-Identifier: MIT
/// The bucket rules of other tools keep their own promises.
#include "tiersim/stats/bucket_rules.hpp"

#include "near.hpp"
#include "tiersim/core/random.hpp"

#include <cmath>

using namespace tiersim;
using tiersim::testing::near;

TEST_CASE("a sketch's bucket is within its error of every value in it", "[stats]")
{
    const SketchBuckets one_percent{0.01};
    Rng rng{1, "sketch"};

    for (int i = 0; i < 100'000; ++i) {
        const double value = std::ldexp(rng.unit(), static_cast<int>(rng.below(60)) - 30);
        const double middle = one_percent.middle(one_percent.key(value));
        REQUIRE(std::abs(middle - value) <= value * 0.01 * (1.0 + 1e-9));
    }
}

TEST_CASE("sketch keys are those of the published mapping", "[stats]")
{
    const SketchBuckets one_percent{0.01};

    CHECK(one_percent.key(1.0) == 0);
    CHECK_THAT(one_percent.middle(0), near(0.99));
    CHECK(one_percent.key(0.001) == -345);
    CHECK_THAT(one_percent.middle(-345), near(0.0009974781146370234));
    CHECK(one_percent.key(7.5) == 101);
    CHECK_THAT(one_percent.middle(101), near(7.463444236137822));
}

TEST_CASE("three digits keep 2048 values apart, then pairs, then more", "[stats]")
{
    const HdrBuckets three{3};

    CHECK(three.low(2047) == 2047);
    CHECK(three.high(2047) == 2047);
    CHECK(three.low(2049) == 2048);
    CHECK(three.high(2048) == 2049);
    CHECK(three.low(123'456'789) == 123'404'288);
    CHECK(three.high(123'456'789) == 123'469'823);
    CHECK(three.high(~std::uint64_t{0}) == ~std::uint64_t{0});
}

TEST_CASE("a bucket of n digits is never wider than its promise", "[stats]")
{
    Rng rng{1, "hdr"};
    double promise = 1.0;
    for (unsigned digits = 1; digits <= 5; ++digits) {
        promise /= 10.0;
        const HdrBuckets rule{digits};
        for (int i = 0; i < 10'000; ++i) {
            const std::uint64_t value = rng.next() >> rng.below(64);
            REQUIRE(rule.low(value) <= value);
            REQUIRE(rule.high(value) >= value);
            const auto width = static_cast<double>(rule.high(value) - rule.low(value));
            REQUIRE(width <= static_cast<double>(value) * promise);
        }
    }
}
