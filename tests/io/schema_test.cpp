// SPDX-License-Identifier: MIT
/// The published schema is the one that the tables make.
#include "catch.hpp"
#include "support/golden.hpp"
#include "tiersim/io/scenario_file.hpp"

TEST_CASE("the schema in the project is the one that the tables make", "[io][golden]")
{
    const auto schema = tiersim::scenario_schema();

    CHECK(schema == golden::generated("schema/scenario.schema.json", schema));
}
