// SPDX-License-Identifier: MIT
/// Well-known sources of random words, for those who bring draws from elsewhere or want any draw of
/// a stream without the ones before it. The library itself draws from Rng.
#pragma once

#include <array>
#include <cstdint>

namespace tiersim {

/// SplitMix64 (Steele, Lea & Flood 2014); good for filling the state of others.
class SplitMix64 {
public:
    constexpr explicit SplitMix64(std::uint64_t seed) : state_{seed} {}
    std::uint64_t next();

private:
    std::uint64_t state_;
};

/// xoshiro256** (Blackman & Vigna 2021).
class Xoshiro256 {
public:
    /// Any state but all zeros.
    constexpr explicit Xoshiro256(const std::array<std::uint64_t, 4>& state) : state_{state} {}
    /// The state that SplitMix64 of this seed fills.
    explicit Xoshiro256(std::uint64_t seed);
    std::uint64_t next();

private:
    std::array<std::uint64_t, 4> state_;
};

/// Philox4x32-10 (Salmon et al. 2011): a function from a key and a place to four random words, so
/// that place 17 needs none of the places before.
class Philox {
public:
    using Key = std::array<std::uint32_t, 2>;
    using Block = std::array<std::uint32_t, 4>;

    constexpr explicit Philox(Key key) : key_{key} {}
    Block at(Block place) const;

private:
    Key key_;
};

}  // namespace tiersim
