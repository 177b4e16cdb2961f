// SPDX-License-Identifier: MIT
/// The timelines as a table.
#include "tiersim/report/csv.hpp"

#include "catch.hpp"
#include "report/results.hpp"
#include "support/golden.hpp"

#include <algorithm>

using namespace tiersim;

TEST_CASE("the timeline table of two steps is as approved", "[report][golden]")
{
    auto result = shop_result();
    result.populations.front().timeline.resize(2);
    result.populations.front().name = "the \"good\", old shoppers";
    result.populations.front().timeline.back().p99 = 0.0;
    result.nodes.resize(2);
    const auto text = timeline_csv(result);

    CHECK(text == golden::approved("report/timeline.csv", text));
}

TEST_CASE("a timeline table has a row for each figure that is known", "[report]")
{
    auto result = shop_result();

    const auto text = timeline_csv(result);

    const auto rows = std::count(text.begin(), text.end(), '\n');
    CHECK(rows == 1 + 120 * 6 + 5 * 2 * 2);
    CHECK(timeline_csv(empty_result()) == "at_s,of,name,figure,unit,value\n");
}
