// SPDX-License-Identifier: MIT
/// Powers, sines, the inverse normal law and the gamma function, from basic operations.
#include "tiersim/core/math.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace tiersim::portable {

namespace {

using parts::infinity;
using parts::not_a_number;

/// A number as the unevaluated sum of two doubles; about 106 bits.
struct Pair {
    double high = 0.0;
    double low = 0.0;
};

// The sum without loss, for |a| >= |b| or a == 0 (Dekker 1971).
Pair quick_sum(double a, double b)
{
    const double sum = a + b;
    return {sum, b - (sum - a)};
}

// The sum without loss (Knuth, TAOCP 2, 4.2.2).
Pair exact_sum(double a, double b)
{
    const double sum = a + b;
    const double of_b = sum - a;
    return {sum, (a - (sum - of_b)) + (b - of_b)};
}

// 26 bits and the rest (Veltkamp 1968).
Pair halves(double a)
{
    const double big = a * 134217729.0;
    const double high = big - (big - a);
    return {high, a - high};
}

// The product without loss (Dekker 1971).
Pair exact_product(double a, double b)
{
    const double product = a * b;
    const Pair x = halves(a);
    const Pair y = halves(b);
    const double rest = ((x.high * y.high - product) + x.high * y.low + x.low * y.high) +
                        x.low * y.low;
    return {product, rest};
}

Pair sum(Pair a, Pair b)
{
    const Pair high = exact_sum(a.high, b.high);
    return quick_sum(high.high, high.low + a.low + b.low);
}

Pair product(Pair a, Pair b)
{
    const Pair high = exact_product(a.high, b.high);
    return quick_sum(high.high, high.low + (a.high * b.low + a.low * b.high));
}

Pair quotient(double a, Pair b)
{
    const double first = a / b.high;
    const Pair back = product({first, 0.0}, b);
    const double rest = ((a - back.high) - back.low) / b.high;
    return quick_sum(first, rest);
}

// 2 atanh(s) / s - 2 - 2 z / 3 for z = s^2 up to 0.03: the terms from 2 z^2 / 5 on.
double atanh_far(double z)
{
    double sum = 2.0 / 23;
    for (const double divisor : {21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0})
        sum = sum * z + 2.0 / divisor;
    return z * z * sum;
}

// log(x) to about 65 bits: 2 s + 2 s^3 / 3 in pairs, the rest of the series in doubles.
Pair log_pair(double x)
{
    const auto [mantissa, exponent] = parts::split(x);
    const double f = mantissa - 1.0;
    const Pair s = quotient(f, exact_sum(2.0, f));
    const Pair z = product(s, s);
    constexpr Pair third{0x1.5555555555555p-1, 0x1.5555555555555p-55};
    const Pair rest = sum(product(z, third), {atanh_far(z.high), 0.0});
    const Pair bent = sum({2.0 * s.high, 2.0 * s.low}, product(s, rest));
    const double k = exponent;
    return sum(sum({k * parts::ln2_high, 0.0}, exact_product(k, parts::ln2_low)), bent);
}

// sin and cos of 2 pi r for |r| at most 1/8, by their series.
constexpr double sine_series(double x)
{
    const double z = x * x;
    double sum = 1.0 / 355687428096000.0;
    for (const double term : {-1.0 / 1307674368000.0, 1.0 / 6227020800.0, -1.0 / 39916800.0,
                              1.0 / 362880.0, -1.0 / 5040.0, 1.0 / 120.0, -1.0 / 6.0})
        sum = sum * z + term;
    return x + x * z * sum;
}

constexpr double cosine_series(double x)
{
    const double z = x * x;
    double sum = 1.0 / 20922789888000.0;
    for (const double term : {-1.0 / 87178291200.0, 1.0 / 479001600.0, -1.0 / 3628800.0,
                              1.0 / 40320.0, -1.0 / 720.0, 1.0 / 24.0})
        sum = sum * z + term;
    return 1.0 - (0.5 * z - z * z * sum);
}

// The two polynomials of a rational approximation, from the constant upwards.
struct Rational {
    std::array<double, 8> above{};
    std::array<double, 8> below{};
    double at(double x) const { return polynomial(above, x) / polynomial(below, x); }
    static double polynomial(const std::array<double, 8>& c, double x)
    {
        double sum = c[7];
        for (std::size_t i = 7; i-- > 0;)
            sum = sum * x + c[i];
        return sum;
    }
};

// Wichura 1988, "Algorithm AS 241", PPND16: the middle, the flanks, the far tails.
constexpr Rational middle{
    {3.3871328727963666080, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
     1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
     3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
     2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
     5.2264952788528545610e+3}};
constexpr Rational flank{
    {1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
     1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2,
     7.74545014278341407640e-4},
    {1.0, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9}};
constexpr Rational far_tail{
    {6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15}};

}  // namespace

double pow(double base, double exponent)
{
    if (exponent == 0.0 || base == 1.0) return 1.0;
    if (!(base >= 0.0) || exponent != exponent) return not_a_number;
    if (base == 0.0) return exponent > 0.0 ? 0.0 : infinity;
    if (base == infinity) return exponent > 0.0 ? infinity : 0.0;
    // Far beyond what can be held; keeps the products below exact.
    if (exponent > 1e20) return base > 1.0 ? infinity : 0.0;
    if (exponent < -1e20) return base > 1.0 ? 0.0 : infinity;
    const Pair power = product(log_pair(base), {exponent, 0.0});
    return parts::exp_sum(power.high, power.low);
}

double sine(double turns)
{
    if (!(std::fabs(turns) < infinity)) return not_a_number;
    if (std::fabs(turns) >= 0x1p52) return 0.0;
    const double quarters = std::floor(turns * 4.0 + 0.5);
    const double r = turns - quarters * 0.25;
    constexpr double two_pi = 6.283185307179586;
    const double x = r * two_pi;
    const auto quarter = static_cast<std::int64_t>(quarters) & 3;
    const double size = (quarter & 1) != 0 ? cosine_series(x) : sine_series(x);
    return (quarter & 2) != 0 ? -size : size;
}

double inverse_normal(double share)
{
    if (!(share > 0.0 && share < 1.0)) return not_a_number;
    const double off = share - 0.5;
    if (std::fabs(off) <= 0.425) return off * middle.at(0.180625 - off * off);
    const double r = std::sqrt(-log(off < 0.0 ? share : 1.0 - share));
    const double size = r <= 5.0 ? flank.at(r - 1.6) : far_tail.at(r - 5.0);
    return off < 0.0 ? -size : size;
}

double log_gamma(double x)
{
    if (!(x > 0.0)) return not_a_number;
    double product = 1.0;
    while (x < 16.0)
        product *= x++;
    const double z = 1.0 / (x * x);
    const double rest = (1.0 / 12 -
                         z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z / 1188)))) /
                        x;
    constexpr double half_log_two_pi = 0.9189385332046727;
    return (x - 0.5) * log(x) - x + half_log_two_pi + rest - log(product);
}

}  // namespace tiersim::portable
