// SPDX-License-Identifier: MIT
/// Retries and redispatch of a HAProxy, held to what the real one was seen to do.
#include "catch.hpp"
#include "haproxy_lab.hpp"

using namespace lab;

namespace {

LogRecord only(Lab& lab)
{
    lab.ask(1s);
    const auto log = lab.run();
    REQUIRE(log.size() == 1);
    return log[0];
}

}  // namespace

TEST_CASE("the same server is tried again after a pause of at most a second, which is in no field",
          "[model][haproxy]")
{
    Lab lab{1};
    lab.crash("s1");
    const auto ended_in = [&] {
        const LogRecord record = only(lab);
        return verdict(record) + " " + times(record);
    };

    SECTION("three retries") { CHECK(ended_in() == "503 SC-- 3 0/0/-1/-1/3000"); }
    SECTION("timeout connect 300 ms")
    {
        lab.be().timeouts.connect = 300ms;
        CHECK(ended_in() == "503 SC-- 3 0/0/-1/-1/900");
    }
    SECTION("none")
    {
        lab.be().retries = 0;
        CHECK(ended_in() == "503 SC-- 0 0/0/-1/-1/0");
    }
    SECTION("one")
    {
        lab.be().retries = 1;
        CHECK(ended_in() == "503 SC-- 1 0/0/-1/-1/1000");
    }
    SECTION("a second server is no help without redispatch")
    {
        lab.add_server("be", "s2");
        CHECK(ended_in() == "503 SC-- 3 0/0/-1/-1/3000");
    }
}

TEST_CASE("silence is tried again without a pause", "[model][haproxy]")
{
    Lab lab{1};
    lab.be().timeouts.connect = 300ms;
    lab.silence("s1");

    SECTION("one server")
    {
        const LogRecord record = only(lab);
        CHECK(verdict(record) == "503 sC-- 3");
        CHECK(times(record) == "0/0/-1/-1/1200");
    }
    SECTION("with redispatch the time lost is in Tw (Q17)")
    {
        lab.add_server("be", "s2");
        lab.be().redispatch = -1;
        const LogRecord record = only(lab);
        CHECK(record.server == "s2");
        CHECK(verdict(record) == "200 ---- +1");
        CHECK(times(record) == "0/300/0/0/300");
    }
}

TEST_CASE("with redispatch the first failure goes to another server at once (Q16)",
          "[model][haproxy]")
{
    Lab lab{3};
    lab.be().redispatch = -1;
    lab.crash("s1");
    lab.crash("s2");

    SECTION("two refuse, the third serves")
    {
        const LogRecord record = only(lab);
        CHECK(record.server == "s3");
        CHECK(verdict(record) == "200 ---- +2");
        CHECK(times(record) == "0/0/0/0/0");
    }
    SECTION("all refuse")
    {
        lab.crash("s3");
        const LogRecord record = only(lab);
        CHECK(record.server == "s1");
        CHECK(verdict(record) == "503 SC-- +3");
        CHECK(record.active == 0);
    }
    SECTION("leastconn does the same")
    {
        lab.be().balance.algorithm = haproxy::Algorithm::leastconn;
        CHECK(verdict(only(lab)) == "200 ---- +2");
    }
}

TEST_CASE("a map-based hash comes back to the same server, a consistent one does not (Q9)",
          "[model][haproxy]")
{
    Lab lab{3};
    lab.be().redispatch = -1;
    lab.be().balance.algorithm = haproxy::Algorithm::uri;
    const std::string dead = only(lab).server;
    lab.crash(dead, 500ms);

    SECTION("map-based")
    {
        const LogRecord record = lab.run()[0];
        CHECK(record.server == dead);
        CHECK(verdict(record) == "503 SC-- 3");
        CHECK(times(record) == "0/2000/-1/-1/2000");
    }
    SECTION("consistent")
    {
        lab.be().balance.type = haproxy::HashType::consistent;
        lab.be().balance.avalanche = true;
        lab.site.faults.clear();
        const std::string of_ring = lab.run()[0].server;
        lab.crash(of_ring, 500ms);
        const LogRecord record = lab.run()[0];
        CHECK(record.server != of_ring);
        CHECK(verdict(record) == "200 ---- +3");
        CHECK(times(record) == "0/2000/0/0/2000");
    }
}

TEST_CASE("pauses before the same server are in Tc (Q17)", "[model][haproxy]")
{
    Lab lab{1};
    lab.crash("s1", 0ms, 2500ms);

    const LogRecord record = only(lab);

    CHECK(verdict(record) == "200 ---- 2");
    CHECK(times(record) == "0/0/2000/0/2000");
}

TEST_CASE("a broken answer is 502 SH, and silence 504 sH, unless retry-on names them",
          "[model][haproxy]")
{
    Lab lab{2};
    lab.be().redispatch = -1;
    lab.be().timeouts.server = 300ms;

    SECTION("the server dies with the request in hand")
    {
        lab.ask(1s, 200ms);
        lab.crash("s1", 1100ms);
        SECTION("no retry")
        {
            const LogRecord record = lab.run()[0];
            CHECK(verdict(record) == "502 SH-- 0");
            CHECK(times(record) == "0/0/0/-1/100");
        }
        SECTION("retry-on empty-response")
        {
            lab.be().retry_on.empty_response = true;
            const LogRecord record = lab.run()[0];
            CHECK(record.server == "s2");
            CHECK(verdict(record) == "200 ---- +1");
            CHECK(times(record) == "0/100/0/200/300");
        }
    }
    SECTION("the server is silent")
    {
        lab.ask(1s, 600ms);
        SECTION("no retry")
        {
            const LogRecord record = lab.run()[0];
            CHECK(verdict(record) == "504 sH-- 0");
            CHECK(times(record) == "0/0/0/-1/300");
        }
        SECTION("retry-on response-timeout, two retries")
        {
            lab.be().retry_on.response_timeout = true;
            lab.be().retries = 2;
            const LogRecord record = lab.run()[0];
            CHECK(record.server == "s1");
            CHECK(verdict(record) == "504 sH-- +2");
            CHECK(times(record) == "0/600/0/-1/900");
        }
    }
}

TEST_CASE("retry-on replaces what is tried again by itself (Q18)", "[model][haproxy]")
{
    Lab lab{1};
    lab.be().retry_on = {.conn_failure = false, .statuses = {503}};
    lab.crash("s1");

    CHECK(verdict(only(lab)) == "503 SC-- 0");
}

TEST_CASE("an error that retry-on names is tried elsewhere, and passed on when none is left",
          "[model][haproxy]")
{
    Lab lab{2};
    lab.be().redispatch = -1;
    lab.be().retry_on = {.conn_failure = false, .statuses = {500}};
    lab.site.faults = {{.effect = Errors{.share = 100_percent}, .node = "s1"}};

    SECTION("elsewhere")
    {
        const LogRecord record = only(lab);
        CHECK(record.server == "s2");
        CHECK(verdict(record) == "200 ---- +1");
    }
    SECTION("everywhere")
    {
        lab.site.faults.push_back({.effect = Errors{.share = 100_percent}, .node = "s2"});
        const LogRecord record = only(lab);
        CHECK(record.server == "s2");
        CHECK(verdict(record) == "500 ---- +3");
    }
}
