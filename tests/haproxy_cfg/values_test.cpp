// SPDX-License-Identifier: MIT
/// Times, sizes, numbers, and what sections inherit.
#include "catch.hpp"
#include "haproxy_cfg/reading.hpp"

using namespace reading;
using namespace tiersim::haproxy;
using namespace std::chrono_literals;

namespace {

std::optional<tiersim::Duration> queue_timeout(const std::string& time)
{
    return backend(" timeout queue " + time).timeouts.queue;
}

const std::string defaults =
    "defaults\n mode http\n timeout client 1s\n timeout connect 2s\n"
    " timeout server 3s\n retries 7\n option redispatch\n";

}  // namespace

TEST_CASE("times have units, and are milliseconds without one", "[haproxy]")
{
    CHECK(queue_timeout("1500") == 1500ms);
    CHECK(queue_timeout("30s") == 30s);
    CHECK(queue_timeout("250ms") == 250ms);
    CHECK(queue_timeout("2m") == 2min);
    CHECK(queue_timeout("1h") == 1h);
    CHECK(queue_timeout("1d") == 24h);
}

TEST_CASE("times are rounded up to milliseconds", "[haproxy]")
{
    CHECK(queue_timeout("100us") == 1ms);
    CHECK(queue_timeout("1001us") == 2ms);
}

TEST_CASE("a time of 0 is none", "[haproxy]")
{
    CHECK(queue_timeout("0") == std::nullopt);
    CHECK(backend(" timeout queue 5s\n timeout queue 0").timeouts.queue == std::nullopt);
}

TEST_CASE("lifetimes of cookies are seconds without a unit", "[haproxy]")
{
    const Backend made = backend(" cookie S insert maxidle 30 maxlife 8h");

    CHECK(made.cookie->maxidle == 30s);
    CHECK(made.cookie->maxlife == 8h);
}

TEST_CASE("wrong times are refused with what is wrong", "[haproxy]")
{
    CHECK(refusal(" timeout queue 5x") == "7  timeout queue: unexpected character 'x'");
    CHECK(refusal(" timeout queue 1.5s") == "7  timeout queue: unexpected character '.'");
    CHECK(refusal(" timeout queue -1") == "7  timeout queue: unexpected character '-'");
    CHECK(refusal(" timeout queue 30d") ==
          "7  timeout queue: timer overflow, the maximum is 2147483647 ms (about 24.8 days)");
}

TEST_CASE("letters behind a unit are a warning only", "[haproxy]")
{
    CHECK(
        warning(" timeout queue 5sec") ==
        "7  timeout queue: unexpected character 'e' after the time '5sec'; it holds nevertheless");
    CHECK(queue_timeout("5sec") == 5s);
}

TEST_CASE("slowstart is rounded up to seconds", "[haproxy]")
{
    CHECK(server("slowstart 500ms").slowstart == 1s);
    CHECK(server("slowstart 10s").slowstart == 10s);
}

TEST_CASE("sizes have powers of 1024", "[haproxy]")
{
    CHECK(backend(" stick-table type ip size 2k").table->size == 2048);
    CHECK(backend(" stick-table type ip size 1m").table->size == 1048576);
    CHECK_FALSE(accepts(" stick-table type ip size 1x"));
}

TEST_CASE("Q18: retry-on replaces the default list", "[haproxy]")
{
    CHECK(backend("").retry_on.conn_failure);
    CHECK(backend(" retry-on 503").retry_on == RetryOn{.conn_failure = false, .statuses = {503}});
    CHECK(backend(" retry-on conn-failure 503").retry_on.conn_failure);
    CHECK(backend(" retry-on none").retry_on == RetryOn{.conn_failure = false});
    CHECK(backend(" retry-on all-retryable-errors").retry_on.statuses ==
          std::vector<std::uint32_t>{500, 502, 503, 504});
}

TEST_CASE("Q8: a consistent hash without a function has avalanche, with a function it has not",
          "[haproxy]")
{
    CHECK(backend(" hash-type consistent").balance.avalanche);
    CHECK_FALSE(backend(" hash-type consistent sdbm").balance.avalanche);
    CHECK(backend(" hash-type consistent djb2 avalanche").balance.avalanche);
    CHECK_FALSE(backend(" hash-type map-based").balance.avalanche);
}

TEST_CASE("option redispatch has a period, -1 when none is named, and can be taken back",
          "[haproxy]")
{
    CHECK(backend("").redispatch == 0);
    CHECK(backend(" option redispatch").redispatch == -1);
    CHECK(backend(" option redispatch 2 3").redispatch == 2);
    CHECK(backend(" option redispatch\n no option redispatch").redispatch == 0);
    CHECK(backend(" option redispatch\n default option redispatch").redispatch == 0);
}

TEST_CASE("a period of redispatching by which HAProxy divides by zero is named", "[haproxy]")
{
    const auto named = [](const std::string& lines) {
        return first(FindingKind::not_modelled, lines);
    };

    CHECK(named(" retries 2\n option redispatch -3") ==
          "8  option redispatch: listen 'l': with retries 2 HAProxy divides by zero at the first "
          "retry, and dies");
    CHECK(named(" option redispatch -4") != "");
    CHECK(named(" retries 2\n option redispatch -2") == "");
    CHECK(named(" retries 2\n option redispatch 3") == "");
    CHECK(named(" retries 0\n option redispatch") == "");
    CHECK(named(" retries -1") == "");
    CHECK(named(" retries 2\n option redispatch -3\n no option redispatch") == "");
}

