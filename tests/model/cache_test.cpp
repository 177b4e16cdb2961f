// SPDX-License-Identifier: MIT
/// What a cache does: keeps what was asked for, forgets the oldest, and is empty after a crash.
#include "catch.hpp"
#include "model/key_store.hpp"
#include "sites.hpp"

using namespace sites;

namespace {

/// Pages that look in a cache before they ask the database.
Scenario cached()
{
    Scenario site = single();
    site.run.duration = 100s;
    site.clients[0].arrivals = Poisson{200_rps};
    site.app_servers[0].workers = 0;
    site.app_servers[0].upstreams = {{.to = "cache"}, {.to = "db"}};
    site.app_servers[0].routes[0].steps = {
        {Lookup{.to = "cache", .otherwise = {{Query{.to = "db"}}}}}};
    site.databases = {{.name = "db", .read = {.work = Constant{5ms}}}};
    site.caches = {{.name = "cache", .keys = 100, .zipf = 0.0, .capacity = 100}};
    return site;
}

std::uint64_t reads(const Result& result) { return node(result, "db-1").arrived; }

}  // namespace

TEST_CASE("a cache that holds everything asks once for each key", "[model][cache]")
{
    const Result result = simulate(cached());

    CHECK(reads(result) >= 100);
    CHECK(reads(result) <= 105);
}

TEST_CASE("a cache whose keys are good for no time asks every time", "[model][cache]")
{
    Scenario site = cached();
    site.caches[0].ttl = 1ns;

    const Result result = simulate(site);

    CHECK(reads(result) == node(result, "app-1").arrived);
}

TEST_CASE("a cache that holds half of equally popular keys finds half of them",
          "[model][cache][theory]")
{
    Scenario site = cached();
    site.caches[0].capacity = 50;
    site.run.warmup = 10s;

    const Result result = simulate(site);

    const auto asked = static_cast<double>(node(result, "app-1").arrived);
    CHECK(static_cast<double>(reads(result)) / asked == Approx(0.5).margin(0.02));
}

TEST_CASE("after a crash everything is asked for again", "[model][cache]")
{
    Scenario site = cached();
    site.faults = {{.effect = Crash{}, .node = "cache-1", .at = 50s, .lasts = 1s}};

    const Result result = simulate(site);

    CHECK(result.populations[0].failed == 0);
    CHECK(reads(result) > 100 + 100 + 150);
    CHECK(reads(result) < 100 + 110 + 250);
}

TEST_CASE("a key is good for its time and no longer", "[model][cache]")
{
    KeyStore store{3, 2, 10s};
    store.store(0, Instant{});
    store.store(1, Instant{1s});

    CHECK(store.find(0, Instant{9s}));
    CHECK_FALSE(store.find(0, Instant{10s}));
    CHECK(store.find(1, Instant{10s}));
    CHECK(store.size() == 1);
}

TEST_CASE("the least recently used key goes first", "[model][cache]")
{
    KeyStore store{3, 2, 0s};
    store.store(0, Instant{});
    store.store(1, Instant{});
    CHECK(store.find(0, Instant{}));

    store.store(2, Instant{});

    CHECK(store.find(0, Instant{}));
    CHECK_FALSE(store.find(1, Instant{}));
    CHECK(store.find(2, Instant{}));
}

TEST_CASE("ranks of Zipf popularity come in proportion to k^-s", "[model][cache][theory]")
{
    const Zipf zipf{3, 1.0};  // 6/11, 3/11, 2/11

    CHECK(zipf.rank(0.54) == 0);
    CHECK(zipf.rank(0.55) == 1);
    CHECK(zipf.rank(0.81) == 1);
    CHECK(zipf.rank(0.82) == 2);
}
