// SPDX-License-Identifier: MIT
/// Levels over time: exact areas, time-weighted means, and a warm-up that leaves the level alone.
#include "tiersim/stats/gauge.hpp"

#include "catch.hpp"

using namespace tiersim;
using namespace std::chrono_literals;

namespace {

// 0 until 1 s, then 2 until 1.5 s, then 5 until 4 s, then 1.
Gauge stairs()
{
    Gauge gauge;
    gauge.change(Instant{1s}, 2);
    gauge.change(Instant{1500ms}, 5);
    gauge.change(Instant{4s}, 1);
    return gauge;
}

}  // namespace

TEST_CASE("the mean weighs each level with the time it held", "[stats]")
{
    const auto gauge = stairs();

    CHECK(gauge.mean(Instant{5s}) == 14.5 / 5.0);
    CHECK(gauge.max() == 5);
    CHECK(gauge.level() == 1);
}

TEST_CASE("the area is exact where a double is not", "[stats]")
{
    Gauge gauge;
    gauge.change(Instant{}, 4'000'000'000U);

    const auto year = Instant{std::chrono::hours{24 * 365 * 100}} + 1ns;

    CHECK(gauge.area(year) == Wide{4'000'000'000U} * 3'153'600'000'000'000'001U);
}

TEST_CASE("after a restart the level that holds counts, not zero", "[stats]")
{
    Gauge gauge;
    gauge.change(Instant{1s}, 7);
    gauge.change(Instant{2s}, 3);

    gauge.restart(Instant{4s});

    CHECK(gauge.max() == 3);
    CHECK(gauge.mean(Instant{4s}) == 3.0);
    gauge.change(Instant{5s}, 1);
    CHECK(gauge.mean(Instant{6s}) == 2.0);
    CHECK(gauge.area(Instant{6s}) == Wide{4'000'000'000U});
}

TEST_CASE("raise and lower move the level by one", "[stats]")
{
    Gauge gauge;

    gauge.raise(Instant{1s});
    gauge.raise(Instant{2s});
    gauge.lower(Instant{3s});

    CHECK(gauge.level() == 1);
    CHECK(gauge.max() == 2);
    CHECK(gauge.area(Instant{4s}) == Wide{4'000'000'000U});
}

TEST_CASE("what comes and goes in an instant is seen by the maximum and has no area", "[stats]")
{
    Gauge gauge;

    gauge.raise(Instant{1s});
    gauge.lower(Instant{1s});

    CHECK(gauge.max() == 1);
    CHECK(gauge.area(Instant{2s}) == Wide{0});
}
