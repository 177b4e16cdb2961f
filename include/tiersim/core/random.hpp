// SPDX-License-Identifier: MIT
/// Random streams named for what they decide, so that a new server or policy shifts nobody else's
/// numbers. The same bits on every machine and compiler.
#pragma once

#include <cstdint>
#include <string_view>

namespace tiersim {

/// The 64-bit finaliser of MurmurHash3 in Stafford's variant 13: every input bit moves half of the
/// output bits.
constexpr std::uint64_t mix(std::uint64_t word)
{
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9U;
    word = (word ^ (word >> 27)) * 0x94d049bb133111ebU;
    return word ^ (word >> 31);
}

/// A stream of random words: a counter with a step of its own, through mix() (Steele, Lea & Flood
/// 2014, "Fast splittable pseudorandom number generators"). Sixteen bytes, so that every purpose,
/// and every request, can have one.
class Rng {
public:
    /// The stream that `key` names; the standard step.
    constexpr explicit Rng(std::uint64_t key) : state_{key} {}

    /// The stream of this name, apart from all others of the same seed.
    Rng(std::uint64_t seed, std::string_view name);

    /// 64 random bits.
    constexpr std::uint64_t next() { return mix(state_ += step_); }

    /// Uniform in (0, 1), never 0 and never 1; 52 random bits.
    constexpr double unit() { return (static_cast<double>(next() >> 12) + 0.5) * 0x1.0p-52; }

    /// Uniform in 0 .. `count` - 1; 0 when `count` is 0. Bias below 2^-32.
    constexpr std::uint32_t below(std::uint32_t count)
    {
        return static_cast<std::uint32_t>(((next() >> 32) * count) >> 32);
    }

    /// True with the given chance in [0, 1].
    constexpr bool chance(double probability) { return unit() < probability; }

private:
    static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15U;

    std::uint64_t state_ = 0;
    std::uint64_t step_ = golden;
};

/// A number for a text, the same everywhere (FNV-1a, then mix()).
std::uint64_t hash_name(std::string_view text);

}  // namespace tiersim
