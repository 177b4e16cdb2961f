// SPDX-License-Identifier: MIT
/// Percentiles of a level, weighted with time.
#include "tiersim/stats/level_times.hpp"

#include "catch.hpp"

using namespace tiersim;
using namespace tiersim::literals;

namespace {

// 0 until 1 s, 2 until 1.5 s, 5 until 4 s, then 1; watched from 0.5 s.
LevelTimes stairs()
{
    LevelTimes times;
    times.restart(Instant{500ms});
    times.change(Instant{1s}, 2);
    times.change(Instant{1500ms}, 5);
    times.change(Instant{4s}, 1);
    return times;
}

}  // namespace

TEST_CASE("a level's percentile is the least level that holds long enough", "[stats]")
{
    const auto times = stairs();
    const Instant end{8s};

    // Of 7.5 s: 0.5 at 0, 4 at 1, 0.5 at 2, 2.5 at 5.
    CHECK(times.quantile(0_percent, end) == 0);
    CHECK(times.quantile(6_percent, end) == 0);
    CHECK(times.quantile(7_percent, end) == 1);
    CHECK(times.quantile(60_percent, end) == 1);
    CHECK(times.quantile(61_percent, end) == 2);
    CHECK(times.quantile(90_percent, end) == 5);
    CHECK(times.quantile(100_percent, end) == 5);
}

TEST_CASE("the share of time at or below a level", "[stats]")
{
    const auto times = stairs();

    CHECK(times.share_at_most(1, Instant{8s}) == Probability::of(4.5 / 7.5));
    CHECK(times.share_at_most(4, Instant{8s}) == Probability::of(5.0 / 7.5));
    CHECK(times.share_at_most(5, Instant{8s}) == 100_percent);
}

TEST_CASE("a restart keeps the level and forgets the time", "[stats]")
{
    auto times = stairs();

    times.restart(Instant{6s});

    CHECK(times.quantile(50_percent, Instant{6s}) == 1);
    CHECK(times.share_at_most(0, Instant{7s}) == 0_percent);
    CHECK(times.share_at_most(1, Instant{7s}) == 100_percent);
    CHECK(times.quantile(100_percent, Instant{7s}) == 1);
}

TEST_CASE("the level that holds at the end counts, even when it is new", "[stats]")
{
    LevelTimes times;
    times.change(Instant{1s}, 9);

    CHECK(times.quantile(75_percent, Instant{4s}) == 9);
    CHECK(times.quantile(25_percent, Instant{4s}) == 0);
}
