// SPDX-License-Identifier: MIT
/// Health checks of a HAProxy, held to what the real one was seen to do.
#include "catch.hpp"
#include "haproxy_lab.hpp"

using namespace lab;

namespace {

/// "s2 down at 400 ms" as whole words: "s2-400 s3-800 s2+2400", in order.
std::string changes(const Result& result)
{
    std::string all;
    for (const ChangeResult& change : result.changes) {
        const auto at = std::chrono::floor<std::chrono::milliseconds>(change.at.time_since_epoch());
        all += (all.empty() ? "" : " ") + change.subject.substr(0, 2) + (change.up ? "+" : "-") +
               std::to_string(at.count());
    }
    return all;
}

/// Servers whose checks fail from the start: the first one takes each down. (That of s1 comes
/// at once, before the crash.)
std::string first_checks(Lab& lab)
{
    for (auto& server : lab.be().servers)
        if (server.check.inter > 0ms) server.check.enabled = true;
    for (std::size_t i = 0; i < lab.be().servers.size(); ++i)
        lab.crash("s" + std::to_string(i + 1), 0ms, 4s);
    lab.site.run.duration = 3s;
    lab.ask(2s);
    lab.run();
    return changes(lab.result).substr(0, 60);
}

/// One server that is checked every second, from 1 s on.
Lab checked(haproxy::CheckPlan plan)
{
    Lab lab{1};
    plan.enabled = true;
    lab.server(1).check = plan;
    lab.be().check.kind = haproxy::CheckKind::http;
    lab.ask(59s);
    return lab;
}

std::string told(Lab& lab)
{
    lab.run();
    return changes(lab.result);
}

}  // namespace

TEST_CASE(
    "the first checks are spread over the shortest interval, and one failure at the start "
    "means down (Q19)",
    "[model][haproxy][health]")
{
    Lab lab{5};
    const auto plan = [&](std::size_t server) -> haproxy::CheckPlan& {
        return lab.server(server).check;
    };

    SECTION("all alike") { CHECK(first_checks(lab) == "s2-400 s3-800 s4-1200 s5-1600"); }
    SECTION("fastinter, as nobody has full health yet")
    {
        for (std::size_t i = 1; i <= 5; ++i)
            plan(i).fastinter = 500ms;
        CHECK(first_checks(lab) == "s2-100 s3-200 s4-300 s5-400");
    }
    SECTION("mixed")
    {
        for (std::size_t i = 1; i <= 5; ++i)
            plan(i).inter = i % 2 == 0 ? 3s : 1s;
        CHECK(first_checks(lab) == "s3-400 s2-600 s5-800 s4-1800");
    }
    SECTION("max-spread-checks")
    {
        lab.config().global.max_spread_checks = 500ms;
        CHECK(first_checks(lab) == "s2-100 s3-200 s4-300 s5-400");
    }
}

TEST_CASE("how long it takes to find a server down depends on how it fails",
          "[model][haproxy][health]")
{
    SECTION("refused: fall checks, an interval apart")
    {
        Lab lab = checked({.inter = 1s, .fall = 2});
        lab.crash("s1", 2500ms);
        CHECK(told(lab) == "s1-4000");
    }
    SECTION("silence lasts an interval each time (Q20)")
    {
        Lab lab = checked({.inter = 1s, .fall = 2});
        lab.silence("s1", 2500ms);
        CHECK(told(lab) == "s1-6000");
    }
    SECTION("silence with timeout check and timeout connect: the shorter of interval and connect")
    {
        Lab lab = checked({.inter = 1s, .fall = 2});
        lab.be().timeouts.check = 3s;
        lab.be().timeouts.connect = 400ms;
        lab.silence("s1", 2500ms);
        CHECK(told(lab) == "s1-4800");
    }
    SECTION("a process that hangs, with timeout check longer than the interval")
    {
        Lab lab = checked({.inter = 1s, .fall = 2});
        lab.be().timeouts.check = 3s;
        lab.site.faults = {{.effect = Hang{}, .node = "s1", .at = 2500ms}};
        CHECK(told(lab) == "s1-10000");
    }
    SECTION("a process that hangs is never found by a check that only connects")
    {
        Lab lab = checked({.inter = 1s, .fall = 2});
        lab.be().check.kind = haproxy::CheckKind::connect;
        lab.site.faults = {{.effect = Hang{}, .node = "s1", .at = 2500ms}};
        CHECK(told(lab).empty());
    }
    SECTION("fastinter while it wavers; downinter while it is down; fastinter on the way up")
    {
        Lab lab = checked(
            {.inter = 1s, .fastinter = 300ms, .downinter = 1500ms, .rise = 2, .fall = 3});
        lab.site.faults = {{.effect = Errors{}, .node = "s1", .at = 2500ms, .lasts = 4500ms}};
        CHECK(told(lab) == "s1-3600 s1+8400");
    }
    SECTION("a check that hangs lasts an interval even between checks at fastinter (Q21)")
    {
        Lab lab = checked({.inter = 1s, .fastinter = 200ms, .fall = 3});
        lab.site.faults = {{.effect = Hang{}, .node = "s1", .at = 2500ms}};
        CHECK(told(lab) == "s1-6400");
    }
}

