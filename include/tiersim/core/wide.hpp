// SPDX-License-Identifier: MIT
/// Whole numbers of 128 bits, for sums of nanoseconds that must stay exact: a level times a length
/// of time does not fit into 64.
#pragma once

#include <cstdint>

namespace tiersim {

/// An unsigned whole number below 2^128 (GCC and Clang).
__extension__ using Wide = unsigned __int128;

/// The nearest double, for use inside a formula.
constexpr double to_double(Wide number)
{
    constexpr double two_64 = 18446744073709551616.0;
    const auto high = static_cast<std::uint64_t>(number >> 64);
    return static_cast<double>(high) * two_64 +
           static_cast<double>(static_cast<std::uint64_t>(number));
}

}  // namespace tiersim
