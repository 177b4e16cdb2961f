// SPDX-License-Identifier: MIT
/// The life of a HAProxy process and of its servers: deaths, takeovers, slow starts, commands.
#include "catch.hpp"
#include "haproxy_lab.hpp"

using namespace lab;

TEST_CASE("a process that dies loses what it has in hand, and starts with nothing",
          "[model][haproxy]")
{
    Lab lab{2};
    lab.be().timeouts.queue = 10s;
    lab.server(1).maxconn = lab.server(2).maxconn = 2;
    lab.server(1).check.enabled = lab.server(2).check.enabled = true;
    for (int i = 0; i < 4000; ++i)
        lab.ask(i * 10ms, 30ms);
    lab.site.faults = {{.effect = Crash{}, .node = "lb", .at = 10s, .lasts = 5s},
                       {.effect = Crash{}, .host = "lb-1", .at = 20s, .lasts = 5s},
                       {.effect = Hang{}, .node = "lb", .at = 30s, .lasts = 2s}};
    lab.site.clients[0].timeout = 3s;

    const auto log = lab.run();

    const PopulationResult& users = lab.result.populations[0];
    CHECK(users.ended + users.in_flight == 4000);
    CHECK(users.in_flight == 0);
    CHECK(users.failed >= 500);
    CHECK(users.answered > 2900);
    CHECK(log.back().process_connections == 1);
    CHECK(log.back().backend_connections == 0);
}

TEST_CASE("of a pair one serves; its successor knows nothing of what it did", "[model][haproxy]")
{
    Lab lab{3};
    lab.site.haproxies[0].place.replicas = 2;
    lab.site.haproxies[0].cluster = Standby{};
    lab.site.clients[0].timeout = 1s;
    for (int i = 0; i < 200; ++i)
        lab.ask(i * 100ms);
    lab.site.faults = {{.effect = Crash{}, .host = "lb-1", .at = 10050ms}};

    const auto log = lab.run();

    const auto second = std::find_if(log.begin(), log.end(),
                                     [](const LogRecord& one) { return one.process == "lb-2"; });
    REQUIRE(second != log.end());
    CHECK(second->began > 12500ms);
    CHECK(second->began < 13800ms);
    CHECK(second->server == "s1");
    CHECK((second - 1)->process == "lb-1");
}

// As the real one was seen to do: of those who waited only the first counts (Q37), and so each step
// lets in one more than the step before.
TEST_CASE("a slow start lets requests in by a step each second (Q24, Q37)", "[model][haproxy]")
{
    Lab lab{1};
    lab.be().timeouts.queue = 50s;
    lab.server(1).maxconn = 10;
    lab.server(1).slowstart = 10s;
    lab.server(1).disabled = true;
    lab.site.haproxies[0].admin = {{.at = 2s, .server = "be/s1", .action = AdminAction::ready}};
    for (int i = 0; i < 10; ++i)
        lab.ask(2100ms, 40s);

    std::vector<std::int64_t> waited;
    for (const LogRecord& record : lab.run())
        waited.push_back(record.waited);

    CHECK(waited ==
          std::vector<std::int64_t>{0, 1900, 2900, 2900, 3900, 3900, 3900, 4900, 4900, 4900});
}

TEST_CASE("there is no slow start when the process starts (Q24)", "[model][haproxy]")
{
    Lab lab{1};
    lab.server(1).maxconn = 10;
    lab.server(1).slowstart = 10s;
    for (int i = 0; i < 10; ++i)
        lab.ask(100ms, 1s);

    for (const LogRecord& record : lab.run())
        CHECK(record.waited == 0);
}

TEST_CASE("commands drain a server, weigh it anew, and cut its requests off", "[model][haproxy]")
{
    Lab lab{2};
    const auto commands = [&](std::vector<AdminStep> steps) {
        lab.site.haproxies[0].admin = std::move(steps);
    };

    SECTION("drained: no new requests, those that run go on")
    {
        for (int i = 0; i < 8; ++i)
            lab.ask(1s + i * 100ms, 150ms);
        commands({{.at = 1350ms, .server = "be/s2", .action = AdminAction::drain},
                  {.at = 1650ms, .server = "be/s2", .action = AdminAction::ready}});
        const auto log = lab.run();
        CHECK(servers(log).substr(4, 3) == "111");
        for (const LogRecord& record : log)
            CHECK(record.status == 200);
    }
    SECTION("weight")
    {
        for (int i = 0; i < 8; ++i)
            lab.ask(2s + i * 100ms);
        commands({{.at = 1s, .server = "be/s1", .action = AdminAction::weight, .value = 3}});
        const std::string all = servers(lab.run());
        CHECK(std::count(all.begin(), all.end(), '1') == 6);
    }
    SECTION("shutdown sessions")
    {
        lab.ask(1s, 10s);
        commands({{.at = 1150ms, .server = "be/s1", .action = AdminAction::shutdown_sessions}});
        const LogRecord record = lab.run()[0];
        CHECK(verdict(record) == "502 KH-- 0");
        CHECK(times(record) == "0/0/0/-1/150");
    }
    SECTION("maxconn: a higher one lets those in who wait")
    {
        lab.server(1).maxconn = 1;
        lab.server(2).disabled = true;
        lab.be().timeouts.queue = 30s;
        for (int i = 0; i < 3; ++i)
            lab.ask(1s, 5s);
        commands({{.at = 2s, .server = "be/s1", .action = AdminAction::maxconn, .value = 3}});
        const auto log = lab.run();
        CHECK(log[1].waited == 1000);
        CHECK(log[2].waited == 1000);
    }
}

TEST_CASE("a server that comes up takes those who wait for the backend; both were first",
          "[model][haproxy]")
{
    Lab lab{2};
    lab.be().timeouts.queue = 30s;
    lab.server(1).maxconn = 1;
    lab.server(2).disabled = true;
    for (int i = 0; i < 3; ++i)
        lab.ask(1s + i * 10ms, 5s);
    lab.site.haproxies[0].admin = {{.at = 2s, .server = "be/s2", .action = AdminAction::ready}};

    const auto log = lab.run();

    CHECK(servers(log) == "122");
    CHECK(queues(log[1]) == "0/1");
    CHECK(queues(log[2]) == "0/1");
}
