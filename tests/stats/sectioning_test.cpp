// SPDX-License-Identifier: MIT
/// Percentiles from sections: centred at the pooled value, and refused where the tail was not seen.
#include "tiersim/stats/sectioning.hpp"

#include "near.hpp"
#include "tiersim/core/math.hpp"
#include "tiersim/core/random.hpp"

#include <cmath>
#include <limits>
#include <vector>

using namespace tiersim;
using namespace tiersim::literals;
using tiersim::testing::near;

namespace {

// Exponential latencies of mean 1 ms.
std::vector<Section> sections(std::size_t count, int records, std::uint64_t seed)
{
    Rng rng{seed, "sections"};
    std::vector<Section> all(count);
    for (auto& section : all)
        for (int i = 0; i < records; ++i)
            section.latencies.add(from_seconds(-1e-3 * portable::log(rng.unit())));
    return all;
}

Section of(std::initializer_list<Duration> latencies)
{
    Section section;
    for (const Duration latency : latencies)
        for (int i = 0; i < 300; ++i)
            section.latencies.add(latency);
    return section;
}

}  // namespace

TEST_CASE("the value is the quantile of all records, not a mean of quantiles", "[stats]")
{
    std::vector<Section> all;
    for (int i = 0; i < 9; ++i)
        all.push_back(of({10ns, 20ns, 30ns}));
    all.push_back(of({100ns, 200ns, 250ns}));

    const Estimate median = quantile_by_sections(all, 50_percent);

    // Nine sections at the pooled 20 ns, one 180 ns off: variance 180^2 / 9, ten sections.
    CHECK(median.value == 20e-9);
    REQUIRE(median.interval);
    CHECK_THAT(median.interval->half_width(),
               near(2.2621571627982055 * std::sqrt(180.0 * 180.0 / 9.0 / 10.0) * 1e-9, 1e-9));
}

TEST_CASE("small sections are joined with their neighbours, down to eight", "[stats]")
{
    REQUIRE_THAT(records_needed(95_percent), near(2000.0));

    CHECK(quantile_by_sections(sections(8, 2001, 1), 95_percent).interval);
    CHECK(quantile_by_sections(sections(40, 420, 1), 95_percent).interval);
    CHECK_FALSE(quantile_by_sections(sections(40, 300, 1), 95_percent).interval);
    CHECK_FALSE(quantile_by_sections(sections(7, 100'000, 1), 95_percent).interval);
}

TEST_CASE("a percentile whose tail was not seen has no interval, and says what it needs", "[stats]")
{
    const Estimate p999 = quantile_by_sections(sections(20, 1000, 1), Probability::of(0.999));

    CHECK_FALSE(p999.interval);
    CHECK(p999.value > 0.0);
    CHECK(p999.why_none == "too few requests for this percentile: 8 sections of 100000 are needed");
}

TEST_CASE("requests without an answer make a percentile late, and at last infinite", "[stats]")
{
    auto all = sections(10, 3000, 1);
    const double before = quantile_by_sections(all, 95_percent).value;
    for (auto& section : all)
        section.lost = 60;

    CHECK(quantile_by_sections(all, 95_percent).value > before);
    CHECK(quantile_by_sections(all, 95_percent).interval);
    all.front().lost = 400;
    CHECK_FALSE(quantile_by_sections(all, 95_percent).interval);
    for (auto& section : all)
        section.lost = 400;
    CHECK(quantile_by_sections(all, 95_percent).value == std::numeric_limits<double>::infinity());
}

TEST_CASE("the histogram's own error is added when the sections agree too well", "[stats]")
{
    std::vector<Section> all;
    for (int i = 0; i < 10; ++i)
        all.push_back(of({1ms, 2ms, 3ms}));

    const Estimate median = quantile_by_sections(all, 50_percent);

    REQUIRE(median.interval);
    CHECK(median.interval->contains(2e-3));
    CHECK(median.interval->half_width() > 0.0);
    CHECK(median.interval->half_width() < 2e-3 / 256.0);
}

TEST_CASE("the median of an exponential is covered as often as promised", "[stats][theory]")
{
    constexpr int trials = 400;
    int covered = 0;
    for (std::uint64_t seed = 0; seed < trials; ++seed)
        covered += quantile_by_sections(sections(20, 500, seed), 50_percent)
                           .interval->contains(1e-3 * std::log(2.0))
                       ? 1
                       : 0;

    CHECK_THAT(covered / static_cast<double>(trials), Catch::Matchers::WithinAbs(0.95, 0.025));
}

TEST_CASE("nothing measured is nothing", "[stats]")
{
    CHECK(quantile_by_sections({}, 50_percent).why_none == "nothing was measured");
    CHECK_FALSE(quantile_by_sections(sections(10, 10, 1), 100_percent).interval);
}
