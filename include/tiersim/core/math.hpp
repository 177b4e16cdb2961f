// SPDX-License-Identifier: MIT
/// Logarithm, exponential and their kin from IEEE basic operations alone, so that a draw has the
/// same bits on every machine: the C library picks other code on other processors.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>

/// Unless it says otherwise, a function is within 2 units in the last place. Compile with
/// -ffp-contract=off: a fused multiply-add would give other bits.
namespace tiersim::portable {

namespace parts {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// ln 2 in two parts: the first has 32 bits, so that its product with an exponent is exact.
inline constexpr double ln2_high = 0x1.62e42feep-1;
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;

/// A number as `mantissa` * 2^`exponent` with the mantissa between sqrt(1/2) and sqrt(2).
struct Split {
    double mantissa = 1.0;
    int exponent = 0;
};

/// `x` is finite and above zero.
constexpr Split split(double x)
{
    const bool tiny = x < std::numeric_limits<double>::min();
    const auto bits = std::bit_cast<std::uint64_t>(tiny ? x * 0x1.0p54 : x);
    constexpr std::uint64_t sqrt_half = 0x3fe6a09e667f3bcdU;
    const std::uint64_t above = bits - sqrt_half;
    const int exponent = static_cast<int>(static_cast<std::int64_t>(above) >> 52);
    const std::uint64_t mantissa = (above & 0x000fffffffffffffU) + sqrt_half;
    return {std::bit_cast<double>(mantissa), exponent - (tiny ? 54 : 0)};
}

/// 2 atanh(s) / s - 2 for z = s^2 up to 0.03: the series 2 z / 3 + 2 z^2 / 5 + ..., odd and even
/// terms apart for speed.
constexpr double atanh_rest(double z)
{
    const double w = z * z;
    const double odd = 2.0 / 3 + w * (2.0 / 7 + w * (2.0 / 11 + w * (2.0 / 15 + w * (2.0 / 19))));
    const double even = 2.0 / 5 + w * (2.0 / 9 + w * (2.0 / 13 + w * (2.0 / 17 + w * (2.0 / 21))));
    return z * odd + w * even;
}

/// r coth(r / 2) - 2 for |r| up to ln(2) / 2, by Bernoulli's numbers.
constexpr double coth_rest(double r)
{
    const double z = r * r;
    constexpr double b12 = -691.0 / 653837184000.0;
    constexpr double b10 = 1.0 / 23950080.0;
    return z * (1.0 / 6 +
                z * (-1.0 / 360 + z * (1.0 / 15120 + z * (-1.0 / 604800 + z * (b10 + z * b12)))));
}

/// 2^`exponent` for an exponent between -1022 and 1023.
constexpr double power_of_two(int exponent)
{
    return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

/// `x` * 2^`exponent`, also where the result is too small to be normal.
constexpr double scaled(double x, int exponent)
{
    if (exponent > 1023) return x * 2.0 * power_of_two(exponent - 1);
    if (exponent < -1022) return x * power_of_two(exponent + 200) * power_of_two(-200);
    return x * power_of_two(exponent);
}

/// exp(`x` + `rest`) for a `rest` far smaller than `x`.
constexpr double exp_sum(double x, double rest)
{
    if (x != x) return x;
    if (x > 709.79) return infinity;
    if (x < -745.14) return 0.0;
    constexpr double per_ln2 = 1.4426950408889634;
    const int k = static_cast<int>(x * per_ln2 + (x < 0.0 ? -0.5 : 0.5));
    const double high = x - k * ln2_high;
    const double low = k * ln2_low - rest;
    const double r = high - low;
    const double c = r - coth_rest(r);
    return scaled(1.0 - ((low - (r * c) / (2.0 - c)) - high), k);
}

}  // namespace parts

/// The natural logarithm; minus infinity at zero, not a number below.
constexpr double log(double x)
{
    if (!(x > 0.0)) return x == 0.0 ? -parts::infinity : parts::not_a_number;
    if (x == parts::infinity) return x;
    const auto [mantissa, k] = parts::split(x);
    const double f = mantissa - 1.0;
    const double s = f / (2.0 + f);
    const double half_square = 0.5 * f * f;
    const double bent = s * (half_square + parts::atanh_rest(s * s));
    return k * parts::ln2_high - ((half_square - (bent + k * parts::ln2_low)) - f);
}

/// The exponential; infinity above 709.78, zero below -745.13.
constexpr double exp(double x) { return parts::exp_sum(x, 0.0); }

/// `base` to the power `exponent`, for a base that is not negative.
double pow(double base, double exponent);

/// The sine of a turn: sine(0.25) is 1; the argument is in whole turns, so that it is reduced
/// exactly.
double sine(double turns);

/// The value that a standard normal stays below with chance `share` in (0, 1), to 15 digits.
double inverse_normal(double share);

/// The logarithm of the gamma function above zero, to 14 digits (Stirling's series beyond 16).
double log_gamma(double x);

}  // namespace tiersim::portable
