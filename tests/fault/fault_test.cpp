// SPDX-License-Identifier: MIT
/// What faults come to together, and when they hold.
#include "tiersim/fault/fault.hpp"

#include "catch.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

using namespace tiersim;
using namespace tiersim::literals;

namespace {

Condition combined(const std::vector<Effect>& effects)
{
    std::vector<const Effect*> pointers;
    for (const Effect& effect : effects) {
        pointers.push_back(&effect);
    }
    return combine(pointers);
}

std::vector<Spell> drawn(const Fault& fault, Duration end)
{
    return spells(fault, Instant{end}, Rng{5, "fault"});
}

std::vector<Spell> at(const std::vector<std::pair<Duration, Duration>>& times)
{
    std::vector<Spell> spells;
    for (const auto& [from, to] : times) {
        spells.push_back({.from = Instant{from}, .to = Instant{to}});
    }
    return spells;
}

}  // namespace

TEST_CASE("an effect is named as it stands in files", "[fault]")
{
    const std::vector<std::pair<Effect, std::string>> rows{
        {Crash{}, "crash"}, {Hang{}, "hang"}, {Slow{}, "slow"},          {Errors{}, "errors"},
        {Delay{}, "delay"}, {Loss{}, "loss"}, {Partition{}, "partition"}};
    for (const auto& [effect, name] : rows) {
        CHECK(effect_name(effect) == name);
    }
}

TEST_CASE("each effect worsens what it is about and nothing else", "[fault]")
{
    CHECK(combined({}) == Condition{});
    CHECK(combined({Crash{}}) == Condition{.process_up = false});
    CHECK(combined({Partition{}}) == Condition{.reachable = false});
    CHECK(combined({Hang{}}) == Condition{.speed = 0.0});
    CHECK(combined({Slow{.factor = 4.0}}) == Condition{.speed = 0.25});
    CHECK(combined({Errors{.share = 25_percent}}) == Condition{.errors = 0.25});
    CHECK(combined({Loss{.share = 25_percent}}) == Condition{.loss = 0.25});
    CHECK(combined({Delay{.extra = 3ms}}) == Condition{.delay = 3ms});
}

TEST_CASE("effects that hold together compose", "[fault]")
{
    CHECK(combined({Slow{.factor = 2.0}, Slow{.factor = 4.0}}).speed == 0.125);
    CHECK(combined({Slow{.factor = 2.0}, Hang{}}).speed == 0.0);
    CHECK(combined({Errors{.share = 50_percent}, Errors{.share = 50_percent}}).errors == 0.75);
    CHECK(combined({Loss{.share = 50_percent}, Loss{.share = 50_percent}}).loss == 0.75);
    CHECK(combined({Delay{.extra = 3ms}, Delay{.extra = 4ms}}).delay == 7ms);
    CHECK(combined({Crash{}, Crash{}}) == combined({Crash{}}));
}

TEST_CASE("effects come to the same to the last bit in any order", "[fault][property]")
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Rng rng{seed, "effects"};
        const auto share = [&] { return Probability::of(rng.unit()); };
        const std::vector<Effect> effects{Slow{.factor = 1.0 + rng.unit()},
                                          Slow{.factor = 1.0 + rng.unit()},
                                          Slow{.factor = 1.0 + rng.unit()},
                                          Errors{.share = share()},
                                          Errors{.share = share()},
                                          Errors{.share = share()},
                                          Loss{.share = share()}};
        const Condition expected = combined(effects);
        std::vector<std::size_t> order(effects.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        bool same = true;
        do {
            std::vector<const Effect*> pointers;
            for (const std::size_t i : order) {
                pointers.push_back(&effects[i]);
            }
            same = same && combine(pointers) == expected;
        } while (std::ranges::next_permutation(order).found);
        CHECK(same);
    }
}

