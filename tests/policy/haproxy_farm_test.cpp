// SPDX-License-Identifier: MIT
/// Who is on duty, limits, and how servers start slowly.
#include "haproxy_farm.hpp"

#include "catch.hpp"
#include "tiersim/policy/haproxy/slow_start.hpp"

#include <string>
#include <vector>

using haproxy_farm::Backend;
using haproxy_farm::weighing;
using namespace tiersim::haproxy;

namespace {

// One active server, and backups of weights 3 and 2.
Farm with_backups(bool all)
{
    Farm farm = weighing({5, 3, 2});
    farm.servers[1].backup = farm.servers[2].backup = true;
    farm.all_backups = all;
    return farm;
}

std::string percents(Seconds length)
{
    std::string text;
    for (Seconds age{0}; age < length; age += Seconds{1}) {
        text += std::to_string(100 * 16 * ramp(age, length) / 256) + ' ';
    }
    return text;
}

}  // namespace

TEST_CASE("the first usable backup takes everything without allbackups, even when full (Q25)",
          "[policy][haproxy]")
{
    const std::vector<Balancer::Algorithm> algorithms{RoundRobin{}, LeastConnections{}, First{},
                                                      ConsistentHash{}};
    for (const Balancer::Algorithm& algorithm : algorithms) {
        Backend backend{algorithm, with_backups(false)};
        backend.limit(1);
        CHECK(backend.sequence(2, {.hash = 7}) == "11");

        backend.down(1);
        CHECK(backend.farm.duty() == Duty::sole_backup);
        CHECK(backend.held(4, {.hash = 7}) == "2222");

        backend.down(2);
        CHECK(backend.held(2, {.hash = 7}) == "33");

        backend.up(2);
        CHECK(backend.held(1, {.hash = 7}) == "2");

        backend.up(1);
        CHECK(backend.held(1, {.hash = 7}) == "1");
    }
}

TEST_CASE("random leaves a full sole backup to the backend's queue", "[policy][haproxy]")
{
    Backend backend{Random{2}, with_backups(false)};
    backend.limit(1);
    backend.down(1);

    CHECK(backend.held(2) == "2-");
}

TEST_CASE("static-rr gives later backups slots of a heavy sole backup (Q36)", "[policy][haproxy]")
{
    Backend backend{StaticRoundRobin{}, with_backups(false)};
    backend.down(1);

    CHECK(backend.sequence(12) == "223223223223");
}

TEST_CASE("hashes reach those slots only where a lone server is hashed for (Q36)",
          "[policy][haproxy]")
{
    Backend by_uri{MapHash{}, with_backups(false)};
    Backend by_parameter{MapHash{Alone::as_ever}, with_backups(false)};
    by_uri.down(1);
    by_parameter.down(1);
    std::string uri;
    std::string parameter;
    for (std::uint32_t i = 0; i < 6; ++i) {
        uri += by_uri.sequence(1, {.hash = i});
        parameter += by_parameter.sequence(1, {.hash = i});
    }

    CHECK(uri == "222222");
    CHECK(parameter == "223223");
}

TEST_CASE("all usable backups are balanced over with allbackups", "[policy][haproxy]")
{
    Backend backend{RoundRobin{}, with_backups(true)};
    backend.down(1);

    CHECK(backend.farm.duty() == Duty::backups);
    CHECK(backend.farm.on_duty() == 2);
    CHECK(backend.sequence(5) == "22323");
}

TEST_CASE("a search along the ring stays among backups until its end when an active server is back",
          "[policy][haproxy]")
{
    Backend backend{ConsistentHash{Alone::as_ever}, with_backups(true)};
    backend.down(1);
    REQUIRE(backend.sequence(1) != "1");

    backend.up(1);
    const std::string servers = backend.sequence(200);
    const std::size_t back = servers.find('1');
    CHECK(back == 79);
    CHECK(servers.find_first_not_of('1', back) == std::string::npos);
}

TEST_CASE("a server of weight 0 takes no part, and comes back with a weight", "[policy][haproxy]")
{
    Backend backend{RoundRobin{}, {1, 1}};

    backend.weigh(2, 0);
    CHECK(backend.sequence(4) == "1111");

    backend.weigh(2, 1);
    CHECK(backend.sequence(100).find('2') != std::string::npos);
}

