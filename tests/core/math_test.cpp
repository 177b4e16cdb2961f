// SPDX-License-Identifier: MIT
/// The portable functions: right to the last places, and the same bits everywhere.
#include "tiersim/core/math.hpp"

#include "catch.hpp"
#include "fingerprint.hpp"
#include "tiersim/core/random.hpp"

#include <cmath>
#include <limits>

using namespace tiersim;
using tiersim::testing::Fingerprint;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int draws = 200'000;

// How far `got` is from the truth, in units of the last place of the truth.
double error_in_places(double got, long double truth)
{
    const double size = std::fabs(static_cast<double>(truth));
    const long double place = std::nextafter(size, infinity) - size;
    return static_cast<double>(std::fabs(got - truth) / place);
}

// Positive numbers of all sizes between 2^low and 2^high.
double any_size(Rng& rng, int low, int high)
{
    const int exponent = low + static_cast<int>(rng.below(static_cast<std::uint32_t>(high - low)));
    return std::ldexp(0.5 + 0.5 * rng.unit(), exponent);
}

double between(Rng& rng, double low, double high) { return low + (high - low) * rng.unit(); }

}  // namespace

TEST_CASE("log is within one place of the truth", "[core]")
{
    Rng rng{1, "log"};
    double worst = 0.0;

    for (int i = 0; i < draws; ++i)
        for (const double x : {any_size(rng, -1070, 1024), between(rng, 0.5, 2.0)})
            worst = std::max(
                worst, error_in_places(portable::log(x), std::log(static_cast<long double>(x))));

    CHECK(worst < 1.0);
}

TEST_CASE("exp is within one place of the truth", "[core]")
{
    Rng rng{1, "exp"};
    double worst = 0.0;

    for (int i = 0; i < draws; ++i)
        for (const double x : {between(rng, -745.0, 709.7), between(rng, -1.0, 1.0)})
            worst = std::max(
                worst, error_in_places(portable::exp(x), std::exp(static_cast<long double>(x))));

    CHECK(worst < 1.0);
}

TEST_CASE("pow is within two places of the truth", "[core]")
{
    Rng rng{1, "pow"};
    double worst = 0.0;
    const auto note = [&](double base, double exponent) {
        const auto truth = std::pow(static_cast<long double>(base), exponent);
        if (truth > 1e-300L && truth < 1e300L)
            worst = std::max(worst, error_in_places(portable::pow(base, exponent), truth));
    };

    for (int i = 0; i < draws; ++i) {
        const double base = any_size(rng, -60, 60);
        note(base, between(rng, -15.0, 15.0));
        // Close to one, a wrong digit of the logarithm is raised with the exponent.
        const double about_one = between(rng, 0.75, 1.4);
        note(about_one, between(rng, -2500.0, 2500.0));
    }

    CHECK(worst < 2.0);
}

TEST_CASE("a root by pow is the root", "[core]")
{
    CHECK(portable::pow(9.0, 0.5) == 3.0);
    CHECK(portable::pow(2.0, 10.0) == 1024.0);
    CHECK(portable::pow(2.0, -1074.0) == std::numeric_limits<double>::denorm_min());
    CHECK(portable::pow(10.0, 300.0) == 1e300);
}

TEST_CASE("sine is within two places of the truth", "[core]")
{
    Rng rng{1, "sine"};
    constexpr long double two_pi = 6.283185307179586476925286766559L;
    double worst = 0.0;

    for (int i = 0; i < draws; ++i) {
        const double turns = between(rng, -0.25, 0.25);
        worst = std::max(worst,
                         error_in_places(portable::sine(turns),
                                         std::sin(two_pi * static_cast<long double>(turns))));
    }

    CHECK(worst < 2.0);
}

TEST_CASE("sine is exact at quarters and repeats after each turn", "[core]")
{
    CHECK(portable::sine(0.0) == 0.0);
    CHECK(portable::sine(0.25) == 1.0);
    CHECK(portable::sine(0.5) == 0.0);
    CHECK(portable::sine(0.75) == -1.0);
    CHECK(portable::sine(-0.25) == -1.0);
    CHECK(portable::sine(1000.125) == portable::sine(0.125));
    CHECK(portable::sine(1e300) == 0.0);
    CHECK(std::isnan(portable::sine(infinity)));
}

