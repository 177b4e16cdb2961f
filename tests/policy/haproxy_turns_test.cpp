// SPDX-License-Identifier: MIT
/// roundrobin, static-rr and first as HAProxy 2.6.12 was seen to play them.
#include "books.hpp"
#include "catch.hpp"
#include "haproxy_farm.hpp"

#include <string>
#include <vector>

using books::repeated;
using haproxy_farm::Backend;
using haproxy_farm::weighing;
using namespace tiersim::haproxy;

namespace {

struct Row {
    std::vector<std::uint32_t> weights;
    std::string seen;
};

}  // namespace

TEST_CASE("HAProxy's roundrobin begins with the heaviest server and is not nginx's (Q10)",
          "[policy][haproxy]")
{
    const std::vector<Row> rows{
        {{1, 1, 1}, repeated("123", 48)},
        {{3, 2, 1}, repeated("121312", 48)},
        {{5, 1, 1}, repeated("1112113", 48)},
        {{1, 2, 3}, repeated("323132", 48)},
        {{4, 2}, repeated("112", 48)},
        {{10, 3}, repeated("1111211121112", 48)},
        {{7, 5, 3, 2}, repeated("12132141231211324", 48)},
        {{256, 1}, repeated(std::string(256, '1') + "2", 600)},
        {{100, 99, 1}, "121212121212121212121212121212121212121212"},
        {{256, 255, 254}, "121321321321321321321321321321321321321321"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.seen);
        CHECK(Backend{RoundRobin{}, row.weights}.sequence(row.seen.size()) == row.seen);
    }
}

TEST_CASE("HAProxy's static-rr differs from its roundrobin for the same weights (Q11)",
          "[policy][haproxy]")
{
    const std::vector<Row> rows{
        {{1, 1, 1}, repeated("123", 48)},
        {{3, 2, 1}, repeated("112123", 48)},
        {{5, 1, 1}, repeated("1112113", 48)},
        {{1, 2, 3}, repeated("132323", 48)},
        {{4, 2}, repeated("112", 48)},
        {{10, 3}, repeated("1111211121112", 48)},
        {{7, 5, 3, 2}, repeated("12121321412312134", 48)},
        {{256, 1}, repeated(std::string(256, '1') + "2", 600)},
        {{100, 99, 1}, "112121212121212121212121212121212121212121"},
        {{256, 255, 254}, "121321321321321321321321321321321321321321"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.seen);
        CHECK(Backend{StaticRoundRobin{}, row.weights}.sequence(row.seen.size()) == row.seen);
    }
}

TEST_CASE("static-rr reduces weights by their divisor, rounded up for a weight of a later day",
          "[policy][haproxy]")
{
    Backend backend{StaticRoundRobin{}, {6, 4, 0}};

    CHECK(backend.farm.servers[0].effective == 3);
    CHECK(backend.farm.servers[1].effective == 2);
    CHECK(backend.farm.servers[2].effective == 0);
    CHECK(backend.sequence(10) == "1121211212");
}

TEST_CASE("static-rr keeps its place in the table when a server comes or goes", "[policy][haproxy]")
{
    Backend backend{StaticRoundRobin{}, {1, 1, 1, 1}};
    REQUIRE(backend.sequence(2) == "12");

    backend.down(1);
    CHECK(backend.sequence(3) == "423");

    backend.up(1);
    CHECK(backend.sequence(4) == "3412");
}

TEST_CASE("static-rr gives the server to avoid only when nobody else has room", "[policy][haproxy]")
{
    Backend backend{StaticRoundRobin{}, {1, 1}};
    backend.limit(1);

    CHECK(backend.ask({.avoid = 0}) == '2');
    CHECK(backend.ask({.avoid = 0}) == '1');
    CHECK(backend.ask({.avoid = 0}) == '-');
}

TEST_CASE("first fills the server of the lowest number, whatever its weight, and never moves on",
          "[policy][haproxy]")
{
    Backend backend{First{}, {1, 7, 3}};
    backend.farm.servers[0].id = 9;
    backend.balancer.start(backend.farm);

    CHECK(backend.sequence(4) == "2222");

    backend.limit(2);
    CHECK(backend.held(8) == "223311--");
    backend.drop(3);
    CHECK(backend.held(2) == "3-");
}

TEST_CASE("roundrobin, static-rr and first are not asked while the backend has a queue (Q1)",
          "[policy][haproxy]")
{
    const std::vector<Balancer::Algorithm> algorithms{RoundRobin{}, StaticRoundRobin{}, First{}};
    for (const Balancer::Algorithm& algorithm : algorithms) {
        Backend backend{algorithm, {1, 1, 1}};
        Backend undisturbed = backend;

        backend.farm.queued = 1;
        CHECK(backend.sequence(3) == "---");

        backend.farm.queued = 0;
        CHECK(backend.sequence(4) == undisturbed.sequence(4));
    }
}

TEST_CASE("leastconn is asked while the backend has a queue", "[policy][haproxy]")
{
    Backend backend{LeastConnections{}, {1, 1, 1}};

    backend.farm.queued = 1;
    CHECK(backend.held(4) == "1231");
}

TEST_CASE("a request is refused at once when nobody is usable, queue or not", "[policy][haproxy]")
{
    Backend backend{RoundRobin{}, {1, 0}};
    backend.farm.queued = 1;
    backend.down(1);

    CHECK(backend.sequence(1) == "!");
}