TEST_CASE("a fault holds once, again and again, or to the end", "[fault]")
{
    struct Row {
        Fault fault;
        std::vector<std::pair<Duration, Duration>> times;
    };
    const std::vector<Row> rows{
        {{.at = 10s, .lasts = 5s}, {{10s, 15s}}},
        {{.at = 10s}, {{10s, 60s}}},
        {{}, {{0s, 60s}}},
        {{.at = 10s, .lasts = 5s, .every = 20s}, {{10s, 15s}, {30s, 35s}, {50s, 55s}}},
        {{.at = 10s, .lasts = 5s, .every = 20s, .times = 2}, {{10s, 15s}, {30s, 35s}}},
        {{.at = 40s, .lasts = 30s}, {{40s, 60s}}},
        {{.at = 60s, .lasts = 30s}, {}},
        {{.at = 90s}, {}},
        {{.at = 10s, .lasts = 30s, .every = 20s}, {{10s, 40s}, {30s, 60s}, {50s, 60s}}},
        {{.at = 5s, .up = Constant{10s}, .down = Constant{15s}}, {{15s, 30s}, {40s, 55s}}},
        {{.at = 5s, .times = 1, .up = Constant{10s}, .down = Constant{15s}}, {{15s, 30s}}},
        {{.lasts = 5s, .up = Constant{25s}}, {{25s, 30s}, {55s, 60s}}},
        {{.up = Constant{25s}}, {{25s, 60s}}},
        {{.at = 10s, .every = 30s, .down = Constant{1s}}, {{10s, 11s}, {40s, 41s}}},
    };
    for (const Row& row : rows) {
        CAPTURE(to_seconds(row.fault.at), to_seconds(row.fault.every), row.fault.times);
        CHECK(drawn(row.fault, 60s) == at(row.times));
    }
}

TEST_CASE("a single fault may last for ever", "[fault]")
{
    const std::vector<Spell> all = spells({.at = 10s}, never, Rng{1});
    CHECK(all == std::vector<Spell>{{.from = Instant{10s}, .to = never}});
}

TEST_CASE("a longer run has the same spells and more", "[fault][property]")
{
    const Fault fault{.up = Gamma{.mean = 10s, .shape = 2.5}, .down = Exponential{.mean = 3s}};
    const std::vector<Spell> shorter = drawn(fault, 5000s);
    const std::vector<Spell> longer = drawn(fault, 20000s);

    REQUIRE(shorter.size() > 100);
    REQUIRE(longer.size() > shorter.size());
    CHECK(std::equal(shorter.begin(), shorter.end() - 1, longer.begin()));
    CHECK(shorter.back().from == longer[shorter.size() - 1].from);
}

TEST_CASE("another law of times up leaves all times down as they are", "[fault][property]")
{
    const auto lengths = [](const Distribution& up) {
        std::vector<Duration> down;
        for (const Spell& spell : drawn({.up = up, .down = Exponential{.mean = 3s}}, 5000s)) {
            down.push_back(spell.to - spell.from);
        }
        down.resize(100);
        return down;
    };
    CHECK(lengths(Gamma{.mean = 10s, .shape = 0.5}) == lengths(Constant{12s}));
}

TEST_CASE("random times up and down have the means of their laws", "[fault][theory]")
{
    const Fault fault{.up = Exponential{.mean = 10s}, .down = Exponential{.mean = 3s}};
    const std::vector<Spell> all = drawn(fault, 200'000s);
    double up = 0.0;
    double down = 0.0;
    Instant last{};
    for (const Spell& spell : all) {
        up += to_seconds(spell.from - last);
        down += to_seconds(spell.to - spell.from);
        last = spell.to;
    }
    const auto count = static_cast<double>(all.size());
    CHECK(std::abs(up / count - 10.0) <= 4.0 * 10.0 / std::sqrt(count));
    CHECK(std::abs(down / count - 3.0) <= 4.0 * 3.0 / std::sqrt(count));
}
