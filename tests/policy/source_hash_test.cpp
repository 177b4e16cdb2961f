// SPDX-License-Identifier: MIT
/// Hashing by source: the table and the ring, and what moves when servers come and go.
#include "tiersim/policy/source_hash.hpp"

#include "books.hpp"
#include "catch.hpp"

#include <cmath>
#include <string>
#include <vector>

using namespace tiersim;
using books::Books;

namespace {

std::size_t server_of(SourceHash& hash, const Books& servers, std::uint64_t source,
                      std::size_t avoid = nobody)
{
    Choice choice = servers.choice();
    choice.source = source;
    choice.avoid = avoid;
    Rng rng{1};
    return hash.pick(choice, rng);
}

/// The servers 1, 2, ... of the sources 0, 1, ...
std::string table(const std::vector<std::uint32_t>& weights, std::size_t sources)
{
    SourceHash hash;
    const Books servers = Books::weighing(weights);
    std::string names;
    for (std::size_t i = 0; i < sources; ++i) {
        names += static_cast<char>('1' + server_of(hash, servers, i));
    }
    return names;
}

std::vector<std::size_t> homes(SourceHash& hash, const Books& servers)
{
    std::vector<std::size_t> homes;
    for (std::uint64_t i = 0; i < 2000; ++i) {
        homes.push_back(server_of(hash, servers, mix(i)));
    }
    return homes;
}

}  // namespace

TEST_CASE("the table of sources is HAProxy's static round robin", "[policy]")
{
    CHECK(table({1, 1, 1}, 6) == "123123");
    CHECK(table({3, 2, 1}, 6) == "112123");
    CHECK(table({5, 1, 1}, 7) == "1112113");
    CHECK(table({1, 2, 3}, 6) == "132323");
    CHECK(table({4, 2}, 6) == "112112");
    CHECK(table({10, 3}, 13) == "1111211121112");
    CHECK(table({7, 5, 3, 2}, 17) == "12121321412312134");
}

TEST_CASE("a source stays at its server while the servers stay, and comes back with it", "[policy]")
{
    const bool consistent = GENERATE(false, true);
    SourceHash hash{.consistent = consistent};
    Books servers = Books::weighing({1, 2, 3, 1});
    const std::vector<std::size_t> before = homes(hash, servers);
    CHECK(homes(hash, servers) == before);

    servers.down(1);
    for (const std::size_t home : homes(hash, servers)) {
        CHECK(home != 1);
    }

    servers.up(1);
    CHECK(homes(hash, servers) == before);
}

TEST_CASE("a source insists on its server when that is full", "[policy]")
{
    const bool consistent = GENERATE(false, true);
    SourceHash hash{.consistent = consistent};
    Books servers = Books::weighing({1, 1, 1});
    servers.limit(1);
    const std::size_t home = server_of(hash, servers, 12345);
    servers.take(home);

    CHECK(server_of(hash, servers, 12345) == home);
}

TEST_CASE("on the ring only the sources of the server that goes move", "[policy]")
{
    SourceHash hash{.consistent = true};
    Books servers = Books::weighing({8, 8, 8, 8, 8});
    const std::vector<std::size_t> before = homes(hash, servers);
    servers.down(2);
    const std::vector<std::size_t> after = homes(hash, servers);

    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK((before[i] == 2 || after[i] == before[i]));
    }
}

TEST_CASE("a source leaves the server to avoid on the ring, but not in the table", "[policy]")
{
    Books servers = Books::weighing({1, 1, 1});
    SourceHash ring{.consistent = true};
    SourceHash map;
    for (std::uint64_t source = 0; source < 100; ++source) {
        const std::size_t on_ring = server_of(ring, servers, source);
        CHECK(server_of(ring, servers, source, on_ring) != on_ring);

        const std::size_t in_table = server_of(map, servers, source);
        CHECK(server_of(map, servers, source, in_table) == in_table);
    }

    servers.down(0);
    servers.down(1);
    CHECK(server_of(ring, servers, 5, 2) == 2);
}

TEST_CASE("shares on the ring follow the weights as closely as its points are many", "[policy]")
{
    SourceHash hash{.consistent = true};
    const Books servers = Books::weighing({100, 200});
    const int count = 100'000;
    double first = 0.0;
    for (int i = 0; i < count; ++i) {
        if (server_of(hash, servers, mix(static_cast<std::uint64_t>(i))) == 0) first += 1.0 / count;
    }
    // 1,600 of 4,800 points: the share varies as a count of 1,600 does, and by the sources drawn.
    const double deviation = std::sqrt(1.0 / 9.0 / 1600.0 + 2.0 / 9.0 / count);
    CHECK(std::abs(first - 1.0 / 3.0) <= 4.0 * deviation);
}

TEST_CASE("sources find nobody when all servers are down", "[policy]")
{
    SourceHash hash{.consistent = GENERATE(false, true)};
    Books servers = Books::weighing({1, 1});
    servers.down(0);
    servers.down(1);
    CHECK(server_of(hash, servers, 3) == nobody);
}
