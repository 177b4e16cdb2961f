// SPDX-License-Identifier: MIT
/// The hash functions of `hash-type`.
#pragma once

#include <cstdint>
#include <string_view>

namespace tiersim::haproxy {

enum class HashFunction : std::uint8_t { sdbm, djb2, wt6, crc32 };

/// The hash of these bytes, before any avalanche.
std::uint32_t hash(HashFunction function, std::string_view bytes);

/// Every input bit moves half of the output bits (Jenkins, "4-byte integer hashing").
std::uint32_t avalanche(std::uint32_t word);

}  // namespace tiersim::haproxy
