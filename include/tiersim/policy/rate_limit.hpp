// SPDX-License-Identifier: MIT
/// A limit on the rate of requests: a bucket of tokens that fills steadily; a request takes one, or
/// is refused.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/time.hpp"

#include <cstdint>

namespace tiersim {

/// How fast the bucket fills, and how much it holds. It is full at the start.
struct RateLimit {
    Rate rate = Rate::per_second(1.0);  ///< Tokens that come in.
    std::uint32_t burst = 1;            ///< Tokens that it holds.
    friend bool operator==(const RateLimit&, const RateLimit&) = default;
};

/// The bucket, by the instant at which it would be full again (ITU-T I.371's virtual scheduling),
/// so that nothing is rounded.
class TokenBucket {
public:
    explicit TokenBucket(const RateLimit& limit)
        : gap_{limit.rate.mean_gap()}, depth_{gap_ * std::int64_t{limit.burst}}
    {
    }

    /// Takes a token if there is one.
    bool take(Instant at);

private:
    Duration gap_;
    Duration depth_;
    Instant full_{};
};

}  // namespace tiersim
