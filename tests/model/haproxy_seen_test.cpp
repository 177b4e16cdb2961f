// SPDX-License-Identifier: MIT
/// What the real HAProxy was seen to do when it was compared with the model, and no manual says.
#include "catch.hpp"
#include "haproxy_lab.hpp"

using namespace lab;

namespace {

std::vector<std::int64_t> waits(std::vector<LogRecord> log)
{
    std::stable_sort(log.begin(), log.end(),
                     [](const auto& a, const auto& b) { return a.began < b.began; });
    std::vector<std::int64_t> all;
    for (const LogRecord& record : log)
        all.push_back(record.waited);
    return all;
}

}  // namespace

TEST_CASE("a server that comes up does not count those whom it takes from the queue (Q37)",
          "[model][haproxy]")
{
    Lab lab{2};
    lab.be().timeouts.queue = 30s;
    lab.server(1).maxconn = lab.server(2).maxconn = 1;
    lab.server(2).disabled = true;
    lab.ask(1s, 20s);
    lab.ask(1100ms, 5s);
    lab.ask(3s, 5s);
    lab.site.haproxies[0].admin = {{.at = 2s, .server = "be/s2", .action = AdminAction::ready}};

    const auto log = lab.run();

    CHECK(servers(log) == "122");
    CHECK(waits(log) == std::vector<std::int64_t>{0, 900, 0});
}

TEST_CASE("a server that was drained takes nobody from the queue when it is ready (Q38)",
          "[model][haproxy]")
{
    Lab lab{2};
    lab.be().timeouts.queue = 30s;
    lab.server(1).maxconn = lab.server(2).maxconn = 1;
    lab.ask(1s, 4s);
    lab.ask(2100ms, 1s);
    lab.site.haproxies[0].admin = {{.at = 500ms, .server = "be/s2", .action = AdminAction::drain},
                                   {.at = 3s, .server = "be/s2", .action = AdminAction::ready}};

    const auto log = lab.run();

    CHECK(servers(log) == "11");
    CHECK(waits(log) == std::vector<std::int64_t>{0, 2900});
}

TEST_CASE("a redispatch to the same server leaves no trace, unless by the backend's queue (Q39)",
          "[model][haproxy]")
{
    Lab lab{1};
    lab.be().retries = 3;
    lab.be().redispatch = 1;
    lab.crash("s1-1", 500ms, 2s);
    SECTION("at once")
    {
        lab.ask(1s, 100ms);
        const LogRecord record = lab.run()[0];
        CHECK(record.retries == 2);
        CHECK_FALSE(record.redispatched);
    }
    SECTION("by the queue of the backend")
    {
        lab.be().balance.algorithm = haproxy::Algorithm::first;
        lab.be().timeouts.queue = 30s;
        lab.server(1).maxconn = 1;
        lab.ask(1s, 500ms);
        lab.ask(1200ms, 100ms);
        const auto log = lab.run();
        CHECK_FALSE(log[0].redispatched);
        CHECK(log[1].redispatched);
        CHECK(queues(log[1]) == "0/1");
    }
    SECTION("by the queue of the same server")
    {
        lab.be().balance = {.algorithm = haproxy::Algorithm::uri,
                            .type = haproxy::HashType::consistent};
        lab.be().timeouts.queue = 30s;
        lab.server(1).maxconn = 1;
        lab.ask(1s, 500ms);
        lab.ask(1200ms, 100ms);
        const auto log = lab.run();
        CHECK_FALSE(log[1].redispatched);
        CHECK(log[1].retries > 0);
        CHECK(log[1].server_queue > 0);
    }
}

TEST_CASE("who is tried again after a silence has given back his place (Q41)", "[model][haproxy]")
{
    Lab lab{1};
    lab.be().timeouts = {.queue = 30s, .connect = 1s, .server = 500ms};
    lab.be().retry_on.response_timeout = true;
    lab.server(1).maxconn = 1;
    lab.ask(1s, 100ms);
    lab.ask(1100ms, 100ms);
    lab.site.faults = {{.effect = Hang{}, .node = "s1", .at = 900ms, .lasts = 800ms}};

    const auto log = lab.run();

    CHECK(times(log[0]) == "0/0/500/300/800");
    CHECK(verdict(log[0]) == "200 ---- 1");
    CHECK(times(log[1]) == "0/400/0/300/700");
}

TEST_CASE("option persist: no new cookie for a server in maintenance that is bound to (Q40)",
          "[model][haproxy]")
{
    Lab lab{2};
    lab.be().persist = true;
    lab.be().cookie = haproxy::Cookie{.name = "SRV", .mode = haproxy::CookieMode::insert};
    lab.server(1).cookie = "c1";
    lab.server(2).cookie = "c2";
    const auto bound = lab.kind({.cookies = {{"SRV", "c1"}}});
    lab.ask(1s, 100ms, bound);
    lab.site.haproxies[0].admin = {{.at = 500ms, .server = "be/s1", .action = AdminAction::maint}};

    const LogRecord record = lab.run()[0];

    CHECK(record.server == "s1");
    CHECK(record.termination == "--DN");
}
