// SPDX-License-Identifier: MIT
/// Agents: what they say, and what becomes of their servers.
#include "catch.hpp"
#include "haproxy_lab.hpp"

using namespace lab;

namespace {

/// Two servers; the agent of the first is asked every second from 0 on and says `words` from 500 ms
/// on, then "up" with `after`.
Lab lab_with(const std::string& words, const std::string& after = "")
{
    Lab lab{2};
    lab.be().redispatch = -1;
    lab.server(1).agent = {.enabled = true, .inter = 1s, .port = 9000};
    lab.site.haproxies[0].agents = {{.at = 500ms, .server = "be/s1", .says = words}};
    if (!after.empty())
        lab.site.haproxies[0].agents.push_back({.at = 3500ms, .server = "be/s1", .says = after});
    return lab;
}

/// Eight requests of 100 ms from 2 s on, and eight from 5 s on.
std::string served(Lab& lab)
{
    for (int i = 0; i < 8; ++i)
        lab.ask(2s + i * 110ms, 100ms);
    for (int i = 0; i < 8; ++i)
        lab.ask(5s + i * 110ms, 100ms);
    return servers(lab.run());
}

}  // namespace

TEST_CASE("an agent takes its server out, and in again", "[model][haproxy]")
{
    const std::string alone = "22222222";
    const std::string both = "12121212";
    for (const std::string word : {"down", "stopped #why", "fail", "drain", "maint", "0%"}) {
        Lab lab = lab_with(word);
        CHECK(served(lab) == alone + alone);
    }

    Lab down = lab_with("down", "up");
    const std::string seen = served(down);
    CHECK(seen.substr(0, 8) == alone);
    CHECK(seen.find('1', 8) != std::string::npos);
    Lab drain = lab_with("drain", "ready");
    CHECK(served(drain).find('1', 8) != std::string::npos);
    Lab maint = lab_with("maint", "ready");
    CHECK(served(maint).find('1', 8) != std::string::npos);
    Lab stays = lab_with("drain", "up");
    CHECK(served(stays) == alone + alone);
    Lab nothing = lab_with("up 100%");
    CHECK(served(nothing) == both + both);
}

TEST_CASE("an agent gives its server a share of its weight, and a limit", "[model][haproxy]")
{
    SECTION("weight")
    {
        Lab lab = lab_with("25%");
        lab.server(1).weight = lab.server(2).weight = 4;
        const std::string all = served(lab);
        CHECK(std::count(all.begin(), all.end(), '1') == 3);
    }
    SECTION("limit")
    {
        Lab lab = lab_with("maxconn:1");
        lab.be().balance.algorithm = haproxy::Algorithm::first;
        lab.ask(2s, 500ms);
        lab.ask(2100ms, 500ms);
        CHECK(servers(lab.run()) == "12");
    }
}

TEST_CASE("an agent that cannot be reached changes nothing", "[model][haproxy]")
{
    Lab refused = lab_with("");
    CHECK(served(refused) == "1212121212121212");

    Lab silent = lab_with("down", "up");
    silent.be().timeouts.connect = 50ms;
    silent.be().retries = 0;
    silent.silence("s1", 100ms);
    const std::string all = served(silent);
    CHECK(std::count(all.begin(), all.end(), '1') > 0);
}

TEST_CASE("a server is up only when its agent and its checks say so", "[model][haproxy]")
{
    Lab lab = lab_with("down", "up");
    lab.server(1).check = {.enabled = true, .inter = 1s, .rise = 1, .fall = 1};
    lab.crash("s1-1", 1100ms);

    CHECK(served(lab) == "2222222222222222");
}

TEST_CASE("agents have their numbers among the checks at the start", "[model][haproxy]")
{
    Lab lab{2};
    for (const std::size_t number : {1U, 2U}) {
        lab.server(number).check = {.enabled = true, .inter = 4s};
        lab.server(number).agent = {.enabled = true, .inter = 4s, .port = 9000};
    }
    lab.site.haproxies[0].agents = {{.server = "be/s1", .says = "down"},
                                    {.server = "be/s2", .says = "down"}};
    lab.ask(1s, 10ms);
    lab.site.clients[0].arrivals = lab.trace;
    std::vector<Duration> times;
    simulate(lab.site, {.duration = 4s, .haproxy_notices = [&](const haproxy::Notice& one) {
                            times.push_back(one.at);
                        }});

    CHECK(times == std::vector<Duration>{1s, 3s});
}
