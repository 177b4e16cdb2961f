// SPDX-License-Identifier: MIT
/// Map-based and consistent hashes, and random, as HAProxy 2.6.12 was seen to play them.
#include "catch.hpp"
#include "haproxy_farm.hpp"
#include "tiersim/policy/haproxy/hash.hpp"

#include <algorithm>
#include <string>
#include <utility>

using haproxy_farm::Backend;
using haproxy_farm::weighing;
using namespace tiersim::haproxy;

namespace {

// The servers of the keys "/0", "/1", ..., each request over before the next.
std::string of_keys(Backend& backend, std::size_t keys, HashFunction function, bool mixed)
{
    std::string servers;
    for (std::size_t i = 0; i < keys; ++i) {
        const std::uint32_t plain = hash(function, "/" + std::to_string(i));
        servers += backend.sequence(1, {.hash = mixed ? avalanche(plain) : plain});
    }
    return servers;
}

std::size_t moved(const std::string& a, const std::string& b)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i]) ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("balance random is the same in every run, by a generator that always begins alike (Q7)",
          "[policy][haproxy]")
{
    CHECK(Backend{Random{1}, {1, 2, 3}}.sequence(40) == "3223333133323332313332332322311331123332");
    CHECK(Backend{Random{2}, {1, 2, 3}}.sequence(40) == "2331323213233213123213123131333332123222");
    CHECK(Backend{Random{3}, {1, 2, 3}}.sequence(40) == "2332313321323112333333321221321233333323");
}

TEST_CASE("backends of one process draw from the same generator", "[policy][haproxy]")
{
    Dice dice;
    Backend one{Random{1}, {1, 2, 3}};
    Backend other = one;
    std::string together;
    for (int i = 0; i < 5; ++i) {
        together += one.sequence(1, {.dice = &dice});
        together += other.sequence(1, {.dice = &dice});
    }

    CHECK(together == "3223333133");
}

TEST_CASE("random leaves a request in the backend's queue although another server is idle (Q2)",
          "[policy][haproxy]")
{
    Backend backend{Random{2}, {1, 1}};
    backend.limit(1);

    CHECK(backend.held(3) == "2--");
    CHECK(backend.held(1) == "1");
}

TEST_CASE("random passes over a server that others wait for, limited or not", "[policy][haproxy]")
{
    Backend backend{Random{1}, {1}};
    CHECK(backend.sequence(1) == "1");

    backend.farm.servers[0].queued = 1;
    CHECK(backend.sequence(1) == "-");
}

TEST_CASE("a map-based hash looks neither at room nor at the server to avoid (Q9)",
          "[policy][haproxy]")
{
    Backend backend{MapHash{}, {1, 1, 1}};
    backend.limit(1);

    CHECK(backend.held(3, {.hash = 4}) == "222");
    CHECK(backend.held(1, {.hash = 4, .avoid = 1}) == "2");
}

TEST_CASE("a map-based hash falls on a slot of the table of static-rr", "[policy][haproxy]")
{
    Backend backend{MapHash{}, {3, 2, 1}};
    std::string slots;
    for (std::uint32_t i = 0; i < 12; ++i) {
        slots += backend.sequence(1, {.hash = i});
    }

    CHECK(slots == "112123112123");
}

TEST_CASE("without its key a request takes its turn around the map", "[policy][haproxy]")
{
    Backend backend{MapHash{}, {3, 2, 1}};

    CHECK(backend.sequence(3) == "112");
    CHECK(backend.sequence(2, {.hash = 5}) == "33");
    CHECK(backend.sequence(3) == "123");
}

TEST_CASE("a server that goes moves most keys of a map, and only its own of a ring",
          "[policy][haproxy]")
{
    const std::size_t keys = 1000;
    Backend map{MapHash{}, {1, 1, 1, 1, 1}};
    Backend ring{ConsistentHash{}, {1, 1, 1, 1, 1}};
    const std::string map_before = of_keys(map, keys, HashFunction::sdbm, false);
    const std::string ring_before = of_keys(ring, keys, HashFunction::sdbm, true);
    const auto of_third = static_cast<std::size_t>(std::ranges::count(ring_before, '3'));

    map.down(3);
    ring.down(3);
    CHECK(moved(map_before, of_keys(map, keys, HashFunction::sdbm, false)) > keys * 7 / 10);
    CHECK(moved(ring_before, of_keys(ring, keys, HashFunction::sdbm, true)) == of_third);

    map.up(3);
    ring.up(3);
    CHECK(of_keys(map, keys, HashFunction::sdbm, false) == map_before);
    CHECK(of_keys(ring, keys, HashFunction::sdbm, true) == ring_before);
}

TEST_CASE("a consistent hash passes the server to avoid, though not a full one",
          "[policy][haproxy]")
{
    Backend backend{ConsistentHash{}, {1, 1, 1}};
    backend.limit(1);
    const char own = backend.ask({.hash = 12345});

    CHECK(backend.ask({.hash = 12345}) == own);
    CHECK(backend.ask({.hash = 12345, .avoid = static_cast<std::size_t>(own - '1')}) != own);
}

TEST_CASE("points lie by the number of a server, not by its place", "[policy][haproxy]")
{
    Farm turned = weighing({1, 1, 1});
    std::swap(turned.servers[0].id, turned.servers[2].id);
    Backend backend{ConsistentHash{}, {1, 1, 1}};
    Backend other{ConsistentHash{}, turned};

    std::string names = of_keys(other, 100, HashFunction::crc32, true);
    for (char& name : names) {
        name = static_cast<char>('1' + '3' - name);
    }
    CHECK(of_keys(backend, 100, HashFunction::crc32, true) == names);
}

TEST_CASE("bounded loads share one hot key out (hash-balance-factor)", "[policy][haproxy]")
{
    Backend backend{ConsistentHash{Alone::zero, 125}, {1, 1, 1}};
    const Asker hot{.hash = avalanche(hash(HashFunction::sdbm, "/hot"))};

    CHECK(backend.held(12, hot) == "123212131221");
}
