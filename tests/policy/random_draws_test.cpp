// SPDX-License-Identifier: MIT
/// Draws with and without repetition, and HAProxy's blind ones.
#include "tiersim/policy/random_draws.hpp"

#include "books.hpp"
#include "catch.hpp"

#include <cmath>
#include <vector>

using namespace tiersim;
using books::Books;

namespace {

/// The share of requests that each of `servers` gets, none of which changes.
std::vector<double> shares(RandomDraws draws, const std::vector<Candidate>& servers, int count)
{
    std::vector<double> shares(servers.size());
    Rng rng{11, "shares"};
    for (int i = 0; i < count; ++i) {
        const std::size_t taken = draws.pick({.servers = servers, .edition = 1}, rng);
        if (taken != nobody) shares[taken] += 1.0 / count;
    }
    return shares;
}

bool agrees(double share, double expected, int count)
{
    return std::abs(share - expected) <=
           4.0 * std::sqrt(expected * (1.0 - expected) / count) + 1e-9;
}

constexpr int count = 100'000;

}  // namespace

TEST_CASE("the least busy of two draws is taken, and both may be the same server",
          "[policy][property]")
{
    const std::vector<Candidate> servers{{.active = 1}, {.active = 2}, {.active = 3}};
    const std::vector<double> taken = shares({.draws = 2}, servers, count);

    CHECK(agrees(taken[0], 5.0 / 9.0, count));
    CHECK(agrees(taken[1], 3.0 / 9.0, count));
    CHECK(agrees(taken[2], 1.0 / 9.0, count));
}

TEST_CASE("of two distinct draws the busiest server is never taken", "[policy][property]")
{
    const std::vector<Candidate> servers{{.active = 1}, {.active = 2}, {.active = 3}};
    const std::vector<double> taken = shares({.draws = 2, .distinct = true}, servers, count);

    CHECK(agrees(taken[0], 2.0 / 3.0, count));
    CHECK(agrees(taken[1], 1.0 / 3.0, count));
    CHECK(taken[2] == 0.0);
}

TEST_CASE("equals are taken evenly", "[policy][property]")
{
    const std::vector<Candidate> servers(4);
    for (const bool distinct : {false, true}) {
        const std::vector<double> taken = shares({.distinct = distinct}, servers, count);
        for (const double share : taken) {
            CHECK(agrees(share, 0.25, count));
        }
    }
}

TEST_CASE("as many distinct draws as servers find the least busy of all", "[policy]")
{
    const std::vector<Candidate> servers{{.active = 4}, {.active = 2}, {.active = 3}};
    for (const std::uint32_t draws : {3U, 50U}) {
        const std::vector<double> taken = shares({.draws = draws, .distinct = true}, servers, 200);
        CHECK(agrees(taken[1], 1.0, count));
    }
}

TEST_CASE("draws follow the weights also when most servers are down or full", "[policy][property]")
{
    std::vector<Candidate> servers(100, Candidate{.active = 1, .limit = 1, .weight = 7});
    servers[17] = {.active = 5, .weight = 1};
    servers[60] = {.active = 1, .limit = 2, .weight = 3};
    servers[61] = {.weight = 3, .usable = false};
    const std::vector<double> taken = shares({.draws = 1}, servers, count);

    CHECK(agrees(taken[17], 0.25, count));
    CHECK(agrees(taken[60], 0.75, count));
    CHECK(agrees(taken[17] + taken[60], 1.0, count));
}

TEST_CASE("the load of two draws is measured by weight", "[policy]")
{
    const std::vector<Candidate> servers{{.active = 3, .weight = 4}, {.active = 1, .weight = 1}};
    const std::vector<double> taken = shares({.draws = 2, .distinct = true}, servers, 100);
    CHECK(agrees(taken[0], 1.0, count));
}

TEST_CASE("blind draws take nobody when the best of them is full", "[policy][property]")
{
    const std::vector<Candidate> servers{{.active = 1, .limit = 1}, {.active = 2, .limit = 5}};
    const std::vector<double> taken = shares({.draws = 2, .blind = true}, servers, count);
    CHECK(taken[0] == 0.0);
    CHECK(agrees(taken[1], 0.25, count));  // Drawn twice; otherwise the full one is the better.
}

TEST_CASE("a change of weights is seen with the next edition", "[policy]")
{
    RandomDraws draws{.draws = 1};
    Books servers = Books::weighing({1, 1});
    Rng rng{5, "editions"};
    draws.pick(servers.choice(), rng);
    servers.weigh(0, 1000);
    int heavy = 0;
    for (int i = 0; i < 1000; ++i) {
        if (draws.pick(servers.choice(), rng) == 0) ++heavy;
    }
    CHECK(heavy >= 990);  // 999 expected, the deviation is 1.
}
