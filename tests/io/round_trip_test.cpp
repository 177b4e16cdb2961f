// SPDX-License-Identifier: MIT
/// Whatever is written is read back as the same value.
#include "catch.hpp"
#include "support/random_scenario.hpp"
#include "tiersim/core/quantity_text.hpp"
#include "tiersim/io/scenario_file.hpp"
#include "tiersim/scenario/check.hpp"

#include <limits>
#include <string>

using namespace tiersim;
using namespace tiersim::literals;

TEST_CASE("random scenarios are valid and survive being written and read", "[io][property]")
{
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const auto scenario = support::random_scenario(seed);
        const auto problems = check(scenario);
        INFO("seed " << seed << "\n" << to_text(problems));
        REQUIRE_FALSE(any_error(problems));

        const auto text = write_scenario(scenario);

        INFO(text);
        CHECK(read_scenario_text(text) == scenario);
    }
}

TEST_CASE("random quantities survive being written and read", "[io][property]")
{
    Rng rng{1, "quantities"};
    for (int i = 0; i < 20'000; ++i) {
        const Duration length{static_cast<std::int64_t>(rng.next() >> (2 + rng.below(60)))};
        const auto rate = Rate::per_second(1.0 / rng.unit() * rng.unit());
        const auto share = Probability::of(rng.unit() * (rng.chance(0.5) ? 1.0 : 1e-9));
        const Bytes size{rng.next() >> rng.below(64)};

        CHECK(parse_duration(to_text(length)) == length);
        CHECK(parse_rate(to_text(rate)) == rate);
        CHECK(parse_probability(to_text(share)) == share);
        CHECK(parse_bytes(to_text(size)) == size);
    }
}

TEST_CASE("what only C++ can describe is not written", "[io]")
{
    Scenario scenario{};
    scenario.clients = {{.name = "users", .calls = "lb"}};
    scenario.clients[0].arrivals = Renewal{CustomLaw{.name = "mine"}};

    CHECK_THROWS_AS(write_scenario(scenario), std::invalid_argument);
}
