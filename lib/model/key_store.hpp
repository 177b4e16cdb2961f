// SPDX-License-Identifier: MIT
/// What a cache holds: keys by number, the least recently used thrown out first, each good for a
/// time.
#pragma once

#include "tiersim/core/time.hpp"

#include <cstdint>
#include <vector>

namespace tiersim {

/// A set of at most `capacity` of the keys 0 .. `keys` - 1.
class KeyStore {
public:
    KeyStore(std::uint64_t keys, std::uint64_t capacity, Duration ttl);

    /// Whether `key` is held and still good; it counts as used.
    bool find(std::uint32_t key, Instant at);

    /// Keeps `key`; the least recently used goes when there is no room.
    void store(std::uint32_t key, Instant at);

    void clear();
    std::uint64_t size() const { return size_; }

private:
    static constexpr std::uint32_t none = UINT32_MAX;

    struct Entry {
        Instant until{};
        std::uint32_t newer = none;
        std::uint32_t older = none;
        bool held = false;
    };

    void unlink(std::uint32_t key);
    void link_newest(std::uint32_t key);

    std::vector<Entry> entries_;
    std::uint64_t capacity_;
    Duration ttl_;
    std::uint64_t size_ = 0;
    std::uint32_t newest_ = none;
    std::uint32_t oldest_ = none;
};

/// Ranks of Zipf popularity: the k-th most popular of n keys is drawn with chance ~ k^-exponent.
class Zipf {
public:
    /// `keys` above 0; `exponent` not negative.
    Zipf(std::uint64_t keys, double exponent);

    /// The rank from 0 for a number uniform in (0, 1).
    std::uint32_t rank(double unit) const;

private:
    std::vector<double> cumulative_;
};

}  // namespace tiersim
