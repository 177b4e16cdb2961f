// SPDX-License-Identifier: MIT
/// What holds for every balancing algorithm: room, belief, the one to avoid, and shares by weight.
#include "tiersim/policy/balancing.hpp"

#include "books.hpp"
#include "catch.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

using namespace tiersim;
using books::Books;
using books::repeated;
using books::sequence;

namespace {

using Named = std::pair<std::string, Balancing>;

std::vector<Named> looking_for_room()
{
    return {{"round robin", RoundRobin{}},
            {"smooth round robin", SmoothRoundRobin{}},
            {"least connections, turns", LeastConnections{}},
            {"least connections, first", LeastConnections{.ties = Ties::first}},
            {"least connections, random", LeastConnections{.ties = Ties::random}},
            {"first", First{}},
            {"random", RandomDraws{.draws = 1}},
            {"two draws", RandomDraws{}},
            {"three distinct draws", RandomDraws{.draws = 3, .distinct = true}}};
}

/// A site in any state, and one step further.
class AnySite {
public:
    explicit AnySite(std::uint64_t seed) : rng_{seed, "any site"}, books_{servers()} {}

    const Books& books() const { return books_; }

    void step()
    {
        const std::size_t server = any();
        const Candidate& seen = books_.servers()[server];
        const double lot = rng_.unit();
        if (lot < 0.1) {
            seen.usable ? books_.down(server) : books_.up(server);
        } else if (lot < 0.15) {
            books_.weigh(server, rng_.below(4));
        } else if (lot < 0.6 && seen.active > 0) {
            books_.release(server);
        }
    }

    Choice choice()
    {
        Choice choice = books_.choice();
        if (rng_.chance(0.3)) choice.avoid = any();
        choice.source = rng_.next();
        return choice;
    }

    void take(std::size_t server) { books_.take(server); }

private:
    std::vector<Candidate> servers()
    {
        std::vector<Candidate> all(1 + rng_.below(9));
        for (Candidate& server : all) {
            server.weight = rng_.below(5);
            server.limit = rng_.below(4);
        }
        return all;
    }

    std::size_t any() { return rng_.below(static_cast<std::uint32_t>(books_.servers().size())); }

    Rng rng_;
    Books books_;
};

struct Breach {
    int full = 0;     ///< Somebody without room was taken.
    int missed = 0;   ///< Nobody was taken although somebody had room.
    int avoided = 0;  ///< The one to avoid was taken although another had room.
};

Breach watch(Balancing algorithm, std::uint64_t seed)
{
    Breach breach;
    AnySite site{seed};
    Rng rng{seed, "draws"};
    for (int i = 0; i < 400; ++i) {
        site.step();
        const Choice choice = site.choice();
        bool room = false;
        bool other_room = false;
        for (std::size_t s = 0; s < choice.servers.size(); ++s) {
            room = room || choice.servers[s].has_room();
            other_room = other_room || choice.may_take(s);
        }
        const std::size_t taken = pick(algorithm, choice, rng);
        if (taken == nobody) {
            breach.missed += room ? 1 : 0;
            continue;
        }
        breach.full += choice.servers[taken].has_room() ? 0 : 1;
        breach.avoided += taken == choice.avoid && other_room ? 1 : 0;
        site.take(taken);
    }
    return breach;
}

/// Picks of each server in `count` requests that do not overlap.
std::vector<double> picks(Balancing algorithm, const std::vector<std::uint32_t>& weights, int count)
{
    const Books servers = Books::weighing(weights);
    Choice choice = servers.choice();
    Rng rng{3, "picks"};
    std::vector<double> counts(weights.size());
    for (int i = 0; i < count; ++i) {
        choice.source = rng.next();
        counts[pick(algorithm, choice, rng)] += 1.0;
    }
    return counts;
}

}  // namespace

