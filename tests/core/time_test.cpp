// SPDX-License-Identifier: MIT
/// Simulated time rounds once, and never overflows.
#include "tiersim/core/time.hpp"

#include "catch.hpp"

using namespace std::chrono_literals;

TEST_CASE("seconds become whole nanoseconds, rounded half up", "[core]")
{
    CHECK(tiersim::from_seconds(0.25) == 250ms);
    CHECK(tiersim::from_seconds(1.5e-9) == 2ns);
    CHECK(tiersim::from_seconds(1.4e-9) == 1ns);
}

TEST_CASE("seconds that no clock can show become the nearest that it can", "[core]")
{
    CHECK(tiersim::from_seconds(-1.0) == 0ns);
    CHECK(tiersim::from_seconds(1e300) + tiersim::from_seconds(1e300) > 0ns);
}
