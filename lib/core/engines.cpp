// SPDX-License-Identifier: MIT
/// The steps of the engines, as their authors describe them.
#include "tiersim/core/engines.hpp"

#include "tiersim/core/random.hpp"

#include <bit>

namespace tiersim {

namespace {

struct Product {
    std::uint32_t high = 0;
    std::uint32_t low = 0;
};

Product product(std::uint32_t a, std::uint32_t b)
{
    const std::uint64_t wide = std::uint64_t{a} * b;
    return {static_cast<std::uint32_t>(wide >> 32), static_cast<std::uint32_t>(wide)};
}

}  // namespace

std::uint64_t SplitMix64::next() { return mix(state_ += 0x9e3779b97f4a7c15U); }

Xoshiro256::Xoshiro256(std::uint64_t seed) : state_{}
{
    SplitMix64 source{seed};
    for (auto& word : state_)
        word = source.next();
}

std::uint64_t Xoshiro256::next()
{
    const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
}

Philox::Block Philox::at(Block place) const
{
    Key key = key_;
    for (int round = 0; round < 10; ++round) {
        const Product first = product(0xd2511f53U, place[0]);
        const Product second = product(0xcd9e8d57U, place[2]);
        place = {second.high ^ place[1] ^ key[0], second.low, first.high ^ place[3] ^ key[1],
                 first.low};
        key[0] += 0x9e3779b9U;
        key[1] += 0xbb67ae85U;
    }
    return place;
}

}  // namespace tiersim
