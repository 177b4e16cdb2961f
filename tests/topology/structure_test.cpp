// SPDX-License-Identifier: MIT
/// Structures against textbook formulas, and against looking at every state.
#include "tiersim/topology/structure.hpp"

#include "catch.hpp"
#include "tiersim/core/random.hpp"

#include <algorithm>
#include <functional>

using namespace tiersim;
using namespace std::chrono_literals;

namespace {

/// Conditions of parts, and the same as a function of the state.
struct Pair {
    Term term;
    std::function<bool(std::uint32_t)> holds;  ///< Bit i: part i is up.
};

/// The unavailability of `holds` by summing over all states.
double by_states(const std::vector<Part>& parts, const std::function<bool(std::uint32_t)>& holds)
{
    double sum = 0.0;
    for (std::uint32_t state = 0; state < 1U << parts.size(); ++state) {
        if (holds(state)) continue;
        double chance = 1.0;
        for (std::size_t i = 0; i < parts.size(); ++i)
            chance *= (state >> i & 1U) != 0 ? 1.0 - parts[i].unavailability
                                             : parts[i].unavailability;
        sum += chance;
    }
    return sum;
}

/// Sets of parts that are cuts, of which no part can be left out.
std::vector<Cut> cuts_by_states(std::size_t parts, std::size_t order,
                                const std::function<bool(std::uint32_t)>& holds)
{
    const std::uint32_t all = (1U << parts) - 1U;
    std::vector<Cut> cuts;
    for (std::uint32_t down = 0; down <= all; ++down) {
        Cut cut;
        bool minimal = !holds(all & ~down);
        for (std::size_t i = 0; i < parts; ++i) {
            if ((down >> i & 1U) == 0) continue;
            cut.push_back(i);
            minimal = minimal && holds((all & ~down) | 1U << i);
        }
        if (minimal && cut.size() <= order) cuts.push_back(cut);
    }
    std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    return cuts;
}

/// A random condition on the first conditions of `pool`, added to it.
void grow(Structure& structure, std::vector<Pair>& pool, Rng& dice)
{
    std::vector<Pair> chosen;
    for (std::size_t i = 0, count = 2 + dice.below(3); i < count; ++i)
        chosen.push_back(pool[dice.below(static_cast<std::uint32_t>(pool.size()))]);
    const std::size_t least = 1 + dice.below(static_cast<std::uint32_t>(chosen.size()));
    std::vector<Term> terms;
    for (const Pair& one : chosen)
        terms.push_back(one.term);
    pool.push_back({structure.at_least(least, terms), [chosen, least](std::uint32_t state) {
                        std::size_t up = 0;
                        for (const Pair& one : chosen)
                            up += one.holds(state) ? 1 : 0;
                        return up >= least;
                    }});
}

}  // namespace

TEST_CASE("k of n servers are unavailable as the binomial law says", "[topology][theory]")
{
    Structure structure;
    std::vector<Term> servers;
    for (int i = 0; i < 4; ++i)
        servers.push_back(structure.add({.name = "s", .unavailability = 0.1, .mean_down = 1h}));

    const Term three = structure.at_least(3, servers);

    CHECK(structure.unavailability(three) == Approx(0.0523).epsilon(1e-12));
    CHECK(structure.outages(three).per_hour ==
          Approx(4 * 3 * 0.1 * 0.1 * 0.9 * 0.9).epsilon(1e-12));
    CHECK(structure.unavailability(structure.at_least(0, servers)) == 0.0);
    CHECK(structure.unavailability(structure.at_least(5, servers)) == 1.0);
}

TEST_CASE("what is tiny stays exact", "[topology]")
{
    Structure structure;
    std::vector<Term> four;
    for (int i = 0; i < 4; ++i)
        four.push_back(structure.add({.name = "s", .unavailability = 1e-6}));

    CHECK(structure.unavailability(structure.any(four)) == Approx(1e-24).epsilon(1e-12));
}

TEST_CASE("a shared part counts once", "[topology]")
{
    Structure structure;
    const Term host = structure.add({.name = "host", .unavailability = 0.01});
    const Term one = structure.add({.name = "one", .unavailability = 0.1});
    const Term two = structure.add({.name = "two", .unavailability = 0.1});
    const Term either = structure.any(
        std::vector{structure.all(std::vector{host, one}), structure.all(std::vector{host, two})});

    CHECK(structure.unavailability(either) == Approx(1.0 - 0.99 * 0.99).epsilon(1e-12));
    CHECK(structure.cuts(either, 2) == std::vector<Cut>{{0}, {1, 2}});
}

TEST_CASE("random structures agree with looking at every state", "[topology][property]")
{
    Rng dice{20261125, "structures"};
    for (int trial = 0; trial < 60; ++trial) {
        Structure structure;
        std::vector<Pair> pool;
        const std::uint32_t parts = 3 + dice.below(8);
        for (std::uint32_t i = 0; i < parts; ++i) {
            const Part part{.name = "p", .unavailability = dice.unit(), .mean_down = 1h};
            pool.push_back(
                {structure.add(part), [i](std::uint32_t state) { return (state >> i & 1U) != 0; }});
        }
        for (int i = 0; i < 8; ++i)
            grow(structure, pool, dice);
        const Pair& last = pool.back();

        CHECK(structure.unavailability(last.term) ==
              Approx(by_states(structure.parts(), last.holds)).epsilon(1e-10));
        CHECK(structure.cuts(last.term, 3) == cuts_by_states(parts, 3, last.holds));
        for (const Importance& one : structure.importances(last.term)) {
            const std::uint32_t bit = 1U << one.part;
            const double down = by_states(
                structure.parts(), [&](std::uint32_t state) { return last.holds(state & ~bit); });
            const double up = by_states(
                structure.parts(), [&](std::uint32_t state) { return last.holds(state | bit); });
            CHECK(one.birnbaum == Approx(down - up).margin(1e-10));
        }
    }
}

TEST_CASE("importances name what the downtime comes from", "[topology]")
{
    Structure structure;
    const Term single = structure.add({.name = "single", .unavailability = 0.02});
    const Term first = structure.add({.name = "first", .unavailability = 0.1});
    const Term second = structure.add({.name = "second", .unavailability = 0.1});
    const Term both = structure.all(std::vector{single, structure.any(std::vector{first, second})});

    const auto all = structure.importances(both);

    REQUIRE(all.size() == 3);
    const double down = 1.0 - 0.98 * 0.99;
    CHECK(all[0].part == 0);
    CHECK(all[0].birnbaum == Approx(0.99));
    CHECK(all[0].fussell_vesely == Approx(0.02 * 0.99 / down));
    CHECK(all[0].risk_achievement == Approx(1.0 / down));
    CHECK(all[1].birnbaum == Approx(0.98 * 0.1));
}
