// SPDX-License-Identifier: MIT
/// How a name becomes a stream of its own.
#include "tiersim/core/random.hpp"

#include <bit>

namespace tiersim {

std::uint64_t hash_name(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char letter : text) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 0x100000001b3U;
    }
    return mix(hash);
}

namespace {

// A step must be odd, and must not be so regular that mix() has too little to work on.
std::uint64_t step_for(std::uint64_t word)
{
    const std::uint64_t step = mix(word) | 1U;
    const bool regular = std::popcount(step ^ (step >> 1)) < 24;
    return regular ? step ^ 0xaaaaaaaaaaaaaaaaU : step;
}

}  // namespace

Rng::Rng(std::uint64_t seed, std::string_view name)
    : state_{mix(seed + golden) ^ hash_name(name)}, step_{step_for(state_ + golden)}
{
    state_ = mix(state_);
}

static_assert(sizeof(Rng) == 16);

}  // namespace tiersim
