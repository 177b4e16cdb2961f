// SPDX-License-Identifier: MIT
/// Least connections: HAProxy's measure of business, and who is taken among equals.
#include "tiersim/policy/least_connections.hpp"

#include "books.hpp"
#include "catch.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace tiersim;
using books::Books;
using books::sequence;

TEST_CASE("the least busy server for its weight is taken", "[policy]")
{
    struct Row {
        std::vector<Candidate> servers;
        std::size_t taken;
    };
    const std::vector<Row> rows{
        {{{.active = 3}, {.active = 1}}, 1},
        {{{.active = 1}, {.active = 3}}, 0},
        {{{.active = 2, .weight = 2}, {.active = 1}}, 0},    // 3/2 against 2/1.
        {{{.active = 3, .weight = 2}, {.active = 1}}, 0},    // 4/2 against 2/1: the first in turn.
        {{{.active = 4, .weight = 2}, {.active = 1}}, 1},    // 5/2 against 2/1.
        {{{.active = 1, .weight = 256}, {.active = 0}}, 1},  // Idle is idle.
        {{{.active = 0, .queued = 2}, {.active = 1}}, 1},    // Those that wait count.
    };
    for (const Row& row : rows) {
        Rng rng{1};
        LeastConnections least;
        CAPTURE(row.servers[0].active, row.servers[1].active);
        CHECK(least.pick({.servers = row.servers}, rng) == row.taken);
    }
}

TEST_CASE("requests that do not overlap make a plain rotation, weights or not", "[policy]")
{
    CHECK(sequence(LeastConnections{}, {5, 1, 1}, 9) == "123123123");
    CHECK(sequence(LeastConnections{}, {1, 1, 1}, 9) == "123123123");
}

TEST_CASE("held requests spread by weight", "[policy]")
{
    Balancing least = LeastConnections{};
    Books servers = Books::weighing({3, 2, 1});
    const std::string taken = sequence(least, servers, 600, true);

    CHECK(std::count(taken.begin(), taken.end(), '1') == 300);
    CHECK(std::count(taken.begin(), taken.end(), '2') == 200);
    CHECK(std::count(taken.begin(), taken.end(), '3') == 100);
}

TEST_CASE("a server that comes up gets all requests until it has caught up", "[policy]")
{
    Balancing least = LeastConnections{};
    Books servers = Books::weighing({1, 1, 1});
    servers.down(2);
    CHECK(sequence(least, servers, 8, true) == "12121212");

    servers.up(2);
    CHECK(sequence(least, servers, 8, true) == "33331231");
}

TEST_CASE("among equals the one that has been so for the longest time is taken", "[policy]")
{
    Balancing least = LeastConnections{};
    Books servers = Books::weighing({1, 1, 1});
    REQUIRE(sequence(least, servers, 3, true) == "123");

    servers.release(1);
    servers.release(2);
    servers.release(0);
    CHECK(sequence(least, servers, 3, true) == "231");
}

TEST_CASE("without a count of changes equals take turns", "[policy]")
{
    Balancing least = LeastConnections{};
    Books servers = Books::weighing({1, 1, 1});
    servers.counted = false;
    CHECK(sequence(least, servers, 7) == "1231231");
}

TEST_CASE("ties go to the first in the list, if so wanted", "[policy]")
{
    CHECK(sequence(LeastConnections{.ties = Ties::first}, {1, 1, 1}, 5) == "11111");
}

TEST_CASE("ties by lot are even among the equals and leave out the others", "[policy][property]")
{
    const std::vector<Candidate> servers{
        {.active = 1}, {.active = 2}, {.active = 1}, {.active = 1}, {.active = 0, .usable = false}};
    LeastConnections least{.ties = Ties::random};
    Rng rng{7, "ties"};
    std::vector<double> counts(servers.size());
    const int count = 30'000;
    for (int i = 0; i < count; ++i) {
        counts[least.pick({.servers = servers}, rng)] += 1.0;
    }

    CHECK(counts[1] + counts[4] == 0.0);
    for (const std::size_t i : {0U, 2U, 3U}) {
        CHECK(std::abs(counts[i] - count / 3.0) <= 4.0 * std::sqrt(count * 2.0 / 9.0));
    }
}
