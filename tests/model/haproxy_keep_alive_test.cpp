// SPDX-License-Identifier: MIT
/// Clients that keep their connections: what an idle one holds, who closes it, and which
/// connections to servers their requests may use.
#include "catch.hpp"
#include "haproxy_lab.hpp"

using namespace lab;

namespace {

/// Five milliseconds to each server and back, so that a handshake shows in Tc.
Lab far_servers(std::size_t servers)
{
    Lab lab{servers};
    lab.site.clients[0].keep_alive = KeepAlive{};
    lab.site.network.latency = 5ms;
    return lab;
}

/// A request of a user.
void ask(Lab& lab, std::uint32_t user, Duration at, Duration service = 10ms)
{
    lab.trace.arrivals.push_back({.at = at, .service = service, .source = user});
}

/// Handshakes with servers.
int handshakes(const std::vector<LogRecord>& log)
{
    return static_cast<int>(
        std::count_if(log.begin(), log.end(), [](const auto& one) { return one.connect > 0; }));
}

/// Handshakes of four requests by one client; by four clients; of two clients in turn, three each;
/// and of three at once, twice.
std::vector<int> handshakes_of(void (*set)(Lab&))
{
    std::vector<int> all;
    for (int scheme = 0; scheme < 4; ++scheme) {
        Lab lab = far_servers(1);
        set(lab);
        for (std::uint32_t i = 0; i < 4 && scheme < 2; ++i)
            ask(lab, scheme == 0 ? 1 : i + 1, 1s + i * 100ms);
        for (std::uint32_t i = 0; i < 6 && scheme == 2; ++i)
            ask(lab, i % 2 + 1, 1s + i * 100ms);
        for (std::uint32_t i = 0; i < 6 && scheme == 3; ++i)
            ask(lab, i + 1, 1s + i / 3 * 500ms);
        all.push_back(handshakes(lab.run()));
    }
    return all;
}

void reuse(Lab& lab, haproxy::HttpReuse mode) { lab.be().http_reuse = mode; }

}  // namespace

TEST_CASE("which connections to servers are used again, as the real HAProxy was seen to do (Q34)",
          "[model][haproxy]")
{
    using haproxy::HttpReuse;
    const std::vector<int> usual{1, 4, 2, 6};

    CHECK(handshakes_of([](Lab& lab) { reuse(lab, HttpReuse::safe); }) == usual);
    CHECK(handshakes_of([](Lab& lab) { reuse(lab, HttpReuse::never); }) == usual);
    CHECK(handshakes_of([](Lab& lab) { reuse(lab, HttpReuse::aggressive); }) == usual);
    CHECK(handshakes_of([](Lab& lab) { reuse(lab, HttpReuse::always); }) ==
          std::vector<int>{1, 1, 1, 3});
    CHECK(handshakes_of([](Lab& lab) {
              reuse(lab, HttpReuse::always);
              lab.fe().connection_mode = haproxy::ConnectionMode::server_close;
          }) == std::vector<int>{4, 4, 6, 6});
    CHECK(handshakes_of([](Lab& lab) {
              reuse(lab, HttpReuse::always);
              lab.be().connection_mode = haproxy::ConnectionMode::close;
          }) == std::vector<int>{4, 4, 6, 6});
    CHECK(handshakes_of([](Lab& lab) {
              reuse(lab, HttpReuse::always);
              lab.server(1).pool.max_conn = 1;
          }) == std::vector<int>{1, 1, 1, 5});
}

TEST_CASE("http-reuse safe: a later request may use another client's connection (Q34)",
          "[model][haproxy]")
{
    Lab lab = far_servers(1);
    ask(lab, 1, 1s, 300ms);
    ask(lab, 2, 1100ms, 10ms);
    ask(lab, 3, 1200ms, 10ms);
    ask(lab, 1, 1210ms, 10ms);
    ask(lab, 3, 1300ms, 200ms);
    ask(lab, 2, 1350ms, 10ms);

    const auto log = lab.run();

    CHECK(handshakes(log) == 4);
}

TEST_CASE("each request of a kept connection is balanced by itself", "[model][haproxy]")
{
    Lab lab = far_servers(2);
    for (int i = 0; i < 4; ++i)
        ask(lab, 1, 1s + i * 100ms);

    SECTION("as a rule") { CHECK(servers(lab.run()) == "1212"); }
    SECTION("prefer-last-server does nothing where connections are shared")
    {
        lab.be().prefer_last_server = true;
        CHECK(servers(lab.run()) == "1212");
    }
    SECTION("prefer-last-server with http-reuse never")
    {
        lab.be().prefer_last_server = true;
        lab.be().http_reuse = haproxy::HttpReuse::never;
        CHECK(servers(lab.run()) == "1111");
    }
}

