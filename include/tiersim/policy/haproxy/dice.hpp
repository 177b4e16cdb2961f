// SPDX-License-Identifier: MIT
/// The numbers that HAProxy draws for `balance random`: the same ones in every run.
#pragma once

#include <cstdint>

namespace tiersim::haproxy {

/// xorshift32 (Marsaglia, "Xorshift RNGs", 2003), one for each thread of a process, always begun
/// with the same number. All backends of a thread draw from the same.
class Dice {
public:
    explicit Dice(std::uint32_t thread = 0) : state_{2463534242U + 64 * thread} {}

    std::uint32_t roll();

private:
    std::uint32_t state_;
};

}  // namespace tiersim::haproxy
