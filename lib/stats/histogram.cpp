// SPDX-License-Identifier: MIT
/// Questions to a histogram: quantiles, shares, the mean.
#include "tiersim/stats/histogram.hpp"

#include <algorithm>
#include <cmath>

namespace tiersim {

void Histogram::merge(const Histogram& other)
{
    if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
    for (std::size_t i = 0; i < other.counts_.size(); ++i)
        counts_[i] += other.counts_[i];
    count_ += other.count_;
    sum_ += other.sum_;
    min_ = std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
}

void Histogram::clear()
{
    std::fill(counts_.begin(), counts_.end(), std::uint64_t{0});
    count_ = 0;
    sum_ = 0;
    min_ = ~std::uint64_t{0};
    max_ = 0;
}

Duration Histogram::min() const { return Duration{empty() ? 0 : static_cast<std::int64_t>(min_)}; }

Duration Histogram::max() const { return Duration{static_cast<std::int64_t>(max_)}; }

Duration Histogram::mean() const
{
    if (empty()) return Duration{0};
    return Duration{static_cast<std::int64_t>((sum_ + count_ / 2) / count_)};
}

Duration Histogram::quantile(Probability share) const
{
    if (empty()) return Duration{0};
    return ranked(quantile_rank(share, count_));
}

std::optional<Duration> Histogram::quantile(Probability share, std::uint64_t lost) const
{
    if (count_ + lost == 0) return Duration{0};
    const std::uint64_t rank = quantile_rank(share, count_ + lost);
    if (rank > count_) return std::nullopt;
    return ranked(rank);
}

Duration Histogram::resolution(Duration quantile) const
{
    if (min() == max()) return Duration{0};
    const std::size_t bucket = bucket_of(static_cast<std::uint64_t>(quantile.count()));
    return Duration{static_cast<std::int64_t>((low_of(bucket + 1) - low_of(bucket)) / 2)};
}

std::uint64_t Histogram::count_at_most(Duration limit) const
{
    if (limit < min()) return 0;
    if (limit >= max()) return count_;
    const auto value = static_cast<std::uint64_t>(limit.count());
    const std::size_t last = bucket_of(value);
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < last; ++i)
        below += counts_[i];
    // The lowest record may lie above the middle of its bucket; it is then what the bucket stands
    // for.
    return std::max(middle_of(last), min_) <= value ? below + counts_[last] : below;
}

Probability Histogram::share_at_most(Duration limit) const
{
    if (empty()) return Probability::of(1.0);
    return Probability::of(static_cast<double>(count_at_most(limit)) / static_cast<double>(count_));
}

std::vector<Histogram::Bucket> Histogram::buckets() const
{
    std::vector<Bucket> filled;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        if (counts_[i] == 0) continue;
        filled.push_back({Duration{static_cast<std::int64_t>(low_of(i))},
                          Duration{static_cast<std::int64_t>(low_of(i + 1) - 1)}, counts_[i]});
    }
    return filled;
}

bool operator==(const Histogram& a, const Histogram& b)
{
    return a.count_ == b.count_ && a.sum_ == b.sum_ && a.min_ == b.min_ && a.max_ == b.max_ &&
           a.buckets() == b.buckets();
}

std::uint64_t Histogram::low_of(std::size_t bucket)
{
    constexpr std::size_t octave = std::size_t{1} << octave_bits;
    if (bucket < 2 * octave) return bucket;
    const std::size_t shift = bucket / octave - 1;
    return std::uint64_t{bucket - shift * octave} << shift;
}

std::uint64_t Histogram::middle_of(std::size_t bucket)
{
    return (low_of(bucket) + low_of(bucket + 1) - 1) / 2;
}

// A power of two at once, so that a slowly growing latency does not copy the buckets each time.
void Histogram::reach(std::size_t bucket)
{
    counts_.resize(std::max<std::size_t>(std::bit_ceil(bucket + 1), 1024));
}

Duration Histogram::ranked(std::uint64_t rank) const
{
    std::size_t bucket = 0;
    std::uint64_t passed = counts_[0];
    while (passed < rank)
        passed += counts_[++bucket];
    const std::uint64_t value = std::clamp(middle_of(bucket), min_, max_);
    return Duration{static_cast<std::int64_t>(value)};
}

std::uint64_t quantile_rank(Probability share, std::uint64_t count)
{
    // 0.07 * 100 is a little more than 7 in binary; the place is 7 all the same.
    constexpr double shade = 1.0 - 0x1p-51;
    const double place = std::ceil(share.value() * static_cast<double>(count) * shade);
    return std::clamp(static_cast<std::uint64_t>(place), std::uint64_t{1}, count);
}

}  // namespace tiersim
