// SPDX-License-Identifier: MIT
/// The laws: what they promise of themselves (mean, scv), whether their draws keep it, and that the
/// draws have the same bits everywhere.
#include "tiersim/workload/distribution.hpp"

#include "catch.hpp"
#include "fingerprint.hpp"
#include "workload/laws.hpp"
#include "workload/moments.hpp"
#include "workload/sampling.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace tiersim;
using namespace tiersim::literals;
using tiersim::testing::Fingerprint;
using tiersim::testing::laws;

namespace {

constexpr int draws = 400'000;

}  // namespace

TEST_CASE("every law keeps its mean", "[workload][theory]")
{
    for (const auto& [name, law, cdf] : laws()) {
        INFO(name);
        const auto [expected, variance] = moments(law);
        Rng rng{1, name};
        double sum = 0.0;
        for (int i = 0; i < draws; ++i)
            sum += static_cast<double>(sample(law, rng).count());

        const double error = std::sqrt(variance / draws);
        CHECK_THAT(sum / draws, Catch::Matchers::WithinAbs(expected, 4.0 * error + 0.5));
    }
}

TEST_CASE("every law keeps its variance", "[workload][theory]")
{
    for (const auto& [name, law, cdf] : laws()) {
        INFO(name);
        const auto [mean, expected] = moments(law);
        Rng rng{2, name};
        double second = 0.0;
        double fourth = 0.0;
        for (int i = 0; i < draws; ++i) {
            const double off = static_cast<double>(sample(law, rng).count()) - mean;
            second += off * off / draws;
            fourth += off * off * off * off / draws;
        }

        // The squares' own spread gives the standard error of their mean.
        const double error = std::sqrt((fourth - second * second) / draws);
        CHECK_THAT(second, Catch::Matchers::WithinAbs(expected, 4.0 * error + 1.0));
    }
}

TEST_CASE("the draws of every law fit its distribution function", "[workload][theory]")
{
    constexpr int count = 200'000;
    // Kolmogorov: the greatest distance exceeds 2.23 / sqrt(n) once in ten thousand samples.
    const double bound = 2.23 / std::sqrt(static_cast<double>(count));
    for (const auto& [name, law, cdf] : laws()) {
        if (!cdf) continue;
        INFO(name);
        Rng rng{3, name};
        std::vector<double> drawn;
        for (int i = 0; i < count; ++i)
            drawn.push_back(static_cast<double>(sample(law, rng).count()));
        std::sort(drawn.begin(), drawn.end());

        double distance = 0.0;
        for (int i = 0; i < count; ++i) {
            const double share = cdf(drawn[static_cast<std::size_t>(i)]);
            distance = std::max({distance, share - static_cast<double>(i) / count,
                                 static_cast<double>(i + 1) / count - share});
        }
        CHECK(distance < bound);
    }
}

TEST_CASE("a sampler draws what sample draws", "[workload]")
{
    for (const auto& [name, law, cdf] : laws()) {
        INFO(name);
        Rng plain{4, name};
        Rng ready{4, name};
        const Sampler sampler{law};

        for (int i = 0; i < 1000; ++i)
            REQUIRE(sampler.draw(ready) == sample(law, plain));
    }
}

TEST_CASE("the ziggurat's tails reach as far and as often as they should", "[workload][theory]")
{
    constexpr int count = 4'000'000;
    Rng rng{5, "tail"};
    int exponentials = 0;
    int normals = 0;
    for (int i = 0; i < count; ++i) {
        exponentials += exponential(rng) > 8.0 ? 1 : 0;
        normals += std::fabs(normal(rng)) > 3.7 ? 1 : 0;
    }

    const double beyond_8 = count * std::exp(-8.0);
    const double beyond_37 = count * std::erfc(3.7 / std::sqrt(2.0));
    CHECK_THAT(exponentials, Catch::Matchers::WithinAbs(beyond_8, 4.0 * std::sqrt(beyond_8)));
    CHECK_THAT(normals, Catch::Matchers::WithinAbs(beyond_37, 4.0 * std::sqrt(beyond_37)));
}

