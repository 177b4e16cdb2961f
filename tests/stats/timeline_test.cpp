// SPDX-License-Identifier: MIT
/// Cells of equal length along the clock.
#include "tiersim/stats/timeline.hpp"

#include "catch.hpp"

using namespace tiersim;
using namespace std::chrono_literals;

using Counts = Timeline<std::uint64_t>;

TEST_CASE("an instant falls into the cell that begins at or before it", "[stats]")
{
    Counts counts{2s};

    ++counts.at(Instant{});
    ++counts.at(Instant{2s - 1ns});
    ++counts.at(Instant{2s});
    ++counts.at(Instant{9s});
    ++counts.at(Instant{1s});

    CHECK(counts.cells() == std::vector<std::uint64_t>{3, 1, 0, 0, 1});
    CHECK(counts.begins(4) == Instant{8s});
}

TEST_CASE("a timeline covers the quiet end of a run and loses nothing beyond it", "[stats]")
{
    Counts counts{1s};
    ++counts.at(Instant{});

    counts.cover(Instant{2500ms});
    CHECK(counts.cells() == std::vector<std::uint64_t>{1, 0, 0});
    counts.cover(Instant{3s});
    CHECK(counts.cells().size() == 3);
    counts.cover(Instant{});
    CHECK(counts.cells().size() == 3);
}

TEST_CASE("timelines are merged cell by cell, also of unequal length", "[stats]")
{
    Counts one{1s};
    ++one.at(Instant{500ms});
    Counts two{1s};
    ++two.at(Instant{600ms});
    ++two.at(Instant{3s});

    Counts both = one;
    both.merge(two);
    two.merge(one);

    CHECK(both == two);
    CHECK(both.cells() == std::vector<std::uint64_t>{2, 0, 0, 1});
    ++both.at(Instant{500ms});
    CHECK(both.cells().front() == 3);
}
