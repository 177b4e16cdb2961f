// SPDX-License-Identifier: MIT
/// The latency histogram: exact where it promises it, within 0.4 % elsewhere, merged without loss.
#include "tiersim/stats/histogram.hpp"

#include "catch.hpp"
#include "tiersim/core/random.hpp"

#include <algorithm>
#include <vector>

using namespace tiersim;
using namespace tiersim::literals;

namespace {

// Latencies over nine orders of magnitude, each octave as likely as the next.
std::vector<Duration> latencies(std::size_t count, std::uint64_t seed)
{
    Rng rng{seed, "latencies"};
    std::vector<Duration> drawn;
    for (std::size_t i = 0; i < count; ++i)
        drawn.push_back(Duration{static_cast<std::int64_t>(rng.next() >> (24U + rng.below(40)))});
    return drawn;
}

Histogram filled(const std::vector<Duration>& records)
{
    Histogram histogram;
    for (const Duration record : records)
        histogram.add(record);
    return histogram;
}

}  // namespace

TEST_CASE("count, sum, least and greatest record are exact", "[stats]")
{
    const auto histogram = filled({3ms, 7ns, 2s, 1ns});

    CHECK(histogram.count() == 4);
    CHECK(histogram.sum() == Wide{2'003'000'008});
    CHECK(histogram.min() == 1ns);
    CHECK(histogram.max() == 2s);
    CHECK(histogram.mean() == 500'750'002ns);
}

TEST_CASE("an empty histogram answers with zeros and a share of one", "[stats]")
{
    const Histogram nothing;

    CHECK(nothing.empty());
    CHECK(nothing.min() == 0ns);
    CHECK(nothing.max() == 0ns);
    CHECK(nothing.mean() == 0ns);
    CHECK(nothing.quantile(99_percent) == 0ns);
    CHECK(nothing.share_at_most(1s) == 100_percent);
    CHECK(nothing.buckets().empty());
}

TEST_CASE("below 256 ns every quantile is exact", "[stats]")
{
    Histogram histogram;
    for (int i = 0; i < 256; ++i)
        histogram.add(Duration{255 - i});

    for (int i = 1; i <= 256; ++i)
        CHECK(histogram.quantile(Probability::of(i / 256.0)) == Duration{i - 1});
    CHECK(histogram.quantile(0_percent) == 0ns);
}

TEST_CASE("a quantile is the least value that at least this share of the records do not exceed",
          "[stats]")
{
    const auto histogram = filled({10ns, 20ns, 30ns, 40ns});

    CHECK(histogram.quantile(25_percent) == 10ns);
    CHECK(histogram.quantile(Probability::of(0.2500001)) == 20ns);
    CHECK(histogram.quantile(50_percent) == 20ns);
    CHECK(histogram.quantile(100_percent) == 40ns);
}

TEST_CASE("a share times a count that is whole but for rounding names that place", "[stats]")
{
    for (std::uint64_t count = 100; count <= 100'000'000; count *= 10)
        for (std::uint64_t percent = 1; percent <= 100; ++percent)
            CHECK(quantile_rank(Probability::of(static_cast<double>(percent) / 100.0), count) ==
                  percent * (count / 100));
    CHECK(quantile_rank(0_percent, 5) == 1);
    CHECK(quantile_rank(Probability::of(0.21), 10) == 3);
}

TEST_CASE("quantiles are within 0.4 percent of those of the sorted records", "[stats]")
{
    auto records = latencies(40'000, 7);
    const auto histogram = filled(records);
    std::sort(records.begin(), records.end());

    for (int i = 0; i <= 1000; ++i) {
        const auto share = Probability::of(i / 1000.0);
        const Duration exact = records[quantile_rank(share, records.size()) - 1];
        const auto error = (histogram.quantile(share) - exact).count();
        CHECK(std::abs(static_cast<double>(error)) <= static_cast<double>(exact.count()) / 256.0);
    }
}

TEST_CASE("share and quantile are each other's inverse", "[stats]")
{
    const auto histogram = filled(latencies(10'000, 3));

    for (int i = 1; i <= 100; ++i) {
        const auto share = Probability::of(i / 100.0);
        const Duration value = histogram.quantile(share);
        CHECK(histogram.share_at_most(value).value() >= share.value() - 1e-12);
        if (value > histogram.min())
            CHECK(histogram.share_at_most(value - 1ns).value() < share.value());
    }
    CHECK(histogram.share_at_most(histogram.max()) == 100_percent);
    CHECK(histogram.share_at_most(histogram.min() - 1ns) == 0_percent);
}

TEST_CASE("records that took forever push the quantiles up, and out", "[stats]")
{
    Histogram histogram;
    for (int i = 1; i <= 90; ++i)
        histogram.add(Duration{i});

    CHECK(histogram.quantile(90_percent, 10) == 90ns);
    CHECK(histogram.quantile(91_percent, 10) == std::nullopt);
    CHECK(histogram.quantile(45_percent, 10) == 45ns);
    CHECK(histogram.quantile(50_percent, 0) == histogram.quantile(50_percent));
    CHECK(Histogram{}.quantile(50_percent, 0) == 0ns);
    CHECK(Histogram{}.quantile(50_percent, 1) == std::nullopt);
}

TEST_CASE("merged histograms equal the histogram of all records, in any order", "[stats][property]")
{
    const auto a = latencies(1000, 1);
    const auto b = latencies(10, 2);
    const auto c = latencies(3000, 3);
    std::vector<Duration> all;
    for (const auto* part : {&a, &b, &c})
        all.insert(all.end(), part->begin(), part->end());

    Histogram left = filled(a);
    left.merge(filled(b));
    left.merge(filled(c));
    Histogram right = filled(c);
    right.merge(filled(b));
    Histogram nested = filled(a);
    nested.merge(right);

    CHECK(left == filled(all));
    CHECK(nested == filled(all));
}

TEST_CASE("merging nothing changes nothing", "[stats]")
{
    auto histogram = filled({5ms, 6ms});

    histogram.merge(Histogram{});

    CHECK(histogram == filled({5ms, 6ms}));
}

TEST_CASE("the buckets hold all records, ascend and do not overlap", "[stats]")
{
    const auto histogram = filled(latencies(5000, 11));

    std::uint64_t count = 0;
    Duration last = -1ns;
    for (const auto& bucket : histogram.buckets()) {
        CHECK(bucket.low > last);
        CHECK(bucket.high >= bucket.low);
        last = bucket.high;
        count += bucket.count;
    }
    CHECK(count == 5000);
    CHECK(last >= histogram.max());
}

TEST_CASE("the longest durations have a bucket", "[stats]")
{
    const auto histogram = filled({Duration::max(), Duration::max()});

    CHECK(histogram.max() == Duration::max());
    CHECK(histogram.quantile(50_percent) <= Duration::max());
    CHECK(histogram.quantile(50_percent) > Duration::max() / 256 * 255);
    CHECK(to_double(histogram.sum()) == 0x1p64);
}

TEST_CASE("a cleared histogram is empty", "[stats]")
{
    auto histogram = filled({5ms, 6ms});

    histogram.clear();

    CHECK(histogram == Histogram{});
    histogram.add(1ms);
    CHECK(histogram == filled({1ms}));
}
