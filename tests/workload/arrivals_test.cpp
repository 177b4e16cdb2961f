// SPDX-License-Identifier: MIT
/// Open arrival processes: rates, burstiness, curves and exact instants.
#include "tiersim/workload/arrivals.hpp"

#include "catch.hpp"
#include "fingerprint.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

using namespace tiersim;
using namespace tiersim::literals;
using tiersim::testing::Fingerprint;

namespace {

// All instants before `end`.
std::vector<Instant> instants(const Arrivals& arrivals, Duration end, std::uint64_t seed = 1)
{
    ArrivalStream stream{arrivals, Rng{seed, "arrivals"}};
    std::vector<Instant> found;
    for (Instant at = stream.next(); at < Instant{end}; at = stream.next())
        found.push_back(at);
    return found;
}

std::vector<double> counts(const std::vector<Instant>& all, Duration window, std::size_t windows)
{
    std::vector<double> found(windows);
    for (const Instant at : all)
        found[static_cast<std::size_t>(at.time_since_epoch() / window)] += 1.0;
    return found;
}

struct Spread {
    double mean = 0.0;
    double variance = 0.0;
};

Spread spread(const std::vector<double>& values)
{
    Spread of;
    const auto count = static_cast<double>(values.size());
    for (const double value : values)
        of.mean += value / count;
    for (const double value : values)
        of.variance += (value - of.mean) * (value - of.mean) / (count - 1.0);
    return of;
}

RateCurve day()
{
    return {{{0s, 10_rps}, {10s, 50_rps}, {10s, 0_rps}, {20s, 0_rps}, {30s, 20_rps}}, false, 40s};
}

std::map<std::string, Arrivals> processes()
{
    return {
        {"poisson", Poisson{100_rps}},
        {"paced", Paced{30_rps}},
        {"renewal", Renewal{Gamma{20ms, 4.0}}},
        {"batches", Batches{10_rps, 3.0, true}},
        {"bursts", Bursts{{{200_rps, 500ms}, {0_rps, 1s}, {20_rps, 2s}}}},
        {"curve", day()},
        {"wave", Wave{50_rps, 80_percent, 60s, 15s}},
    };
}

}  // namespace

TEST_CASE("arrivals come in order and at their long-run rate", "[workload][theory]")
{
    for (const auto& [name, process] : processes()) {
        INFO(name);
        const auto all = instants(process, 7200s);
        const double expected = mean_rate(process).per_second() * 7200.0;

        // Ten times the variance of Poisson covers the burstiest of them.
        CHECK_THAT(static_cast<double>(all.size()),
                   Catch::Matchers::WithinAbs(expected, 4.0 * std::sqrt(10.0 * expected)));
        for (std::size_t i = 1; i < all.size(); ++i)
            REQUIRE(all[i - 1] <= all[i]);
    }
}

TEST_CASE("long-run rates are exact", "[workload]")
{
    const auto rate = [](const Arrivals& process) { return mean_rate(process).per_second(); };
    const auto near = [](double value) { return Catch::Matchers::WithinRel(value, 1e-12); };

    CHECK_THAT(rate(Poisson{7_rps}), near(7.0));
    CHECK_THAT(rate(Renewal{Uniform{0s, 1s}}), near(2.0));
    CHECK_THAT(rate(Batches{2_rps, 3.0, false}), near(6.0));
    CHECK_THAT(rate(Bursts{{{100_rps, 1s}, {0_rps, 3s}}}), near(25.0));
    CHECK_THAT(rate(day()), near((300.0 + 0.0 + 100.0 + 150.0) / 40.0));
    CHECK_THAT(rate(RateCurve{{{0s, 1_rps}, {5s, 9_rps}}, true, 10s}), near(5.0));
    CHECK_THAT(rate(RateCurve{{{0s, 1_rps}, {5s, 9_rps}}, true, 0s}), near(9.0));
    CHECK_THAT(rate(Wave{4_rps, 50_percent, 1h, 0s}), near(4.0));
    CHECK(rate(Thinking{5, Constant{1s}}) == 0.0);
    CHECK(rate(Poisson{}) == 0.0);
    CHECK(rate(Bursts{}) == 0.0);
    CHECK(rate(Trace{}) == 0.0);
}

TEST_CASE("Poisson counts have the variance of their mean", "[workload][theory]")
{
    const auto [mean, variance] = spread(counts(instants(Poisson{100_rps}, 2000s), 1s, 2000));

    // The sample variance of n Poisson counts of mean m has variance about 2 m^2 / n.
    CHECK_THAT(mean, Catch::Matchers::WithinAbs(100.0, 4.0 * std::sqrt(100.0 / 2000.0)));
    CHECK_THAT(variance, Catch::Matchers::WithinAbs(100.0, 4.0 * 100.0 * std::sqrt(2.0 / 2000.0)));
}