TEST_CASE("means are exact", "[workload]")
{
    CHECK(mean(Constant{3ms}) == 3ms);
    CHECK(mean(Uniform{1ms, 2ms}) == 1500us);
    CHECK(mean(Exponential{7ns}) == 7ns);
    CHECK(mean(Weibull{1s, 1.0}) == 1s);
    CHECK(mean(Weibull{1s, 0.5}) == 2s);
    CHECK(mean(Hyperexponential{{{25_percent, 4s}, {75_percent, 8s}}}) == 7s);
    CHECK(mean(Empirical{{1s, 2s, 6s}, {}, {}}) == 3s);
    CHECK(mean(Empirical{{}, {{0_percent, 0s}, {50_percent, 1s}, {100_percent, 3s}}, {}}) ==
          1250ms);
    CHECK(mean(CustomLaw{"mine", [](Rng&) { return Duration{1}; }, 1ns}) == 1ns);
}

TEST_CASE("squared coefficients of variation are exact", "[workload]")
{
    const auto near = [](double value) { return Catch::Matchers::WithinRel(value, 1e-12); };

    CHECK(scv(Constant{3ms}) == 0.0);
    CHECK(scv(Exponential{3ms}) == 1.0);
    CHECK_THAT(scv(Uniform{0s, 2s}), near(1.0 / 3.0));
    CHECK_THAT(scv(Lognormal{1ms, 4.0}), near(4.0));
    CHECK_THAT(scv(Gamma{1ms, 4.0}), near(0.25));
    CHECK_THAT(scv(Weibull{1s, 0.5}), near(5.0));
    CHECK_THAT(scv(Hyperexponential{{{50_percent, 1s}, {50_percent, 3s}}}), near(1.5));
    CHECK_THAT(scv(Empirical{{1s, 3s}, {}, {}}), near(0.25));
    CHECK(scv(Exponential{0s}) == 0.0);
}

TEST_CASE("the moments of a bounded Pareto are continuous where the exponent meets its order",
          "[workload]")
{
    const auto mean_of = [](double alpha) { return moments(BoundedPareto{alpha, 1ms, 1s}).mean; };

    // alpha = 1: mean = low * ln(high / low) / (1 - low / high).
    CHECK_THAT(mean_of(1.0), Catch::Matchers::WithinRel(1e6 * std::log(1000.0) / 0.999, 1e-12));
    CHECK_THAT(mean_of(1.0 + 1e-9), Catch::Matchers::WithinRel(mean_of(1.0), 1e-7));
    CHECK_THAT(mean_of(1.0 + 1.5e-5), Catch::Matchers::WithinRel(mean_of(1.0), 1e-3));
}

TEST_CASE("a bounded Pareto stays between its ends", "[workload]")
{
    Rng rng{6, "ends"};
    const Distribution law = BoundedPareto{0.1, 1ms, 3ms};

    for (int i = 0; i < 100'000; ++i) {
        const Duration drawn = sample(law, rng);
        REQUIRE(drawn >= 1ms);
        REQUIRE(drawn <= 3ms);
    }
}

TEST_CASE("only laws that cannot yield anything else are zero", "[workload]")
{
    CHECK(is_zero(Distribution{}));
    CHECK(is_zero(Constant{}));
    CHECK(is_zero(Uniform{}));
    CHECK(is_zero(Exponential{}));
    CHECK(is_zero(Empirical{{0s, 0s}, {}, {}}));
    CHECK_FALSE(is_zero(Constant{1ns}));
    CHECK_FALSE(is_zero(Hyperexponential{{{1_percent, 1ns}, {99_percent, 0ns}}}));
    CHECK_FALSE(is_zero(CustomLaw{"zero", [](Rng&) { return Duration{0}; }, 0ns}));
}

TEST_CASE("no draw is negative or overflows, however long the mean", "[workload]")
{
    Rng rng{7, "long"};
    const Distribution law = Exponential{Duration::max()};

    for (int i = 0; i < 10'000; ++i) {
        const Duration drawn = sample(law, rng);
        REQUIRE(drawn >= 0s);
        REQUIRE(drawn + drawn >= drawn);
    }
}

TEST_CASE("every bit of every law's draws is as it was", "[workload][golden]")
{
    for (const auto& [name, law, cdf] : laws()) {
        Rng rng{2026, name};
        const Sampler sampler{law};
        Fingerprint drawn;
        for (int i = 0; i < 1'000'000; ++i)
            drawn.add(static_cast<std::uint64_t>(sampler.draw(rng).count()));

        INFO(name);
        CHECK(drawn.value() == tiersim::testing::golden(name));
    }
}
