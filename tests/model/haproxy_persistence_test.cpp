// SPDX-License-Identifier: MIT
/// Cookies, stick tables and use-server of a HAProxy, held to what the real one was seen to do.
#include "catch.hpp"
#include "haproxy_lab.hpp"

#include <map>
#include <set>

using namespace lab;

namespace {

/// Servers with cookies c1, c2, ... and kinds of requests: 1 bound to s1, 2 to s2.
Lab with_cookies(std::size_t servers)
{
    Lab lab{servers};
    lab.be().cookie = haproxy::Cookie{.name = "SRV", .mode = haproxy::CookieMode::insert};
    for (std::size_t i = 1; i <= servers; ++i)
        lab.server(i).cookie = "c" + std::to_string(i);
    for (const std::string value : {"c1", "c2"})
        lab.kind({.cookies = {{"SRV", value}}});
    lab.be().timeouts.queue = 10s;
    return lab;
}

std::string short_story(const LogRecord& record)
{
    return (record.server.empty() ? "-" : record.server) + " " + std::to_string(record.waited) +
           " " + verdict(record) + " " + queues(record);
}

}  // namespace

TEST_CASE("bound requests wait for their server, the others for any; who came first is first",
          "[model][haproxy][persistence]")
{
    Lab lab = with_cookies(2);
    lab.server(1).maxconn = lab.server(2).maxconn = 1;
    const std::vector<std::uint32_t> kinds{1, 0, 0, 1, 0, 1};  // a to f
    for (std::size_t i = 0; i < kinds.size(); ++i)
        lab.ask(1s + i * 30ms, 300ms, kinds[i]);

    std::vector<std::string> lines;
    for (const LogRecord& record : lab.run())
        lines.push_back(short_story(record) + " " + counters(record));

    CHECK(lines == std::vector<std::string>{
                       "s1 0 200 --VN 0 0/0 6/6/5/0", "s2 0 200 --NI 0 0/0 5/5/4/0",
                       "s1 240 200 --NI 0 0/1 4/4/3/0", "s2 210 200 --NI 0 0/2 3/3/2/0",
                       "s1 510 200 --VN 0 1/0 2/2/1/0", "s1 750 200 --VN 0 2/0 1/1/0/0"});
}

TEST_CASE("a full queue turns bound requests away, or with redispatch to another server",
          "[model][haproxy][persistence]")
{
    Lab lab = with_cookies(2);
    for (std::size_t i = 1; i <= 2; ++i) {
        lab.server(i).maxconn = 1;
        lab.server(i).maxqueue = 1;
    }
    for (int i = 0; i < 4; ++i)
        lab.ask(1s + i * 30ms, 300ms, 1);
    const auto lines = [&] {
        std::vector<std::string> all;
        for (const LogRecord& record : lab.run())
            all.push_back(short_story(record));
        return all;
    };

    SECTION("without")
    {
        CHECK(lines() == std::vector<std::string>{"s1 -1 503 SQVN 0 0/0", "s1 -1 503 SQVN 0 0/0",
                                                  "s1 0 200 --VN 0 0/0", "s1 270 200 --VN 0 1/0"});
    }
    SECTION("with")
    {
        lab.be().redispatch = -1;
        CHECK(lines() == std::vector<std::string>{"s1 0 200 --VN 0 0/0", "s2 0 200 --DI +0 0/0",
                                                  "s1 270 200 --VN 0 1/0",
                                                  "s2 270 200 --DI +0 0/1"});
    }
}

TEST_CASE("a bound request leaves its dead server at the retry that redispatch names (Q16)",
          "[model][haproxy][persistence]")
{
    Lab lab = with_cookies(2);
    lab.crash("s1");
    lab.ask(1s, 0ms, 1);
    const auto ended = [&](std::int64_t redispatch) {
        lab.be().redispatch = redispatch;
        const LogRecord record = lab.run()[0];
        return record.server + " " + verdict(record) + " " + std::to_string(record.active);
    };

    CHECK(ended(-1) == "s2 200 --DI +3 2000");
    CHECK(ended(1) == "s2 200 --DI +1 0");
    CHECK(ended(2) == "s2 200 --DI +2 1000");
    CHECK(ended(-2) == "s2 200 --DI +2 1000");
    CHECK(ended(0) == "s1 503 SCVN 3 3000");
}

