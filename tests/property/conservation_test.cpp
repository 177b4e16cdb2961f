// SPDX-License-Identifier: MIT
/// What holds of every run of every scenario: nothing is lost, nothing happens twice, nobody works
/// beyond their number, and the same seed gives the same run.
#include "catch.hpp"
#include "property/laws.hpp"
#include "support/random_scenario.hpp"

using namespace tiersim;

namespace {

constexpr std::uint64_t scenarios = 150;

Scenario without_faults(std::uint64_t seed)
{
    return laws::without_faults(support::random_scenario(seed));
}

}  // namespace

TEST_CASE("every request ends exactly once, or is in flight at the end", "[property]")
{
    laws::each_run(scenarios, support::random_scenario, laws::nothing_is_lost);
}

TEST_CASE("failures by outcome and place add up to all failures", "[property]")
{
    laws::each_run(scenarios, support::random_scenario, laws::failures_add_up);
}

TEST_CASE("no more workers are busy than there are", "[property]")
{
    laws::each_run(scenarios, support::random_scenario, laws::workers_suffice);
}

TEST_CASE("Little's law holds to the nanosecond at every node of a site without faults",
          "[property]")
{
    laws::each_run(scenarios, without_faults, laws::little_holds);
}

TEST_CASE("the same seed gives the same run, another seed another", "[property]")
{
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        laws::seeds_decide(support::random_scenario(seed), seed);
    }
}
