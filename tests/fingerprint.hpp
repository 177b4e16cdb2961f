// SPDX-License-Identifier: MIT
/// A hash over numbers bit for bit, so that a golden test notices the last digit.
#pragma once

#include "tiersim/core/random.hpp"

#include <bit>
#include <cstdint>

namespace tiersim::testing {

/// Order matters; equal only for equal bits.
class Fingerprint {
public:
    void add(std::uint64_t word) { hash_ = mix(hash_ * 0x100000001b3U ^ word); }
    void add(double number) { add(std::bit_cast<std::uint64_t>(number)); }
    std::uint64_t value() const { return hash_; }

private:
    std::uint64_t hash_ = 0xcbf29ce484222325U;
};

}  // namespace tiersim::testing
