// SPDX-License-Identifier: MIT
/// When a client asks again: attempts, waits that grow, jitter, and a budget that keeps retries
/// from feeding an overload.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/random.hpp"
#include "tiersim/core/time.hpp"

#include <cstdint>

namespace tiersim {

/// How a failed request is tried again.
struct Retry {
    std::uint32_t attempts = 1;  ///< In all, the first included; 1: no retry, 0: without end.
    Duration backoff{};          ///< Wait before the second attempt.
    double factor = 2.0;         ///< Each further wait is this many times the last; at least 1.
    Duration backoff_max{};      ///< No wait is longer, drawn ones included; 0: no bound.
    Probability jitter{};      ///< Share of the wait that is drawn: uniform in [(1 - jitter) w, w].
    bool exponential = false;  ///< Waits are drawn exponential, the mean grows as said above;
                               ///< instead of jitter.
    Probability budget = Probability::of(1.0);  ///< Retries per first attempt allowed in the long
                                                ///< run; 1: no bound.
    bool on_timeout = true;  ///< Also when the client's own timeout ended the attempt.
    bool on_failure = true;  ///< Also when anything else did: an error, a refusal.
    Probability chance = Probability::of(1.0);  ///< That a failed attempt is followed by another
                                                ///< at all; the others give up.

    /// The wait after `failed` attempts have failed (1, 2, ...).
    Duration wait(std::uint32_t failed, Rng& rng) const;

    friend bool operator==(const Retry&, const Retry&) = default;
};

/// A token bucket for retries (as in gRPC and Finagle): each first attempt earns a share of a
/// token, a retry costs one.
class RetryBudget {
public:
    /// `share` tokens for each first attempt; at most ten are saved up, and as many are there at
    /// the start. A share of 1 never refuses.
    explicit RetryBudget(Probability share);

    /// A first attempt was made.
    void earn();

    /// True, and a token spent, when a retry may be made.
    bool spend();

private:
    static constexpr std::int64_t token = 1'000'000'000;  // Parts, so that ten tenths are a whole.
    static constexpr std::int64_t most = 10 * token;

    std::int64_t share_ = 0;
    std::int64_t saved_ = most;
};

}  // namespace tiersim
