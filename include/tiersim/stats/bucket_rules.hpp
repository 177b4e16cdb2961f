// SPDX-License-Identifier: MIT
/// How other tools cut latencies into buckets, so that what they export and what tiersim counts can
/// be laid side by side.
#pragma once

#include <cstdint>

namespace tiersim {

/// DDSketch with the logarithmic mapping (Masson, Rim & Lee 2019): every value is within a relative
/// `error` of the middle of its bucket.
class SketchBuckets {
public:
    /// `error` between 0 and 1, both excluded.
    explicit SketchBuckets(double error);
    /// The bucket of a value above zero.
    std::int64_t key(double value) const;
    /// What a bucket stands for.
    double middle(std::int64_t key) const;

private:
    double gamma_;
    double log_gamma_;
};

/// HdrHistogram with a number of significant decimal digits from 1 to 5 and a unit of 1.
class HdrBuckets {
public:
    explicit HdrBuckets(unsigned digits);
    /// The least and the greatest value that share the bucket of `value`.
    std::uint64_t low(std::uint64_t value) const;
    std::uint64_t high(std::uint64_t value) const;

private:
    unsigned shift(std::uint64_t value) const;

    unsigned bits_ = 0;  ///< Of the number of buckets in the first run.
};

}  // namespace tiersim
