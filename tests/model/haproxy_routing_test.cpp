// SPDX-License-Identifier: MIT
/// From a request to a backend and a server of a HAProxy.
#include "catch.hpp"
#include "haproxy_lab.hpp"

using namespace lab;

namespace {

/// True when the sample fits one of the patterns.
haproxy::Acl acl(haproxy::Fetch fetch, haproxy::Match match, std::vector<std::string> patterns,
                 std::vector<std::string> arguments = {})
{
    return {.tests = {{.sample = {.fetch = fetch, .arguments = std::move(arguments)},
                       .match = match,
                       .patterns = std::move(patterns)}}};
}

haproxy::UseBackend use(const std::string& backend, std::size_t acl)
{
    return {.name = {{.text = backend}}, .when = {.alternatives = {{{.acl = acl}}}}};
}

}  // namespace

TEST_CASE("one request at a time goes round by weight, the heaviest server first (Q10, Q11, Q4)",
          "[model][haproxy]")
{
    Lab lab{3};
    for (std::size_t i = 0; i < 3; ++i)
        lab.be().servers[i].weight = static_cast<std::uint32_t>(i + 1);
    for (int i = 0; i < 12; ++i)
        lab.ask(i * 10ms);

    SECTION("roundrobin") { CHECK(servers(lab.run()) == "323132323132"); }
    SECTION("static-rr")
    {
        lab.be().balance.algorithm = haproxy::Algorithm::static_rr;
        CHECK(servers(lab.run()) == "132323132323");
    }
    SECTION("leastconn: idle servers are alike")
    {
        lab.be().balance.algorithm = haproxy::Algorithm::leastconn;
        CHECK(servers(lab.run()) == "123123123123");
    }
    SECTION("first")
    {
        lab.be().balance.algorithm = haproxy::Algorithm::first;
        CHECK(servers(lab.run()) == "111111111111");
    }
}

TEST_CASE("the first use_backend that holds decides, by path, host, header, method or cookie",
          "[model][haproxy]")
{
    using haproxy::Fetch;
    using haproxy::Match;
    Lab lab{1};
    for (const std::string name : {"path", "host", "header", "method", "cookie"}) {
        lab.config().backends.push_back({.name = name, .mode = haproxy::Mode::http});
        lab.add_server(name, "of-" + name);
    }
    lab.fe().acls = {acl(Fetch::path, Match::prefix, {"/api/", "/v2/"}),
                     acl(Fetch::header, Match::domain, {"example.org"}, {"host"}),
                     acl(Fetch::header, Match::exact, {"b"}, {"X-Tag"}),
                     acl(Fetch::method, Match::exact, {"PUT"}),
                     acl(Fetch::cookie, Match::found, {}, {"beta"})};
    lab.fe().use_backends = {use("path", 0), use("host", 1), use("header", 2), use("method", 3),
                             use("cookie", 4)};
    const std::vector<std::pair<Kind, std::string>> cases{
        {{.path = "/v2/x?y=1"}, "path"},
        {{.path = "/v1/"}, "be"},
        {{.path = "/api/", .host = "example.org"}, "path"},
        {{.host = "www.example.org:8080"}, "host"},
        {{.host = "example.orgs"}, "be"},
        {{.headers = {{"x-tag", "a, b"}}}, "header"},
        {{.headers = {{"x-tag", "ab"}}}, "be"},
        {{.method = "PUT"}, "method"},
        {{.cookies = {{"beta", "1"}}}, "cookie"}};
    for (std::size_t i = 0; i < cases.size(); ++i)
        lab.ask(Duration{10ms} * i, 0ms, lab.kind(cases[i].first));

    const auto log = lab.run();

    REQUIRE(log.size() == cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        CAPTURE(i);
        CHECK(log[i].backend == cases[i].second);
        CHECK(log[i].server == (cases[i].second == "be" ? "s1" : "of-" + cases[i].second));
    }
}

TEST_CASE("without a backend, or without a server that may be used, the answer is 503 SC",
          "[model][haproxy]")
{
    Lab lab{1};
    lab.ask(1s);

    SECTION("no backend")
    {
        lab.fe().default_backend = "";
        const auto log = lab.run();
        CHECK(log.at(0).backend == "fe");
        CHECK(verdict(log.at(0)) == "503 SC-- 0");
        CHECK(times(log.at(0)) == "0/-1/-1/-1/0");
    }
    SECTION("in maintenance")
    {
        lab.server(1).disabled = true;
        const auto log = lab.run();
        CHECK(to_text(log.at(0)) ==
              "10.0.0.0:1024 [01/Jan/2026:00:00:01.000] fe be/<NOSRV> 0/-1/-1/-1/0 503 217 - - "
              "SC-- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"");
    }
    CHECK(lab.result.populations[0].failures.at(0).outcome == Outcome::unavailable);
}

TEST_CASE("a minute of load through limits and queues loses no request", "[model][haproxy]")
{
    Lab lab{3};
    lab.site.app_servers[0].routes[0].steps = {{Compute{Exponential{40ms}}}};
    lab.be().timeouts.queue = 200ms;
    lab.be().timeouts.server = 150ms;
    for (auto& server : lab.be().servers)
        server.maxconn = 4;
    lab.site.clients[0].timeout = 300ms;
    for (int i = 0; i < 20000; ++i)
        lab.ask(i * 2500us, i % 7 * 10ms);
    lab.crash("s2", 10s, 10s);
    lab.silence("s3", 25s, 10s);

    const auto log = lab.run();

    CHECK(log.size() == 20000);
    CHECK(lab.result.populations[0].ended + lab.result.populations[0].in_flight == 20000);
}
