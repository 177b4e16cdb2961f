// SPDX-License-Identifier: MIT
/// Repairs that wait for each other.
#include "tiersim/fault/crew.hpp"

#include "catch.hpp"

using namespace tiersim;
using namespace std::chrono_literals;

namespace {

/// Fails `up` after the start and after each repair, which is `work`.
Fault fault(Duration up, Duration work, std::uint32_t urgency = 0)
{
    return {.effect = Crash{},
            .node = "app-1",
            .up = Constant{up},
            .down = Constant{work},
            .crew = "ops",
            .urgency = urgency};
}

using Spells = std::vector<Spell>;

Spell spell(Duration from, Duration to) { return {Instant{from}, Instant{to}}; }

}  // namespace

TEST_CASE("a crew of one repairs in the order in which things failed", "[fault]")
{
    const std::vector<Fault> faults{fault(10s, 5s), fault(12s, 5s)};
    const std::vector<Crew> crews{{"ops", 1}};

    const auto all = all_spells(faults, crews, Instant{33s}, 1);

    CHECK(all[0] == Spells{spell(10s, 15s), spell(25s, 30s)});
    CHECK(all[1] == Spells{spell(12s, 20s), spell(32s, 33s)});
}

TEST_CASE("what is more urgent interrupts, and the other goes on where it stopped", "[fault]")
{
    const std::vector<Fault> faults{fault(10s, 8s, 2), fault(12s, 5s, 1)};
    const std::vector<Crew> crews{{"ops", 1}};

    const auto all = all_spells(faults, crews, Instant{25s}, 1);

    CHECK(all[0] == Spells{spell(10s, 23s)});
    CHECK(all[1] == Spells{spell(12s, 17s)});
}

TEST_CASE("with enough hands a crew changes nothing", "[fault]")
{
    std::vector<Fault> alone;
    for (int i = 0; i < 3; ++i)
        alone.push_back({.effect = Crash{},
                         .node = "app-1",
                         .times = 50,
                         .up = Exponential{10s},
                         .down = Exponential{5s}});
    std::vector<Fault> together = alone;
    for (Fault& one : together)
        one.crew = "ops";

    const auto expected = all_spells(alone, {}, Instant{1h}, 7);

    CHECK(all_spells(together, std::vector<Crew>{{"ops", 3}}, Instant{1h}, 7) == expected);
    CHECK(all_spells(together, std::vector<Crew>{{"ops", 1}}, Instant{1h}, 7) != expected);
}