TEST_CASE("an algorithm takes somebody with room if there is one, the one to avoid last",
          "[policy][property]")
{
    for (const auto& [name, algorithm] : looking_for_room()) {
        for (std::uint64_t seed = 1; seed <= 100; ++seed) {
            CAPTURE(name, seed);
            const Breach breach = watch(algorithm, seed);
            CHECK(breach.full == 0);
            CHECK(breach.missed == 0);
            CHECK(breach.avoided == 0);
        }
    }
}

TEST_CASE("an algorithm finds nobody where there are no servers", "[policy]")
{
    std::vector<Named> all = looking_for_room();
    all.push_back({"source hash", SourceHash{}});
    all.push_back({"consistent hash", SourceHash{.consistent = true}});
    all.push_back({"blind draws", RandomDraws{.blind = true}});
    Rng rng{1};
    for (auto& [name, algorithm] : all) {
        CAPTURE(name);
        CHECK(pick(algorithm, Choice{}, rng) == nobody);
    }
}

TEST_CASE("servers get requests by lot as their weights say", "[policy][property]")
{
    const std::vector<std::uint32_t> weights{1, 2, 3, 10, 0, 4};
    const double total = 20.0;
    const int count = 200'000;
    for (const Balancing& algorithm :
         {Balancing{RandomDraws{.draws = 1}}, Balancing{SourceHash{}}}) {
        const std::vector<double> counts = picks(algorithm, weights, count);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const double share = weights[i] / total;
            CAPTURE(algorithm.index(), i);
            CHECK(std::abs(counts[i] - count * share) <=
                  4.0 * std::sqrt(count * share * (1.0 - share)));
        }
    }
}

TEST_CASE("servers get requests in turn exactly as their weights say", "[policy]")
{
    const std::vector<std::uint32_t> weights{1, 2, 3, 10, 0, 4};
    for (const Balancing& algorithm : {Balancing{RoundRobin{}}, Balancing{SmoothRoundRobin{}}}) {
        const std::vector<double> counts = picks(algorithm, weights, 20 * 50);
        CAPTURE(algorithm.index());
        CHECK(counts == std::vector<double>{50, 100, 150, 500, 0, 200});
    }
}

TEST_CASE("smooth round robin spreads weights as nginx does", "[policy]")
{
    CHECK(sequence(SmoothRoundRobin{}, {5, 1, 1}, 14) == repeated("1121311", 14));
    CHECK(sequence(SmoothRoundRobin{}, {3, 2, 1}, 12) == repeated("121321", 12));
    CHECK(sequence(SmoothRoundRobin{}, {1, 1, 1}, 7) == "1231231");
}

TEST_CASE("first fills one server after the other, whatever their weights", "[policy]")
{
    Balancing first = First{};
    Books servers = Books::weighing({1, 9, 5});
    servers.limit(2);
    CHECK(sequence(first, servers, 7, true) == "112233-");

    servers.release(0);
    CHECK(sequence(first, servers, 2, true) == "1-");
}

TEST_CASE("an algorithm of one's own is asked and believed", "[policy]")
{
    Balancing last = CustomBalancing{
        "last", [](const Choice& choice, Rng&) { return choice.servers.size() - 1; }};
    Books servers = Books::weighing({1, 1, 1});

    CHECK(sequence(last, servers, 4) == "3333");
    CHECK(last == Balancing{CustomBalancing{.name = "last"}});
}

TEST_CASE("algorithms are equal when they decide alike, whatever they have decided", "[policy]")
{
    Balancing used = RoundRobin{};
    Books servers = Books::weighing({3, 2, 1});
    sequence(used, servers, 5);
    CHECK(used == Balancing{RoundRobin{}});

    CHECK(Balancing{LeastConnections{}} != Balancing{LeastConnections{.ties = Ties::random}});
    CHECK(Balancing{RandomDraws{}} != Balancing{RandomDraws{.draws = 3}});
    CHECK(Balancing{RandomDraws{}} != Balancing{RandomDraws{.blind = true}});
    CHECK(Balancing{SourceHash{}} != Balancing{SourceHash{.consistent = true}});
}
