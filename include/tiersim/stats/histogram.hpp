// SPDX-License-Identifier: MIT
/// How often which latency was seen: 128 buckets for each doubling, so that any quantile is right
/// to 0.4 %, in a few kilobytes. Merging is exact and its order does not matter.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/time.hpp"
#include "tiersim/core/wide.hpp"

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tiersim {

/// Records of lengths of time. Below 256 ns every nanosecond has a bucket of its own.
class Histogram {
public:
    /// One more record; `length` is not negative.
    void add(Duration length)
    {
        assert(length.count() >= 0);
        const auto value = static_cast<std::uint64_t>(length.count());
        const std::size_t bucket = bucket_of(value);
        if (bucket >= counts_.size()) [[unlikely]]
            reach(bucket);
        ++counts_[bucket];
        ++count_;
        sum_ += value;
        if (value < min_) min_ = value;
        if (value > max_) max_ = value;
    }

    /// All records of `other` as well.
    void merge(const Histogram& other);

    /// Forgets all records; the memory stays.
    void clear();

    std::uint64_t count() const { return count_; }
    bool empty() const { return count_ == 0; }
    /// The exact sum of all records, in nanoseconds.
    Wide sum() const { return sum_; }
    /// The exact least and greatest record; zero if there is none.
    Duration min() const;
    Duration max() const;
    /// The mean, rounded to a nanosecond; zero if there is none.
    Duration mean() const;

    /// The least value that at least this share of all records do not exceed, to 0.4 %; zero if
    /// there is no record. Share 0 asks for the least record.
    Duration quantile(Probability share) const;

    /// The same when `lost` more records took forever; nothing when the answer is one of these.
    std::optional<Duration> quantile(Probability share, std::uint64_t lost) const;

    /// How far a quantile of this value may be from the truth: half its bucket.
    Duration resolution(Duration quantile) const;

    /// The share of records that are at most `limit`, where each counts as the middle of its
    /// bucket; 1 if there is no record.
    Probability share_at_most(Duration limit) const;

    /// How many records are at most `limit`, in the same sense.
    std::uint64_t count_at_most(Duration limit) const;

    /// A bucket that holds records: those from `low` to `high`, both included.
    struct Bucket {
        Duration low{};
        Duration high{};
        std::uint64_t count = 0;
        friend bool operator==(const Bucket&, const Bucket&) = default;
    };

    /// All buckets that hold records, in ascending order.
    std::vector<Bucket> buckets() const;

    /// Whether both hold the same records, as far as the buckets tell.
    friend bool operator==(const Histogram& a, const Histogram& b);

private:
    static constexpr unsigned octave_bits = 7;

    static constexpr std::size_t bucket_of(std::uint64_t value)
    {
        const auto shift = static_cast<unsigned>(std::bit_width(value | 128U)) - octave_bits - 1U;
        return (std::size_t{shift} << octave_bits) + static_cast<std::size_t>(value >> shift);
    }
    static std::uint64_t low_of(std::size_t bucket);
    static std::uint64_t middle_of(std::size_t bucket);
    void reach(std::size_t bucket);
    Duration ranked(std::uint64_t rank) const;

    std::vector<std::uint64_t> counts_{};
    std::uint64_t count_ = 0;
    Wide sum_ = 0;
    std::uint64_t min_ = ~std::uint64_t{0};
    std::uint64_t max_ = 0;
};

/// The place of the quantile `share` among `count` records in ascending order, from 1: the least
/// whole number not below share * count. `count` is above zero.
std::uint64_t quantile_rank(Probability share, std::uint64_t count);

}  // namespace tiersim
