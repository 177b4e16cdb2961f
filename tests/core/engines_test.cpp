// SPDX-License-Identifier: MIT
/// The published known answers of the engines.
#include "tiersim/core/engines.hpp"

#include "catch.hpp"

using namespace tiersim;

TEST_CASE("SplitMix64 gives its published words", "[core][golden]")
{
    SplitMix64 engine{1234567};

    CHECK(engine.next() == 6457827717110365317U);
    CHECK(engine.next() == 3203168211198807973U);
    CHECK(engine.next() == 9817491932198370423U);
}

TEST_CASE("xoshiro256** gives its published words", "[core][golden]")
{
    Xoshiro256 engine{{1, 2, 3, 4}};

    CHECK(engine.next() == 11520U);
    CHECK(engine.next() == 0U);
    CHECK(engine.next() == 1509978240U);
    CHECK(engine.next() == 1215971899390074240U);
    CHECK(engine.next() == 1216172134540287360U);
}

TEST_CASE("xoshiro256** fills its state from a seed by SplitMix64", "[core]")
{
    SplitMix64 words{9};
    Xoshiro256 filled{{words.next(), words.next(), words.next(), words.next()}};
    Xoshiro256 seeded{9};

    CHECK(seeded.next() == filled.next());
}

TEST_CASE("Philox4x32-10 gives its published blocks", "[core][golden]")
{
    constexpr std::uint32_t ones = 0xffffffffU;

    CHECK(Philox{{0, 0}}.at({0, 0, 0, 0}) ==
          Philox::Block{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U});
    CHECK(Philox{{ones, ones}}.at({ones, ones, ones, ones}) ==
          Philox::Block{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU});
    CHECK(Philox{{0xa4093822U, 0x299f31d0U}}.at(
              {0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}) ==
          Philox::Block{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U});
}