TEST_CASE("a cookie that names a server which is down", "[model][haproxy][persistence]")
{
    Lab lab = with_cookies(2);
    lab.be().retries = 1;
    lab.crash("s1");
    lab.server(1).check = {.enabled = true, .inter = 500ms, .fall = 1};
    lab.be().acls = {{.tests = {{.sample = {.fetch = haproxy::Fetch::always_true},
                                 .match = haproxy::Match::boolean}}}};
    const haproxy::Condition always{.alternatives = {{{.acl = 0}}}};
    lab.ask(5s, 0ms, 1);
    const auto ended = [&] {
        const LogRecord record = lab.run()[0];
        return record.server + " " + verdict(record) + " " + std::to_string(record.active);
    };

    SECTION("is forgotten at once") { CHECK(ended() == "s2 200 --DI 0 0"); }
    SECTION("option persist tries it")
    {
        lab.be().persist = true;
        CHECK(ended() == "s1 503 SCDN 1 1000");
        lab.be().redispatch = -1;
        CHECK(ended().substr(0, 14) == "s2 200 --DI +1");
    }
    SECTION("force-persist tries it, redispatch or not")
    {
        lab.be().persist_rules = {{.force = true, .when = always}};
        lab.be().redispatch = -1;
        CHECK(ended() == "s1 503 SCDN 1 1000");
    }
    SECTION("ignore-persist does not look at it")
    {
        lab.be().persist_rules = {{.force = false, .when = always}};
        CHECK(ended() == "s2 200 --UN 0 0");
    }
}

TEST_CASE("a server's own queue is stranded when it goes down, unless redispatch frees it (Q32)",
          "[model][haproxy][persistence]")
{
    Lab lab = with_cookies(2);
    lab.be().timeouts.queue = 1500ms;
    lab.be().check.kind = haproxy::CheckKind::http;
    lab.server(1).maxconn = 1;
    lab.server(1).check = {.enabled = true, .inter = 1s, .fall = 1};
    lab.ask(2500ms, 2500ms, 1);
    lab.ask(2600ms, 0ms, 1);
    lab.site.faults = {{.effect = Errors{}, .node = "s1", .at = 2700ms}};

    SECTION("without")
    {
        const auto log = lab.run();
        CHECK(verdict(log[0]) == "503 sQVN 0");
        CHECK(times(log[0]) == "0/1500/-1/-1/1500");
        CHECK(verdict(log[1]) == "200 --VN 0");
    }
    SECTION("with")
    {
        lab.be().redispatch = -1;
        const auto log = lab.run();
        CHECK(log[0].server == "s2");
        CHECK(verdict(log[0]) == "200 --DI +0");
        CHECK(times(log[0]) == "0/400/0/0/400");
    }
}

TEST_CASE("users come back to their server by the cookie that it gave them",
          "[model][haproxy][persistence]")
{
    Lab lab = with_cookies(3);
    lab.site.clients[0].arrivals = Thinking{.users = 4, .think = Constant{1s}};
    lab.site.run.duration = 10s;

    std::map<std::uint32_t, std::set<std::string>> of_user;
    simulate(lab.site, {.haproxy_log = [&](const LogRecord& one) {
                 of_user[one.client].insert(one.server);
             }});

    REQUIRE(of_user.size() == 4);
    for (const auto& [user, its] : of_user)
        CHECK(its.size() == 1);
}

TEST_CASE("users stick to a server by a table; when it dies, to another for good",
          "[model][haproxy][persistence]")
{
    Lab lab{3};
    lab.site.clients[0].arrivals = Thinking{.users = 4, .think = Constant{1s}};
    lab.site.run.duration = 10s;
    lab.be().redispatch = -1;
    lab.be().table = haproxy::StickTable{.name = "be", .size = 100};
    lab.be().stick_rules = {
        {.match = true, .store_request = true, .sample = {.fetch = haproxy::Fetch::source}}};
    lab.crash("s2", 4500ms, 3s);

    std::map<std::uint32_t, std::string> ways;
    simulate(lab.site, {.haproxy_log = [&](const LogRecord& one) {
                 std::string& way = ways[one.client];
                 if (way.empty() || way.back() != one.server.back()) way += one.server.back();
             }});

    REQUIRE(ways.size() == 4);
    std::size_t moved = 0;
    for (const auto& [user, way] : ways) {
        CHECK((way == "1" || way == "3" || way == "21" || way == "23"));
        moved += way.size() - 1;
    }
    CHECK(moved >= 1);
}
