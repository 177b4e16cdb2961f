// SPDX-License-Identifier: MIT
/// A bucket of tokens, to the nanosecond.
#include "tiersim/policy/rate_limit.hpp"

#include "catch.hpp"

using namespace tiersim;
using namespace tiersim::literals;

TEST_CASE("a full bucket lets a burst through, and then one request for each token that comes in",
          "[policy][rate limit]")
{
    TokenBucket bucket{{.rate = 4_rps, .burst = 3}};
    const auto take = [&](Duration at) { return bucket.take(Instant{at}); };

    CHECK((take(0ms) && take(50ms) && take(100ms)));
    CHECK_FALSE(take(150ms));
    CHECK_FALSE(take(249ms));
    CHECK(take(250ms));
    CHECK_FALSE(take(499ms));
    CHECK(take(500ms));
}

TEST_CASE("no more tokens are saved up than the bucket holds", "[policy][rate limit]")
{
    TokenBucket bucket{{.rate = 10_rps, .burst = 2}};
    const Instant late{100s};

    CHECK(bucket.take(late));
    CHECK(bucket.take(late));
    CHECK_FALSE(bucket.take(late));
}
