// SPDX-License-Identifier: MIT
/// Reloads and crashes of the balancer itself.
#include "catch.hpp"
#include "haproxy_lab.hpp"

using namespace lab;

namespace {

void reload(Lab& lab, Duration at)
{
    lab.site.haproxies[0].admin.push_back({.at = at, .action = AdminAction::reload});
}

}  // namespace

TEST_CASE("a reload cuts off nobody: the old worker ends its requests, the new one begins anew",
          "[model][haproxy]")
{
    Lab lab{3};
    lab.ask(1s, 2s);
    lab.ask(1100ms, 2s);
    lab.ask(2s, 100ms);
    reload(lab, 1500ms);

    const auto log = lab.run();

    REQUIRE(log.size() == 3);
    CHECK(servers(log) == "121");
    for (const LogRecord& record : log)
        CHECK(verdict(record) == "200 ---- 0");
    CHECK(counters(log[0]) == "1/1/0/0");
    CHECK(lab.result.populations[0].failed == 0);
}

TEST_CASE("two workers keep to maxconn each by itself", "[model][haproxy]")
{
    Lab lab{1};
    lab.be().timeouts.queue = 30s;
    lab.server(1).maxconn = 1;
    lab.ask(1s, 3s);
    lab.ask(1100ms, 1s);
    lab.ask(2s, 1s);
    reload(lab, 1500ms);

    const auto log = lab.run();

    REQUIRE(log.size() == 3);
    CHECK(times(log[0]) == "0/0/0/1000/1000");
    CHECK(times(log[1]) == "0/0/0/3000/3000");
    CHECK(times(log[2]) == "0/2900/0/1000/3900");
}

TEST_CASE("after a reload every server is up, and out of no maintenance", "[model][haproxy]")
{
    Lab lab{2};
    lab.site.haproxies[0].admin = {{.at = 500ms, .server = "be/s1", .action = AdminAction::maint}};
    lab.ask(1s, 10ms);
    lab.ask(2s, 10ms);
    lab.ask(3s, 10ms);
    reload(lab, 1500ms);

    CHECK(servers(lab.run()) == "212");
}

TEST_CASE("a dead server is thought to be up again after a reload, until a check fails",
          "[model][haproxy]")
{
    Lab lab{2};
    lab.be().retries = 0;
    for (const std::size_t number : {1U, 2U})
        lab.server(number).check = {.enabled = true, .inter = 1s, .fall = 1};
    lab.crash("s2", 100ms);
    for (const Duration at : {3100ms, 4100ms, 4200ms, 5500ms})
        lab.ask(at, 10ms);
    reload(lab, 4s);

    const auto log = lab.run();

    CHECK(servers(log) == "1121");
    CHECK(verdict(log[2]) == "503 SC-- 0");
}

TEST_CASE("a reload closes idle connections, and loses stick tables", "[model][haproxy]")
{
    SECTION("idle connections")
    {
        Lab lab{1};
        lab.site.clients[0].keep_alive = KeepAlive{};
        lab.fe().maxconn = 1;
        lab.trace.arrivals = {{.at = 1s, .source = 1}, {.at = 2s, .source = 2}};
        reload(lab, 3s);
        const auto log = lab.run();
        REQUIRE(log.size() == 2);
        CHECK(log[1].began == 3s);
    }
    SECTION("tables")
    {
        Lab lab{2};
        lab.be().table = haproxy::StickTable{.name = "be", .size = 100};
        lab.be().stick_rules = {
            {.match = true, .store_request = true, .sample = {.fetch = haproxy::Fetch::source}}};
        lab.site.clients[0].sources = 1;
        for (const Duration at : {1s, 2s, 3s, 4s})
            lab.trace.arrivals.push_back({.at = at, .source = 1});
        const std::string stuck = servers(lab.run());
        CHECK(stuck == "1111");
        lab.site.haproxies[0].admin = {
            {.at = 2500ms, .server = "be/s1", .action = AdminAction::maint},
            {.at = 2600ms, .action = AdminAction::reload},
            {.at = 2600ms, .server = "be/s1", .action = AdminAction::drain}};
        CHECK(servers(lab.run()) == "1122");
    }
}

TEST_CASE("who waits before the door waits before the new worker's", "[model][haproxy]")
{
    Lab lab{1};
    lab.fe().maxconn = 1;
    lab.ask(1s, 3s);
    lab.ask(1100ms, 100ms);
    reload(lab, 2s);

    const auto log = lab.run();

    REQUIRE(log.size() == 2);
    CHECK(log[0].began == 2s);
    CHECK(times(log[0]) == "0/0/0/100/100");
}

TEST_CASE("hard-stop-after ends what the old worker has not ended", "[model][haproxy]")
{
    Lab lab{1};
    lab.config().global.hard_stop_after = 1s;
    lab.ask(1s, 5s);
    reload(lab, 2s);

    CHECK(lab.run().empty());
    CHECK(lab.result.populations[0].failed == 1);
}

TEST_CASE("no more than four workers live at once", "[model][haproxy]")
{
    Lab lab{1};
    for (int i = 0; i < 5; ++i) {
        lab.ask(1s + i * 1s, 8s - i * 1s);
        reload(lab, 1500ms + i * 1s);
    }

    const auto log = lab.run();

    CHECK(log.size() == 3);
    CHECK(lab.result.populations[0].failed == 2);
}

TEST_CASE("a crash of the balancer loses its connections; the next process knows nothing",
          "[model][haproxy]")
{
    Lab lab{2};
    lab.site.clients[0].keep_alive = KeepAlive{};
    lab.trace.arrivals = {{.at = 1s, .service = 2s, .source = 1},
                          {.at = 1100ms, .service = 10ms, .source = 2},
                          {.at = 2500ms, .service = 10ms, .source = 2},
                          {.at = 3500ms, .service = 10ms, .source = 2}};
    lab.crash("lb-1", 2s, 1s);

    const auto log = lab.run();

    REQUIRE(log.size() == 2);
    CHECK(servers(log) == "21");
    CHECK(log[1].began == 3500ms);
    CHECK(lab.result.populations[0].failed == 2);
}