TEST_CASE("idle clients hold their places until timeout http-keep-alive, or until they go",
          "[model][haproxy]")
{
    Lab lab{1};
    lab.site.clients[0].keep_alive = KeepAlive{};
    lab.fe().maxconn = 2;
    ask(lab, 1, 1s);
    ask(lab, 2, 1100ms);
    ask(lab, 3, 1500ms);
    const auto third = [](const std::vector<LogRecord>& log) { return log.back().began; };

    SECTION("timeout http-keep-alive")
    {
        lab.fe().timeouts = {.client = 20s, .http_request = 10s, .http_keep_alive = 3s};
        const auto log = lab.run();
        CHECK(third(log) == 4010ms);
        CHECK(counters(log.back()) == "2/2/0/0");
    }
    SECTION("else timeout http-request")
    {
        lab.fe().timeouts = {.client = 20s, .http_request = 10s};
        CHECK(third(lab.run()) == 11010ms);
    }
    SECTION("else timeout client")
    {
        lab.fe().timeouts = {.client = 20s};
        CHECK(third(lab.run()) == 21010ms);
    }
    SECTION("the client closes first")
    {
        lab.fe().timeouts = {.http_keep_alive = 3s};
        lab.site.clients[0].keep_alive = KeepAlive{.idle = 1s};
        CHECK(third(lab.run()) == 2010ms);
    }
    SECTION("the client has had what it wanted")
    {
        lab.site.clients[0].keep_alive = KeepAlive{.requests = 1};
        CHECK(third(lab.run()) == 1500ms);
    }
    SECTION("option httpclose in the frontend")
    {
        lab.fe().connection_mode = haproxy::ConnectionMode::close;
        CHECK(third(lab.run()) == 1500ms);
    }
    SECTION("option httpclose in the backend closes no client's connection")
    {
        lab.fe().timeouts = {.http_keep_alive = 3s};
        lab.be().connection_mode = haproxy::ConnectionMode::close;
        CHECK(third(lab.run()) == 4010ms);
    }
}

TEST_CASE("an error of HAProxy's own does not close the client's connection (Q42)",
          "[model][haproxy]")
{
    Lab lab{1};
    lab.site.clients[0].keep_alive = KeepAlive{};
    lab.fe().timeouts.http_keep_alive = 3s;
    lab.fe().maxconn = 1;
    lab.be().retries = 0;
    lab.crash("s1", 0ms, 1500ms);
    ask(lab, 1, 1s);
    ask(lab, 2, 2s);

    const auto log = lab.run();

    REQUIRE(log.size() == 2);
    CHECK(verdict(log[0]) == "503 SC-- 0");
    CHECK(log[1].began == 4s);
}

TEST_CASE("who has a connection and breaks with a server hears nothing, and asks again",
          "[model][haproxy]")
{
    Lab lab{1};
    lab.site.clients[0].keep_alive = KeepAlive{};
    ask(lab, 1, 1s);
    SECTION("the server dies with the request: no answer, and no line in the log")
    {
        ask(lab, 1, 2s, 1s);
        lab.crash("s1", 2500ms);
        CHECK(lab.run().size() == 1);
        CHECK(lab.result.populations[0].failed == 1);
    }
    SECTION("no connection in time: 503 in the log, and nothing sent")
    {
        lab.be().retries = 0;
        lab.be().connection_mode = haproxy::ConnectionMode::server_close;
        ask(lab, 1, 2s);
        lab.silence("s1", 1500ms);
        const auto log = lab.run();
        REQUIRE(log.size() == 2);
        CHECK(verdict(log[1]) == "503 sC-- 0");
        CHECK(log[1].bytes == 0);
    }
}

TEST_CASE("the connection is counted once, its requests one by one", "[model][haproxy]")
{
    Lab lab{1};
    lab.site.clients[0].keep_alive = KeepAlive{};
    lab.fe().rate_limit = 1;
    for (int i = 0; i < 5; ++i)
        ask(lab, 1, 1s + i * 50ms);

    const auto log = lab.run();

    REQUIRE(log.size() == 5);
    CHECK(log.back().began == 1200ms);
    CHECK(counters(log.back()) == "1/1/0/0");
}