TEST_CASE("paced arrivals are a metronome whose rounding does not add up", "[workload]")
{
    const Arrivals paced = Paced{3_rps};
    ArrivalStream stream{paced, Rng{1, "unused"}};

    std::int64_t worst = 0;
    for (std::int64_t k = 1; k <= 3'000'000; ++k) {
        const std::int64_t at = stream.next().time_since_epoch().count();
        worst = std::max(worst, std::abs(3 * at - k * 1'000'000'000));
    }

    CHECK(worst <= 3);
}

TEST_CASE("a renewal process with a constant gap is a clock", "[workload]")
{
    const auto all = instants(Renewal{Constant{250ms}}, 1s);

    CHECK(all == std::vector<Instant>{Instant{250ms}, Instant{500ms}, Instant{750ms}});
}

TEST_CASE("groups have their size, and come together", "[workload][theory]")
{
    const auto all = instants(Batches{10_rps, 4.0, false}, 1000s);

    REQUIRE(all.size() % 4 == 0);
    for (std::size_t i = 0; i < all.size(); i += 4)
        REQUIRE(all[i] == all[i + 3]);
}

TEST_CASE("geometric groups have the mean and the spread of their law", "[workload][theory]")
{
    std::map<Instant, double> sizes;
    for (const Instant at : instants(Batches{10_rps, 3.0, true}, 10'000s))
        sizes[at] += 1.0;
    std::vector<double> values;
    for (const auto& [at, size] : sizes)
        values.push_back(size);

    const auto [mean, variance] = spread(values);
    // Geometric on 1, 2, ... of mean 3: variance 6, fourth central moment 6 * (9 * 6 + 1) = 330.
    const double n = static_cast<double>(values.size());
    CHECK_THAT(mean, Catch::Matchers::WithinAbs(3.0, 4.0 * std::sqrt(6.0 / n)));
    CHECK_THAT(variance, Catch::Matchers::WithinAbs(6.0, 4.0 * std::sqrt((330.0 - 36.0) / n)));
}

TEST_CASE("bursts have the dispersion of their Markov chain", "[workload][theory]")
{
    // Rates 40 and 0, left once a second: the rate has mean 20 and autocovariance 400 exp(-2 u), so
    // the count in t seconds has variance 20 t + 800 (t / 2 - (1 - exp(-2 t)) / 4).
    constexpr std::size_t windows = 4000;
    const auto all = instants(Bursts{{{40_rps, 1s}, {0_rps, 1s}}}, 20s * windows);

    const auto [mean, variance] = spread(counts(all, 20s, windows));

    const double expected = 400.0 + 800.0 * (10.0 - 0.25);
    CHECK_THAT(mean, Catch::Matchers::WithinAbs(400.0, 4.0 * std::sqrt(expected / windows)));
    // Nearly normal counts: the variance's own standard error is variance * sqrt(2 / n).
    CHECK_THAT(variance,
               Catch::Matchers::WithinAbs(expected, 4.0 * expected * std::sqrt(2.2 / windows)));
}

TEST_CASE("a burst process starts in a phase drawn by its long-run share", "[workload][theory]")
{
    int quiet = 0;
    for (std::uint64_t seed = 0; seed < 4000; ++seed)
        quiet += instants(Bursts{{{1000_rps, 1s}, {0_rps, 3s}}}, 20ms, seed).empty() ? 1 : 0;

    // Nothing within 20 ms: quiet from the start to the end; quiet, then busy for the last moment;
    // or busy for the first moment only.
    const double expected = 0.75 * (std::exp(-0.02 / 3.0) + 1.0 / 3000.0) + 0.25 / 1001.0;
    const double error = std::sqrt(expected * (1.0 - expected) / 4000.0);
    CHECK_THAT(quiet / 4000.0, Catch::Matchers::WithinAbs(expected, 4.0 * error));
}

TEST_CASE("a curve's arrivals follow its area, jumps and zeros included", "[workload][theory]")
{
    constexpr int days = 500;
    const auto all = instants(day(), 40s * days);
    std::vector<double> by_second(40);
    for (const Instant at : all)
        by_second[static_cast<std::size_t>(at.time_since_epoch() % 40s / 1s)] += 1.0;

    for (std::size_t second = 0; second < 40; ++second) {
        const double middle = static_cast<double>(second) + 0.5;
        const double rate = middle < 10.0   ? 10.0 + 4.0 * middle
                            : middle < 20.0 ? 0.0
                            : middle < 30.0 ? 2.0 * (middle - 20.0)
                                            : 20.0 - (middle - 30.0);
        INFO(second);
        CHECK_THAT(by_second[second],
                   Catch::Matchers::WithinAbs(rate * days, 4.0 * std::sqrt(rate * days)));
    }
}

TEST_CASE("a curve in steps holds each rate until the next point, and the last for ever",
          "[workload][theory]")
{
    const RateCurve curve{{{0s, 100_rps}, {10s, 0_rps}, {20s, 400_rps}}, true, 0s};

    const auto by_ten = counts(instants(curve, 1000s), 10s, 100);

    CHECK_THAT(by_ten[0], Catch::Matchers::WithinAbs(1000.0, 4.0 * std::sqrt(1000.0)));
    CHECK(by_ten[1] == 0.0);
    double rest = 0.0;
    for (std::size_t i = 2; i < 100; ++i)
        rest += by_ten[i];
    CHECK_THAT(rest, Catch::Matchers::WithinAbs(392'000.0, 4.0 * std::sqrt(392'000.0)));
}

TEST_CASE("a curve of one level has the same arrivals as Poisson of that rate", "[workload]")
{
    const auto curve = instants(RateCurve{{{0s, 100_rps}}, false, 7s}, 100s);
    const auto poisson = instants(Poisson{100_rps}, 100s);

    REQUIRE(curve.size() == poisson.size());
    for (std::size_t i = 0; i < curve.size(); ++i)
        REQUIRE(std::abs((curve[i] - poisson[i]).count()) <= static_cast<std::int64_t>(i) + 2);
}

TEST_CASE("a higher curve has every arrival earlier", "[workload][property]")
{
    const auto low = instants(RateCurve{{{0s, 10_rps}, {50s, 40_rps}}, false, 60s}, 600s);
    const auto high = instants(RateCurve{{{0s, 12_rps}, {50s, 41_rps}}, false, 60s}, 600s);

    REQUIRE(high.size() > low.size());
    for (std::size_t i = 0; i < low.size(); ++i)
        REQUIRE(high[i] < low[i]);
}

TEST_CASE("a wave rises and falls with its sine", "[workload][theory]")
{
    constexpr int periods = 200;
    const auto all = instants(Wave{50_rps, 80_percent, 60s, 15s}, 60s * periods);
    std::vector<double> quarters(4);
    for (const Instant at : all)
        quarters[static_cast<std::size_t>((at.time_since_epoch() % 60s) / 15s)] += 1.0;

    // The mean of the sine over a rising or falling quarter of its period is 2 / pi.
    const double up = 1.0 + 0.8 * 2.0 / 3.14159265358979;
    const double down = 2.0 - up;
    for (std::size_t i = 0; i < 4; ++i) {
        const double expected = 50.0 * 15.0 * periods * (i == 1 || i == 2 ? up : down);
        INFO(i);
        CHECK_THAT(quarters[i], Catch::Matchers::WithinAbs(expected, 4.0 * std::sqrt(expected)));
    }
}

TEST_CASE("a trace plays back its entries, faster if asked", "[workload]")
{
    const Arrivals trace = Trace{.speed = 2.0,
                                 .arrivals = {{.at = 1s, .bytes = 5_B}, {.at = 1s}, {.at = 4s}}};
    ArrivalStream stream{trace, Rng{1, "unused"}};

    CHECK(stream.next() == Instant{500ms});
    CHECK(stream.entry()->bytes == 5_B);
    CHECK(stream.next() == Instant{500ms});
    CHECK(stream.next() == Instant{2s});
    CHECK(stream.entry() == &std::get<Trace>(trace).arrivals[2]);
    CHECK(stream.next() == never);
    CHECK(stream.entry() == nullptr);
    CHECK(stream.next() == never);
}

TEST_CASE("processes without arrivals have none", "[workload]")
{
    const std::vector<Arrivals> silent{
        Poisson{},
        Paced{},
        Batches{},
        Bursts{},
        Bursts{{{0_rps, 1s}, {0_rps, 2s}}},
        RateCurve{},
        RateCurve{{{0s, 0_rps}, {5s, 0_rps}}, false, 10s},
        RateCurve{{{0s, 0_rps}}, true, 0s},
        Wave{.mean = Rate{}, .swing = 50_percent, .period = 1s},
        Trace{},
    };

    for (const auto& process : silent) {
        INFO(process.index());
        CHECK(ArrivalStream{process, Rng{1, "silence"}}.next() == never);
    }
}

TEST_CASE("a process that is too slow for the clock ends at never", "[workload]")
{
    const Arrivals slow = Poisson{Rate::per_second(1e-9)};
    ArrivalStream stream{slow, Rng{1, "slow"}};

    Instant at{};
    for (int i = 0; i < 100 && at != never; ++i) {
        const Instant next = stream.next();
        REQUIRE(next >= at);
        at = next;
    }
    CHECK(at == never);
}

TEST_CASE("every bit of every process's instants is as it was", "[workload][golden]")
{
    const std::map<std::string, std::uint64_t> golden{
        {"batches", 0xd280d2cea63ea16bU}, {"bursts", 0xde34446d44921d5dU},
        {"curve", 0xd73b6e7882b675ccU},   {"paced", 0x32d16cd45096ffU},
        {"poisson", 0x12d6854470ab0771U}, {"renewal", 0x73f446567ab2ca03U},
        {"wave", 0x5635f763e18f0246U},
    };
    for (const auto& [name, process] : processes()) {
        ArrivalStream stream{process, Rng{2026, name}};
        Fingerprint drawn;
        for (int i = 0; i < 100'000; ++i)
            drawn.add(static_cast<std::uint64_t>(stream.next().time_since_epoch().count()));

        INFO(name);
        CHECK(drawn.value() == golden.at(name));
    }
}
