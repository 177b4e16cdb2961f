// SPDX-License-Identifier: MIT
/// Waits before retries, and the budget that bounds them.
#include "tiersim/policy/retry.hpp"

#include "catch.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace tiersim;
using namespace tiersim::literals;

namespace {

std::vector<Duration> waits(const Retry& retry, std::uint32_t count)
{
    Rng rng{1, "waits"};
    std::vector<Duration> waits;
    for (std::uint32_t i = 1; i <= count; ++i) {
        waits.push_back(retry.wait(i, rng));
    }
    return waits;
}

/// `retry`'s waits after the first failure, drawn `count` times, in seconds.
std::vector<double> draws(const Retry& retry, int count)
{
    Rng rng{2, "draws"};
    std::vector<double> draws;
    for (int i = 0; i < count; ++i) {
        draws.push_back(to_seconds(retry.wait(1, rng)));
    }
    return draws;
}

double mean(const std::vector<double>& values)
{
    double sum = 0.0;
    for (const double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("waits grow by their factor up to their bound", "[policy]")
{
    CHECK(waits({.backoff = 100ms}, 4) == std::vector<Duration>{100ms, 200ms, 400ms, 800ms});
    CHECK(waits({.backoff = 100ms, .factor = 1.0}, 3) ==
          std::vector<Duration>{100ms, 100ms, 100ms});
    CHECK(waits({.backoff = 8ms, .factor = 1.5}, 4) ==
          std::vector<Duration>{8ms, 12ms, 18ms, 27ms});
    CHECK(waits({.backoff = 100ms, .backoff_max = 350ms}, 4) ==
          std::vector<Duration>{100ms, 200ms, 350ms, 350ms});
    CHECK(waits({.backoff = 1s, .backoff_max = 500ms}, 1) == std::vector<Duration>{500ms});
    CHECK(waits({}, 3) == std::vector<Duration>{0ms, 0ms, 0ms});
}

TEST_CASE("waits stay within bounds after any number of failures", "[policy]")
{
    Rng rng{1};
    CHECK(Retry{.backoff = 1ms, .backoff_max = 30s}.wait(4'000'000'000U, rng) == 30s);
    CHECK(Retry{.backoff = 1ms, .factor = 1.0}.wait(4'000'000'000U, rng) == 1ms);
    CHECK(Retry{.backoff = 1ms}.wait(4'000'000'000U, rng) == Duration{4'600'000'000'000'000'000});
}

TEST_CASE("a wait without jitter draws nothing", "[policy]")
{
    Rng rng{9};
    Rng untouched{9};
    Retry{.backoff = 1s}.wait(3, rng);
    CHECK(rng.next() == untouched.next());
}

TEST_CASE("jitter shortens a wait evenly by up to its share", "[policy][property]")
{
    const int count = 20'000;
    const std::vector<double> drawn = draws({.backoff = 1s, .jitter = 40_percent}, count);
    const auto [least, most] = std::ranges::minmax(drawn);

    CHECK(least >= 0.6);
    CHECK(least <= 0.6 + 0.4 * 20.0 / count);  // e^-20 against it.
    CHECK(most <= 1.0);
    CHECK(most >= 1.0 - 0.4 * 20.0 / count);
    CHECK(std::abs(mean(drawn) - 0.8) <= 4.0 * 0.4 / std::sqrt(12.0 * count));
}

TEST_CASE("exponential waits have the mean that grows, and keep to the bound", "[policy][property]")
{
    const int count = 20'000;
    Retry retry{.backoff = 2s, .exponential = true};
    CHECK(std::abs(mean(draws(retry, count)) - 2.0) <= 4.0 * 2.0 / std::sqrt(count));

    retry.backoff_max = 3s;
    CHECK(std::ranges::max(draws(retry, count)) == 3.0);
}

TEST_CASE("a budget lets retries be their share of first attempts in the long run", "[policy]")
{
    RetryBudget budget{10_percent};
    int retries = 0;
    for (int i = 0; i < 10'000; ++i) {
        budget.earn();
        while (budget.spend()) {
            ++retries;
        }
    }
    CHECK(retries == 1009);  // A tenth but for the first, which found ten saved up; and those ten.
}

TEST_CASE("a budget saves up ten retries at most", "[policy]")
{
    RetryBudget budget{50_percent};
    for (int i = 0; i < 1000; ++i) {
        budget.earn();
    }
    int retries = 0;
    while (budget.spend()) {
        ++retries;
    }
    CHECK(retries == 10);
}

TEST_CASE("a budget of one never refuses, a budget of nothing only starts full", "[policy]")
{
    RetryBudget all{100_percent};
    RetryBudget none{0_percent};
    int granted = 0;
    for (int i = 0; i < 1000; ++i) {
        CHECK(all.spend());
        none.earn();
        if (none.spend()) ++granted;
    }
    CHECK(granted == 10);
}
