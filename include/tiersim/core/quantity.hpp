// SPDX-License-Identifier: MIT
/// Quantities with a unit of their own: rates, shares and sizes. A bare number is none of them.
#pragma once

#include "tiersim/core/time.hpp"

#include <compare>
#include <cstdint>

namespace tiersim {

/// How often something happens, in events per second; never negative.
class Rate {
public:
    constexpr Rate() = default;
    /// `per_second` events each second; std::invalid_argument when negative or not finite.
    static Rate per_second(double per_second);
    /// Events per second, for use inside a formula.
    constexpr double per_second() const { return per_second_; }
    /// The mean time between two events; zero for a rate of zero.
    constexpr Duration mean_gap() const
    {
        return per_second_ > 0.0 ? from_seconds(1.0 / per_second_) : Duration{0};
    }
    friend constexpr auto operator<=>(Rate, Rate) = default;

private:
    double per_second_ = 0.0;
};

/// A share or a chance between 0 and 1.
class Probability {
public:
    constexpr Probability() = default;
    /// `share` between 0 and 1; std::invalid_argument otherwise.
    static Probability of(double share);
    /// The share, between 0 and 1, for use inside a formula.
    constexpr double value() const { return value_; }
    friend constexpr auto operator<=>(Probability, Probability) = default;

private:
    double value_ = 0.0;
};

/// A number of bytes.
struct Bytes {
    std::uint64_t count = 0;
    friend constexpr auto operator<=>(Bytes, Bytes) = default;
};

/// Units as suffixes: `400_rps`, `0.1_percent`, `64_kB`. Decimal prefixes, as in network rates.
namespace literals {

using namespace std::chrono_literals;

inline Rate operator""_rps(unsigned long long n)
{
    return Rate::per_second(static_cast<double>(n));
}
inline Rate operator""_rps(long double n) { return Rate::per_second(static_cast<double>(n)); }
/// From the digits as they stand, so that 99.9_percent is the same share as "99.9%" in a file.
Probability operator""_percent(const char* digits);
constexpr Bytes operator""_B(unsigned long long n) { return {n}; }
constexpr Bytes operator""_kB(unsigned long long n) { return {n * 1000}; }
constexpr Bytes operator""_MB(unsigned long long n) { return {n * 1000 * 1000}; }

}  // namespace literals
}  // namespace tiersim
