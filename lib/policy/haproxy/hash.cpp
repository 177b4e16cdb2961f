// SPDX-License-Identifier: MIT
/// Byte by byte, in 32 bits. sdbm is of Ozan Yigit's database library, djb2 Bernstein's, crc32 that
/// of Ethernet and zip files, wt6 Wang Yi's.
#include "tiersim/policy/haproxy/hash.hpp"

#include <bit>

namespace tiersim::haproxy {

namespace {

std::uint32_t byte(char letter) { return static_cast<unsigned char>(letter); }

std::uint32_t sdbm(std::string_view bytes)
{
    std::uint32_t hash = 0;
    for (const char letter : bytes) {
        hash = byte(letter) + (hash << 6) + (hash << 16) - hash;
    }
    return hash;
}

std::uint32_t djb2(std::string_view bytes)
{
    std::uint32_t hash = 5381;
    for (const char letter : bytes) {
        hash = 33 * hash + byte(letter);
    }
    return hash;
}

std::uint32_t crc32(std::string_view bytes)
{
    std::uint32_t rest = ~0U;
    for (const char letter : bytes) {
        rest ^= byte(letter);
        for (int bit = 0; bit < 8; ++bit) {
            rest = (rest >> 1) ^ ((rest & 1) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~rest;
}

// Each byte turns both halves by amounts that depend on all bytes before.
std::uint32_t wt6(std::string_view bytes)
{
    std::uint32_t a = 0xa53c965aU;
    std::uint32_t b = 0x5ca6953aU;
    std::uint32_t turn_a = 6;
    std::uint32_t turn_b = 18;
    for (const char letter : bytes) {
        a = ~(a ^ byte(letter));
        b = ~(b + byte(letter));
        const std::uint32_t swapped = std::rotl(b, static_cast<int>(turn_a));
        b = std::rotl(a, static_cast<int>(turn_b));
        a = swapped;
        const std::uint32_t key = ((a >> 16) ^ b) & 0xffffU;
        turn_a = key & 0x1fU;
        turn_b = key >> 11;
    }
    return a ^ b;
}

}  // namespace

std::uint32_t hash(HashFunction function, std::string_view bytes)
{
    switch (function) {
        case HashFunction::djb2: return djb2(bytes);
        case HashFunction::wt6: return wt6(bytes);
        case HashFunction::crc32: return crc32(bytes);
        case HashFunction::sdbm: break;
    }
    return sdbm(bytes);
}

std::uint32_t avalanche(std::uint32_t word)
{
    word = word + 0x7ed55d16U + (word << 12);
    word = word ^ 0xc761c23cU ^ (word >> 19);
    word = word + 0x165667b1U + (word << 5);
    word = (word + 0xd3a2646cU) ^ (word << 9);
    word = word + 0xfd7046c5U + (word << 3);
    word = word ^ 0xb55a4f09U ^ (word >> 16);
    return word * 3221225473U;
}

}  // namespace tiersim::haproxy