TEST_CASE("the inverse normal law undoes the normal law", "[core]")
{
    const double shares[] = {1e-300, 1e-100, 1e-20, 1e-9, 1e-4, 0.02, 0.07, 0.3, 0.499, 0.5};

    for (const double share : shares) {
        const long double z = portable::inverse_normal(share);
        const long double back = 0.5L * std::erfc(-z / std::sqrt(2.0L));
        // The relative error of the share is at most z^2 times that of z.
        const double bound = (1.0 + static_cast<double>(z * z)) * 2e-15;
        CHECK(std::fabs(static_cast<double>(back / static_cast<long double>(share)) - 1.0) < bound);
    }
    CHECK(portable::inverse_normal(0.5) == 0.0);
    CHECK(portable::inverse_normal(0.75) == -portable::inverse_normal(0.25));
    CHECK_THAT(portable::inverse_normal(0.975),
               Catch::Matchers::WithinRel(1.959963984540054, 2e-15));
}

TEST_CASE("the gamma function of whole numbers is a factorial, and of a half the root of pi",
          "[core]")
{
    double factorial = 1.0;
    for (int n = 1; n <= 40; ++n) {
        CHECK_THAT(portable::exp(portable::log_gamma(n)),
                   Catch::Matchers::WithinRel(factorial, 3e-14 * (1.0 + std::log(factorial))));
        factorial *= n;
    }
    CHECK_THAT(portable::exp(2.0 * portable::log_gamma(0.5)),
               Catch::Matchers::WithinRel(3.14159265358979324, 1e-13));
}

TEST_CASE("the edges of the functions are where they belong", "[core]")
{
    CHECK(portable::log(0.0) == -infinity);
    CHECK(portable::log(1.0) == 0.0);
    CHECK(portable::log(infinity) == infinity);
    CHECK(std::isnan(portable::log(-1.0)));
    CHECK(std::isnan(portable::log(std::nan(""))));
    CHECK(portable::exp(0.0) == 1.0);
    CHECK(portable::exp(-infinity) == 0.0);
    CHECK(portable::exp(infinity) == infinity);
    CHECK(portable::exp(710.0) == infinity);
    CHECK(portable::exp(-746.0) == 0.0);
    CHECK(std::isnan(portable::exp(std::nan(""))));
    CHECK(portable::pow(0.0, 0.0) == 1.0);
    CHECK(portable::pow(0.0, 2.0) == 0.0);
    CHECK(portable::pow(0.0, -2.0) == infinity);
    CHECK(portable::pow(2.0, 1e300) == infinity);
    CHECK(portable::pow(0.5, 1e300) == 0.0);
    CHECK(std::isnan(portable::pow(-2.0, 2.0)));
    CHECK(std::isnan(portable::inverse_normal(0.0)));
    CHECK(std::isnan(portable::inverse_normal(1.0)));
    CHECK(std::isnan(portable::log_gamma(0.0)));
}

TEST_CASE("the compiler and the machine compute the same bits", "[core][golden]")
{
    constexpr double by_compiler = portable::log(0.3) + portable::exp(-2.7);
    volatile double x = 0.3;
    volatile double y = -2.7;

    CHECK(portable::log(x) + portable::exp(y) == by_compiler);
}

TEST_CASE("every bit of the portable functions is as it was", "[core][golden]")
{
    Rng rng{2026, "bits"};
    Fingerprint logs;
    Fingerprint exps;
    Fingerprint powers;
    Fingerprint sines;
    Fingerprint normals;
    Fingerprint gammas;

    for (int i = 0; i < 100'000; ++i) {
        logs.add(portable::log(any_size(rng, -1070, 1024)));
        logs.add(portable::log(rng.unit()));
        exps.add(portable::exp(between(rng, -750.0, 712.0)));
        const double base = any_size(rng, -60, 60);
        powers.add(portable::pow(base, between(rng, -15.0, 15.0)));
        sines.add(portable::sine(between(rng, -1000.0, 1000.0)));
        normals.add(portable::inverse_normal(rng.unit()));
        gammas.add(portable::log_gamma(between(rng, 0.0, 50.0)));
    }

    CHECK(logs.value() == 0x41e3cea60c8cd619U);
    CHECK(exps.value() == 0x6a9c3b4c800f2031U);
    CHECK(powers.value() == 0x2451d6b97350f624U);
    CHECK(sines.value() == 0xd919c206b14eb6deU);
    CHECK(normals.value() == 0x8c79fa87fae50efbU);
    CHECK(gammas.value() == 0xb8d4e685ea3d8e00U);
}