TEST_CASE("out of maintenance a server is up before any check (Q35)", "[model][haproxy][health]")
{
    Lab lab = checked({.inter = 1500ms, .fall = 3});
    lab.site.haproxies[0].admin = {
        {.at = 3100ms, .server = "be/s1", .action = AdminAction::maint},
        {.at = 10100ms, .server = "be/s1", .action = AdminAction::ready}};
    lab.crash("s1", 9s);

    CHECK(told(lab) == "s1-3100 s1+10100 s1-10500");
}

TEST_CASE("passing checks forgive errors that were observed (Q23)", "[model][haproxy][health]")
{
    Lab lab = checked({.inter = 200ms});
    lab.be().check.kind = haproxy::CheckKind::connect;
    lab.server(1).observe = haproxy::Observe::layer7;
    lab.server(1).error_limit = 4;
    lab.server(1).on_error = haproxy::OnError::mark_down;
    lab.site.faults = {{.effect = Errors{}, .node = "s1"}};
    lab.trace.arrivals.clear();

    SECTION("an error every 150 ms, a check every 200 ms: never")
    {
        for (int i = 0; i < 14; ++i)
            lab.ask(1s + i * 150ms);
        CHECK(told(lab).empty());
    }
    SECTION("an error every 20 ms: after four of them")
    {
        for (int i = 0; i < 6; ++i)
            lab.ask(1010ms + i * 20ms);
        CHECK(told(lab).substr(0, 7) == "s1-1070");
    }
}

TEST_CASE("running requests go on when their server is marked down, unless told otherwise",
          "[model][haproxy][health]")
{
    Lab lab = checked({.inter = 1s, .fall = 1});
    lab.trace.arrivals.clear();
    lab.ask(2900ms, 2s);
    lab.site.faults = {{.effect = Errors{}, .node = "s1", .at = 2950ms, .lasts = 500ms}};

    SECTION("by default") { CHECK(verdict(lab.run()[0]) == "200 ---- 0"); }
    SECTION("on-marked-down shutdown-sessions")
    {
        lab.server(1).shutdown_sessions = true;
        const LogRecord record = lab.run()[0];
        CHECK(verdict(record) == "502 DH-- 0");
        CHECK(times(record) == "0/0/0/-1/100");
    }
}

TEST_CASE(
    "who waits for the backend when its last server dies waits on; who comes fails at once "
    "(Q31)",
    "[model][haproxy][health]")
{
    Lab lab = checked({.inter = 1s, .fall = 1});
    lab.trace.arrivals.clear();
    lab.server(1).maxconn = 1;
    lab.be().timeouts.queue = 500ms;
    lab.ask(2800ms, 3s);
    lab.ask(2900ms);
    lab.ask(3100ms);
    lab.site.faults = {{.effect = Errors{}, .node = "s1", .at = 2950ms, .lasts = 5s}};

    const auto log = lab.run();

    CHECK(verdict(log[0]) == "503 SC-- 0");
    CHECK(times(log[0]) == "0/-1/-1/-1/0");
    CHECK(verdict(log[1]) == "503 sQ-- 0");
    CHECK(times(log[1]) == "0/500/-1/-1/500");
    CHECK(verdict(log[2]) == "200 ---- 0");
}

TEST_CASE("a server that came up gets all requests until it has caught up (Q6)",
          "[model][haproxy][health]")
{
    Lab lab{3};
    lab.be().balance.algorithm = haproxy::Algorithm::leastconn;
    lab.server(3).disabled = true;
    for (int i = 0; i < 8; ++i)
        lab.ask(1s + i * 10ms, 20s);
    lab.site.haproxies[0].admin = {{.at = 2s, .server = "be/s3", .action = AdminAction::ready}};
    for (int i = 0; i < 8; ++i)
        lab.ask(3s + i * 10ms, 20s);

    CHECK(servers(lab.run()) == "1212121233331231");
}

TEST_CASE("without allbackups the first backup takes everything (Q25)", "[model][haproxy][health]")
{
    Lab lab{3};
    lab.server(1).disabled = true;
    lab.server(2).backup = lab.server(3).backup = true;
    lab.server(2).maxconn = 1;
    for (int i = 0; i < 4; ++i)
        lab.ask(1s + i * 10ms, 50ms);

    SECTION("even when it is full") { CHECK(servers(lab.run()) == "2222"); }
    SECTION("with allbackups they share")
    {
        lab.be().allbackups = true;
        CHECK(servers(lab.run()) == "2333");
    }
}