TEST_CASE("limits are settled as when HAProxy has read its configuration", "[policy][haproxy]")
{
    Farm farm = weighing({1, 1, 1});
    farm.servers[0].maxconn = 5;
    farm.servers[0].minconn = 9;
    farm.servers[1].maxconn = 5;
    Backend backend{RoundRobin{}, farm};

    CHECK(backend.farm.servers[0].maxconn == 9);
    CHECK(backend.farm.servers[1].minconn == 5);
    CHECK(backend.farm.has_room(2));
}

TEST_CASE("the limit floats between minconn and maxconn with the load of the backend",
          "[policy][haproxy]")
{
    Farm farm = weighing({1});
    farm.servers[0].minconn = 2;
    farm.servers[0].maxconn = 10;
    std::string limits;
    for (const std::uint32_t fullconn : {10U, 20U}) {
        farm.fullconn = fullconn;
        for (farm.requests = 1; farm.requests <= 20; farm.requests += 3) {
            limits += std::to_string(farm.limit(0)) + ' ';
        }
    }

    CHECK(limits == "2 4 7 10 10 10 10 2 2 3 5 6 8 9 ");
}

TEST_CASE("a slow start gives a sixteenth at once and floor(16 k / S) + 1 after k seconds (Q24)",
          "[policy][haproxy]")
{
    Farm farm = weighing({16});
    farm.servers[0].slow_start = Seconds{10};
    Backend backend{RoundRobin{}, farm};
    CHECK(backend.farm.servers[0].effective == 256);

    backend.down(1);
    backend.farm.now = Seconds{1000};
    backend.up(1);
    std::string weights;
    bool goes_on = true;
    while (goes_on) {
        weights += std::to_string(backend.farm.servers[0].effective / 16) + ' ';
        backend.farm.now += Seconds{1};
        goes_on = backend.balancer.slow_step(backend.farm, 0);
    }

    CHECK(weights == "1 2 4 5 7 9 10 12 13 15 ");
    CHECK(backend.farm.servers[0].effective == 256);
    CHECK(percents(Seconds{10}) == "6 12 25 31 43 56 62 75 81 93 ");
}

TEST_CASE("a slow start begins with a limit of 1, for static algorithms as well",
          "[policy][haproxy]")
{
    Farm farm = weighing({4});
    farm.servers[0].slow_start = Seconds{10};
    farm.servers[0].maxconn = 50;
    Backend backend{StaticRoundRobin{}, farm};
    CHECK(backend.farm.limit(0) == 50);

    backend.down(1);
    backend.up(1);
    CHECK(backend.farm.servers[0].effective == 1);
    CHECK(backend.farm.limit(0) == 1);

    backend.farm.now = Seconds{3};
    CHECK(backend.farm.limit(0) == 15);
    backend.farm.now = Seconds{10};
    CHECK(backend.farm.limit(0) == 50);
}

TEST_CASE("a slow start goes on while a server drains, and ends when it goes down",
          "[policy][haproxy]")
{
    Farm farm = weighing({16, 16});
    farm.servers[0].slow_start = Seconds{4};
    Backend backend{RoundRobin{}, farm};
    backend.down(1);
    backend.up(1);
    backend.balancer.drain(backend.farm, 0);
    CHECK(backend.sequence(3) == "222");

    backend.farm.now = Seconds{2};
    CHECK(backend.balancer.slow_step(backend.farm, 0));
    backend.balancer.ready(backend.farm, 0);
    CHECK(backend.farm.servers[0].effective == 16 * 9);

    backend.down(1);
    CHECK_FALSE(backend.balancer.slow_step(backend.farm, 0));
}

TEST_CASE("the end of a slow start is news even if the weight had been reached",
          "[policy][haproxy]")
{
    Farm farm = weighing({1, 1});
    farm.servers[1].slow_start = Seconds{20};
    Backend backend{LeastConnections{}, farm};
    backend.down(2);
    backend.up(2);
    backend.farm.now = Seconds{19};
    backend.balancer.slow_step(backend.farm, 1);
    CHECK(backend.farm.servers[1].effective == 16);
    REQUIRE(backend.sequence(1) == "1");

    // Server 2 would be next, but looks for its place again and goes behind its equal.
    backend.farm.now = Seconds{20};
    backend.balancer.slow_step(backend.farm, 1);
    CHECK(backend.sequence(2) == "12");
}