TEST_CASE("a proxy inherits from the last defaults, and its own lines win", "[haproxy]")
{
    const std::string text = defaults + "listen a\n bind :80\n timeout server 9s\n" +
                             "defaults\n retries 1\nlisten b\n bind :81\n";
    const Config config = read(text).config;

    CHECK(config.backends[0].retries == 7);
    CHECK(config.backends[0].timeouts.connect == 2s);
    CHECK(config.backends[0].timeouts.server == 9s);
    CHECK(config.backends[0].redispatch == -1);
    CHECK(config.backends[1].retries == 1);
    CHECK(config.backends[1].timeouts.connect == std::nullopt);
    CHECK(config.backends[1].mode == Mode::tcp);
}

TEST_CASE("a section may name the defaults that it inherits from", "[haproxy]")
{
    const std::string text =
        "defaults one\n retries 1\ndefaults two from one\n timeout queue 2s\n"
        "listen a from one\n bind :80\nlisten b from two\n bind :81\n";
    const Config config = read(text).config;

    CHECK(config.backends[0].timeouts.queue == std::nullopt);
    CHECK(config.backends[1].retries == 1);
    CHECK(config.backends[1].timeouts.queue == 2s);
    CHECK_FALSE(read("listen a from nowhere\n bind :80\n").valid());
}

TEST_CASE("rules of named defaults come before a proxy's own, with their own ACLs", "[haproxy]")
{
    const std::string text =
        "defaults web\n mode http\n acl a path /d\n http-request deny if a\n"
        "frontend f from web\n bind :80\n acl a path /f\n"
        " http-request deny deny_status 429 if a\n";
    const Frontend front = read(text).config.frontends.at(0);

    REQUIRE(front.rules.http_request.size() == 2);
    const auto pattern = [&](std::size_t rule) {
        const Term term = front.rules.http_request[rule].when.alternatives[0][0];
        return front.acls[term.acl].tests[0].patterns[0];
    };
    CHECK(pattern(0) == "/d");
    CHECK(pattern(1) == "/f");
    CHECK(front.rules.http_request[1].status == 429);
}

TEST_CASE("rules do not stand in defaults without a name", "[haproxy]")
{
    CHECK_FALSE(read("defaults\n http-request deny\n" + listen_with("")).valid());
    CHECK_FALSE(read("defaults\n acl a path /\n" + listen_with("")).valid());
    CHECK_FALSE(read("defaults\n bind :80\n" + listen_with("")).valid());
}

TEST_CASE("default-server gathers words for the servers that follow, and theirs win", "[haproxy]")
{
    const auto servers = backend(
                             " default-server check inter 5s\n default-server fall 9\n"
                             " server b 127.0.0.1:1 inter 1s\n"
                             " default-server no-check\n server c 127.0.0.1:2")
                             .servers;

    CHECK(servers[0].check.enabled);
    CHECK(servers[0].check.inter == 1s);
    CHECK(servers[0].check.fall == 9);
    CHECK_FALSE(servers[1].check.enabled);
    CHECK(servers[1].check.fall == 9);
}

TEST_CASE("a server-template stands for its servers, in their place", "[haproxy]")
{
    const auto servers = backend(
                             " server first 127.0.0.1:1\n"
                             " server-template web 2-4 127.0.0.1:2 weight 3")
                             .servers;

    REQUIRE(servers.size() == 5);
    CHECK(servers[1].name == "web2");
    CHECK(servers[3].name == "web4");
    CHECK(servers[3].weight == 3);
    CHECK(servers[3].id == 4);
    CHECK(servers[4].name == "a");
    CHECK(servers[4].id == 5);
}

TEST_CASE("ids that are written are kept, and the others fill up", "[haproxy]")
{
    const auto servers = backend(" server b 127.0.0.1:1 id 2\n server c 127.0.0.1:2").servers;

    CHECK(servers[0].id == 2);
    CHECK(servers[1].id == 3);
    CHECK(servers[2].id == 4);
}

TEST_CASE("a listen is a frontend and a backend, and leads to itself", "[haproxy]")
{
    const Config config = read(listen_with("")).config;

    CHECK(config.frontends[0].name == "l");
    CHECK(config.frontends[0].default_backend == "l");
    CHECK(config.backends[0].of_listen);
}

TEST_CASE("a pure frontend has no timeout of a backend", "[haproxy]")
{
    const Config config =
        read(defaults +
             " timeout tarpit 4s\nfrontend f\n bind :80\n default_backend b\nbackend b\n")
            .config;

    CHECK(config.frontends[0].timeouts.client == 1s);
    CHECK(config.frontends[0].timeouts.connect == std::nullopt);
    CHECK(config.backends[0].timeouts.connect == 2s);
    CHECK(config.backends[0].timeouts.client == std::nullopt);
    CHECK(config.backends[0].timeouts.tarpit == 4s);
}
