// SPDX-License-Identifier: MIT
/// Round robin against what HAProxy 2.6 was seen to do, and against its scheme written down word by
/// word.
#include "books.hpp"
#include "catch.hpp"
#include "scheme.hpp"
#include "tiersim/policy/balancing.hpp"

#include <memory>
#include <string>
#include <vector>

using namespace tiersim;
using books::Books;
using books::repeated;
using books::sequence;

TEST_CASE("round robin spreads weights as HAProxy does, the heaviest server first", "[policy]")
{
    struct Row {
        std::vector<std::uint32_t> weights;
        std::string period;
    };
    const std::vector<Row> rows{
        {{1, 1, 1}, "123"},
        {{3, 2, 1}, "121312"},
        {{5, 1, 1}, "1112113"},
        {{1, 2, 3}, "323132"},
        {{4, 2}, "112"},
        {{10, 3}, "1111211121112"},
        {{7, 5, 3, 2}, "12132141231211324"},
        {{256, 1}, std::string(256, '1') + "2"},
        {{7}, "1"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.period);
        CHECK(sequence(RoundRobin{}, row.weights, 2000) == repeated(row.period, 2000));
    }
}

TEST_CASE("round robin needs no edition to be told of changes", "[policy]")
{
    Books told = Books::weighing({3, 2, 1});
    Books looking = Books::weighing({3, 2, 1});
    looking.counted = false;
    Balancing first = RoundRobin{};
    Balancing second = RoundRobin{};
    for (const std::size_t server : {0U, 2U, 1U}) {
        CHECK(sequence(first, told, 50) == sequence(second, looking, 50));

        told.down(server);
        looking.down(server);
        CHECK(sequence(first, told, 50) == sequence(second, looking, 50));

        told.up(server);
        looking.up(server);
        CHECK(sequence(first, told, 50) == sequence(second, looking, 50));
    }
}

TEST_CASE("equal servers stay in turn when others go and come", "[policy]")
{
    Balancing turns = RoundRobin{};
    Books servers = Books::weighing({1, 1, 1, 1});
    REQUIRE(sequence(turns, servers, 6) == "123412");

    servers.down(2);
    CHECK(sequence(turns, servers, 6) == "412412");

    servers.up(2);
    const std::string after = sequence(turns, servers, 400);
    for (const char server : {'1', '2', '3', '4'}) {
        CHECK(std::count(after.begin(), after.end(), server) >= 99);
    }
}

TEST_CASE("round robin passes over full servers and finds nobody when all are full", "[policy]")
{
    Balancing turns = RoundRobin{};
    Books servers = Books::weighing({1, 1, 1});
    servers.limit(1);

    CHECK(sequence(turns, servers, 5, true) == "123--");

    servers.release(1);
    CHECK(sequence(turns, servers, 2, true) == "2-");
}

TEST_CASE("round robin takes servers that are added, and forgets those that are dropped",
          "[policy]")
{
    Balancing turns = RoundRobin{};
    Books servers = Books::weighing({1, 1});
    CHECK(sequence(turns, servers, 4) == "1212");

    servers.add({.weight = 1});
    const std::string three = sequence(turns, servers, 300);
    CHECK(std::count(three.begin(), three.end(), '3') >= 99);

    servers.drop_last();
    const std::string two = sequence(turns, servers, 10);
    CHECK(std::count(two.begin(), two.end(), '1') == 5);
    CHECK(std::count(two.begin(), two.end(), '2') == 5);
}

TEST_CASE("round robin finds nobody without servers, or when all are down or weigh nothing",
          "[policy]")
{
    Balancing turns = RoundRobin{};
    Books none = Books::weighing({});
    CHECK(sequence(turns, none, 2) == "--");

    Books servers = Books::weighing({0, 2});
    servers.down(1);
    CHECK(sequence(turns, servers, 2) == "--");

    servers.up(1);
    CHECK(sequence(turns, servers, 2) == "22");
}

namespace {

/// The scheme and the algorithm side by side, with random events between the picks.
class Pair {
public:
    explicit Pair(std::uint64_t seed) : rng_{seed, "pair"}
    {
        const std::size_t count = 1 + rng_.below(7);
        const bool equal = rng_.chance(0.3);
        for (std::size_t i = 0; i < count; ++i) {
            weights_.push_back(equal ? 1 : 1 + rng_.below(rng_.chance(0.2) ? 256 : 9));
        }
        servers_ = std::make_unique<Books>(Books::weighing(weights_));
        std::vector<std::uint32_t> effective;
        for (const std::uint32_t weight : weights_) {
            effective.push_back(16 * weight);
        }
        scheme_ = std::make_unique<scheme::Group>(effective);
        servers_->limit(rng_.below(4));
    }

    void change_something()
    {
        const std::size_t server = rng_.below(static_cast<std::uint32_t>(weights_.size()));
        const Candidate& seen = servers_->servers()[server];
        if (!seen.usable) {
            servers_->up(server);
            scheme_->up(server, 16 * seen.weight);
        } else if (rng_.chance(0.5)) {
            servers_->down(server);
            scheme_->down(server);
        } else {
            servers_->weigh(server, 1 + (seen.weight + rng_.below(19)) % 20);  // Another than now.
            scheme_->weigh(server, 16 * seen.weight);
        }
    }

    bool pick_the_same()
    {
        Choice choice = servers_->choice();
        const std::size_t count = weights_.size();
        if (rng_.chance(0.1)) choice.avoid = rng_.below(static_cast<std::uint32_t>(count));
        const auto room = [&](std::size_t i) { return choice.servers[i].has_room(); };
        const std::size_t expected = scheme_->pick(room, choice.avoid);
        const std::size_t taken = pick(turns_, choice, rng_);
        if (taken != nobody) servers_->take(taken);
        return (taken == nobody ? count : taken) == expected;
    }

    void end_something()
    {
        const std::size_t server = rng_.below(static_cast<std::uint32_t>(weights_.size()));
        if (servers_->servers()[server].active > 0) servers_->release(server);
    }

private:
    Rng rng_;
    std::vector<std::uint32_t> weights_;
    std::unique_ptr<Books> servers_;
    std::unique_ptr<scheme::Group> scheme_;
    Balancing turns_ = RoundRobin{};
};

}  // namespace

TEST_CASE("round robin follows the scheme through changes, full servers and avoided ones",
          "[policy][property]")
{
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        Pair pair{seed};
        Rng rng{seed, "events"};
        int differences = 0;
        for (int i = 0; i < 1000; ++i) {
            if (i > 0 && seed % 3 != 0 && rng.chance(0.03)) pair.change_something();
            if (rng.chance(0.9)) pair.end_something();
            if (!pair.pick_the_same()) ++differences;
        }
        CHECK(differences == 0);
    }
}
