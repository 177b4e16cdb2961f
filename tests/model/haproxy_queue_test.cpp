// SPDX-License-Identifier: MIT
/// Limits and queues of a HAProxy, held to what the real one was seen to do.
#include "catch.hpp"
#include "haproxy_lab.hpp"

using namespace lab;

namespace {

/// "server Tw/status/queues counters" of each request, in the order of their ends.
std::vector<std::string> story(const std::vector<LogRecord>& log)
{
    std::vector<std::string> lines;
    for (const LogRecord& record : log)
        lines.push_back((record.server.empty() ? "-" : record.server) + " " + times(record) + " " +
                        verdict(record) + " " + queues(record) + " " + counters(record));
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("who waits longer than timeout queue gets 503 sQ, and its place counts those served",
          "[model][haproxy]")
{
    Lab lab{1};
    lab.server(1).maxconn = 1;
    lab.be().timeouts.queue = 400ms;
    for (int i = 0; i < 4; ++i)
        lab.ask(1s + i * 30ms, 300ms);

    CHECK(story(lab.run()) == Lines{"s1 0/0/0/300/300 200 ---- 0 0/0 4/4/3/0",
                                    "- 0/400/-1/-1/400 503 sQ-- 0 0/2 3/3/2/0",
                                    "- 0/400/-1/-1/400 503 sQ-- 0 0/2 2/2/1/0",
                                    "s1 0/270/0/300/570 200 ---- 0 0/1 1/1/0/0"});
}

TEST_CASE("timeout queue is timeout connect where it is not set (Q14)", "[model][haproxy]")
{
    Lab lab{1};
    lab.server(1).maxconn = 1;
    lab.be().timeouts.connect = 350ms;
    lab.ask(1s, 2s);
    lab.ask(1100ms);

    const auto log = lab.run();

    CHECK(times(log[0]) == "0/350/-1/-1/350");
    CHECK(verdict(log[0]) == "503 sQ-- 0");
}

TEST_CASE("leastconn with maxqueue fills the queues of servers before the backend's (Q5)",
          "[model][haproxy]")
{
    Lab lab{2};
    lab.be().balance.algorithm = haproxy::Algorithm::leastconn;
    lab.be().timeouts.queue = 10s;
    for (auto& server : lab.be().servers) {
        server.maxconn = 1;
        server.maxqueue = 2;
    }
    for (int i = 0; i < 7; ++i)
        lab.ask(1s + i * 30ms, 300ms);

    CHECK(story(lab.run()) == Lines{"s1 0/0/0/300/300 200 ---- 0 0/0 7/7/6/0",
                                    "s2 0/0/0/300/300 200 ---- 0 0/0 6/6/5/0",
                                    "s1 0/240/0/300/540 200 ---- 0 1/0 5/5/4/0",
                                    "s2 0/210/0/300/510 200 ---- 0 1/0 4/4/3/0",
                                    "s1 0/510/0/300/810 200 ---- 0 2/0 3/3/2/0",
                                    "s2 0/480/0/300/780 200 ---- 0 2/0 2/2/1/0",
                                    "s1 0/720/0/300/1020 200 ---- 0 0/1 1/1/0/0"});
}

TEST_CASE("a limit that rises with the load lets nobody out of the queue by itself (Q3)",
          "[model][haproxy]")
{
    Lab lab{1};
    lab.server(1).minconn = 2;
    lab.server(1).maxconn = 10;
    lab.be().timeouts.queue = 50s;
    for (int i = 0; i < 23; ++i)
        lab.ask(1s + i * 30ms, 5s);
    const auto served_at_once = [&] {
        const auto log = lab.run();
        return std::count_if(log.begin(), log.end(),
                             [](const LogRecord& record) { return record.waited == 0; });
    };

    SECTION("fullconn 20: the limit is still 2 when the third comes, and it waits")
    {
        lab.be().fullconn = 20;
        CHECK(served_at_once() == 2);
    }
    SECTION("fullconn 10: each arrival raises the limit before it asks")
    {
        lab.be().fullconn = 10;
        CHECK(served_at_once() == 10);
    }
}

TEST_CASE("random may let a request wait while another server is idle (Q2, Q7)", "[model][haproxy]")
{
    Lab lab{2};
    lab.be().balance.algorithm = haproxy::Algorithm::random;
    lab.be().timeouts.queue = 10s;
    for (auto& server : lab.be().servers)
        server.maxconn = 1;
    for (int i = 0; i < 5; ++i)
        lab.ask(1s + i * 30ms, 300ms);

    CHECK(story(lab.run()) == Lines{"s2 0/0/0/300/300 200 ---- 0 0/0 5/5/4/0",
                                    "s1 0/0/0/300/300 200 ---- 0 0/0 4/4/3/0",
                                    "s2 0/270/0/300/570 200 ---- 0 0/1 3/3/2/0",
                                    "s1 0/330/0/300/630 200 ---- 0 0/2 2/2/1/0",
                                    "s2 0/480/0/300/780 200 ---- 0 0/3 1/1/0/0"});
}

TEST_CASE("while somebody waits for the backend, roundrobin is not asked (Q1)", "[model][haproxy]")
{
    Lab lab{2};
    lab.be().timeouts.queue = 10s;
    lab.server(1).maxconn = 1;
    lab.server(2).maxconn = 1;
    lab.ask(1000ms, 300ms);
    lab.ask(1010ms, 100ms);
    lab.ask(1020ms, 300ms);  // Waits, and gets s2 at 1110 ms.
    lab.ask(1050ms, 100ms);  // Waits behind it, and gets s1 at 1300 ms.
    lab.ask(2000ms);
    lab.ask(2100ms);

    CHECK(servers(lab.run()) == "122121");
}

TEST_CASE("connections beyond maxconn wait in the kernel, and no log tells (Q12)",
          "[model][haproxy]")
{
    Lab lab{1};
    lab.fe().maxconn = 2;

    SECTION("in its queue")
    {
        for (int i = 0; i < 4; ++i)
            lab.ask(1s, 300ms);
        const auto log = lab.run();
        REQUIRE(log.size() == 4);
        CHECK(times(log[3]) == "0/0/0/300/300");
        CHECK(log[3].began == 1300ms);
        CHECK(log[3].frontend_connections == 1);
    }
    SECTION("beyond it the connection is asked for again after a second")
    {
        for (int i = 0; i < 6; ++i)
            lab.ask(1s, 300ms);
        const auto log = lab.run();
        REQUIRE(log.size() == 6);
        CHECK(log[4].began == 1600ms);
        CHECK(log[5].began == 2000ms);
    }
}
