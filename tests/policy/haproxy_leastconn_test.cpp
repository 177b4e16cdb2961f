// SPDX-License-Identifier: MIT
/// leastconn as HAProxy 2.6.12 was seen to play it.
#include "catch.hpp"
#include "haproxy_farm.hpp"

using haproxy_farm::Backend;
using haproxy_farm::weighing;
using namespace tiersim::haproxy;

TEST_CASE("leastconn ignores weights among idle servers and takes them in turn (Q4)",
          "[policy][haproxy]")
{
    CHECK(Backend{LeastConnections{}, {1, 1, 1}}.sequence(12) == "123123123123");
    CHECK(Backend{LeastConnections{}, {3, 2, 1}}.sequence(12) == "123123123123");
    CHECK(Backend{LeastConnections{}, {5, 1, 1}}.sequence(12) == "123123123123");
}

TEST_CASE("an idle server goes behind those that were idle before", "[policy][haproxy]")
{
    Backend backend{LeastConnections{}, {1, 1, 1}};
    REQUIRE(backend.held(2) == "12");

    backend.drop(2);
    backend.drop(1);
    CHECK(backend.held(3) == "321");
}

TEST_CASE("leastconn fills servers in the measure of (requests + 1) / weight", "[policy][haproxy]")
{
    CHECK(Backend{LeastConnections{}, {3, 2, 1}}.held(12) == "123121121321");
    CHECK(Backend{LeastConnections{}, {2, 1, 1, 5}}.held(12) == "123444414441");
}

TEST_CASE("leastconn floods a server that comes up until it has caught up (Q6)",
          "[policy][haproxy]")
{
    Backend backend{LeastConnections{}, {1, 1, 1}};
    backend.down(3);
    REQUIRE(backend.held(8) == "12121212");

    backend.up(3);
    CHECK(backend.held(8) == "33331231");
}

TEST_CASE("leastconn counts maxqueue as room and fills server queues first (Q5)",
          "[policy][haproxy]")
{
    Backend backend{LeastConnections{}, {1, 1}};
    backend.limit(1);
    for (Farm::Server& server : backend.farm.servers) {
        server.maxqueue = 2;
    }
    REQUIRE(backend.held(2) == "12");

    std::string waiting;
    for (int i = 0; i < 5; ++i) {
        const Assignment answer = backend.balancer.assign(backend.farm, {});
        waiting += answer.verdict == Verdict::assigned ? static_cast<char>('1' + answer.server)
                                                       : '-';
        if (answer.verdict == Verdict::assigned) ++backend.farm.servers[answer.server].queued;
    }
    CHECK(waiting == "1122-");
}

TEST_CASE("without maxqueue leastconn leaves full servers alone", "[policy][haproxy]")
{
    Backend backend{LeastConnections{}, {1, 1}};
    backend.limit(1);

    CHECK(backend.held(3) == "12-");
}

TEST_CASE("leastconn moves a server when a request is served or done, not when one waits there",
          "[policy][haproxy]")
{
    Backend backend{LeastConnections{}, {1, 1}};
    REQUIRE(backend.held(2) == "12");

    backend.farm.servers[0].queued = 5;
    CHECK(backend.held(1) == "1");
    CHECK(backend.held(3) == "222");
}
