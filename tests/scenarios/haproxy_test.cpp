// SPDX-License-Identifier: MIT
/// The scenarios with configurations of HAProxy keep their promises.
#include "catch.hpp"
#include "tiersim/experiment/simulate.hpp"
#include "tiersim/io/scenario_file.hpp"

using namespace tiersim;

TEST_CASE("haproxy/no-redispatch keeps its promises", "[haproxy]")
{
    const auto file = std::filesystem::path{TIERSIM_ROOT} / "scenarios/haproxy/no-redispatch.json";

    const Result result = simulate(read_scenario(file));

    REQUIRE(result.expectations.size() == 4);
    for (const ExpectationResult& promise : result.expectations) {
        CAPTURE(promise.text, promise.measured.value);
        CHECK(promise.verdict == Verdict::met);
    }
}
