// SPDX-License-Identifier: MIT
/// How waits grow, and how the budget counts.
#include "tiersim/policy/retry.hpp"

#include "tiersim/workload/distribution.hpp"

#include <algorithm>

namespace tiersim {

namespace {

// By squaring: a client that never gives up may ask for the wait after a million failures.
double power(double base, std::uint32_t exponent)
{
    double result = 1.0;
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1) result *= base;
        base *= base;
    }
    return result;
}

// Whole nanoseconds, rounded half up; what is longer than `longest` becomes `longest`.
Duration whole(double nanoseconds, Duration longest)
{
    if (!(nanoseconds < static_cast<double>(longest.count()))) return longest;
    return Duration{static_cast<std::int64_t>(nanoseconds + 0.5)};
}

}  // namespace

Duration Retry::wait(std::uint32_t failed, Rng& rng) const
{
    constexpr Duration no_bound{4'600'000'000'000'000'000};  // As of from_seconds().
    const Duration longest = backoff_max > Duration{0} ? backoff_max : no_bound;
    if (backoff <= Duration{0}) return Duration{0};
    const double growth = power(factor, failed > 0 ? failed - 1 : 0);
    const Duration grown = whole(static_cast<double>(backoff.count()) * growth, longest);
    if (exponential) return std::min(Exponential{.mean = grown}.sample(rng), longest);
    if (jitter.value() <= 0.0) return grown;
    const double less = static_cast<double>(grown.count()) * jitter.value() * rng.unit();
    return grown - whole(less, grown);
}

RetryBudget::RetryBudget(Probability share)
    : share_{static_cast<std::int64_t>(share.value() * static_cast<double>(token) + 0.5)}
{
}

void RetryBudget::earn() { saved_ = std::min(saved_ + share_, most); }

bool RetryBudget::spend()
{
    if (share_ >= token) return true;
    if (saved_ < token) return false;
    saved_ -= token;
    return true;
}

}  // namespace tiersim
