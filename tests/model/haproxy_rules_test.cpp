// SPDX-License-Identifier: MIT
/// Rules, rates and reuse of connections of a HAProxy, held to what the real one was seen to do.
#include "catch.hpp"
#include "haproxy_lab.hpp"

#include <set>

using namespace lab;

namespace {

haproxy::Rule rule(haproxy::Action action, std::uint32_t status = 0)
{
    return {.action = action, .status = status};
}

/// True while a counter is at least this.
haproxy::Acl at_least(haproxy::Fetch fetch, std::int64_t least,
                      std::vector<std::string> arguments = {})
{
    return {.tests = {{.sample = {.fetch = fetch, .arguments = std::move(arguments)},
                       .match = haproxy::Match::integer,
                       .ranges = {{.least = least}}}}};
}

}  // namespace

TEST_CASE("rules answer by themselves, and the log says so", "[model][haproxy]")
{
    using haproxy::Action;
    Lab lab{1};
    lab.ask(1s);
    const auto answer = [&](const haproxy::Rule& one) {
        lab.fe().rules.http_request = {one};
        const LogRecord record = lab.run().at(0);
        return record.backend + " " + times(record) + " " + verdict(record) + " " +
               std::to_string(record.bytes);
    };

    CHECK(answer(rule(Action::deny)) == "fe 0/-1/-1/-1/0 403 PR-- 0 192");
    CHECK(answer(rule(Action::deny, 429)) == "fe 0/-1/-1/-1/0 429 PR-- 0 225");
    CHECK(answer(rule(Action::redirect)) == "fe 0/-1/-1/-1/0 302 LR-- 0 83");
    CHECK(answer(rule(Action::respond)) == "fe 0/-1/-1/-1/0 200 LR-- 0 49");
    SECTION("tarpit holds; without a time to hold it answers at once (Q15)")
    {
        CHECK(answer(rule(Action::tarpit)) == "fe -1/1/-1/-1/0 500 PT-- 0 208");
        lab.fe().timeouts.tarpit = 300ms;
        CHECK(answer(rule(Action::tarpit)) == "fe -1/301/-1/-1/300 500 PT-- 0 208");
    }
    SECTION("what is accepted goes on")
    {
        CHECK(answer(rule(Action::accept)) == "be 0/0/0/0/0 200 ---- 0 0");
    }
}

TEST_CASE("priorities of class and offset order the queue", "[model][haproxy]")
{
    using haproxy::Fetch;
    Lab lab{1};
    lab.server(1).maxconn = 1;
    lab.be().timeouts.queue = 10s;
    lab.be().acls = {{.tests = {{.sample = {.fetch = Fetch::path}, .patterns = {"/hi"}}}},
                     {.tests = {{.sample = {.fetch = Fetch::path}, .patterns = {"/off"}}}}};
    haproxy::Rule first{.action = haproxy::Action::priority_class,
                        .sample = {.fetch = Fetch::constant, .arguments = {"0"}}};
    first.sample.converters = {{.kind = haproxy::ConverterKind::sub, .number = 5}};
    first.when = {.alternatives = {{{.acl = 0}}}};
    haproxy::Rule later{.action = haproxy::Action::priority_offset,
                        .sample = {.fetch = Fetch::constant, .arguments = {"200"}}};
    later.when = {.alternatives = {{{.acl = 1}}}};
    lab.be().rules.http_request = {first, later};
    const std::uint32_t hi = lab.kind({.path = "/hi"});
    const std::uint32_t off = lab.kind({.path = "/off"});
    const std::vector<std::uint32_t> kinds{0, off, 0, 0, hi, 0, hi};
    for (std::size_t i = 0; i < kinds.size(); ++i)
        lab.ask(1s + i * 30ms, 300ms, kinds[i]);

    std::string order;
    for (const LogRecord& record : lab.run())
        order += record.line.substr(4, 2) + std::to_string(record.backend_queue) + " ";

    CHECK(order == "/ 0 /h1 /h2 / 3 / 4 / 5 /o6 ");
}

TEST_CASE("a gate on the queue sheds what is too much", "[model][haproxy]")
{
    Lab lab{1};
    lab.server(1).maxconn = 2;
    lab.be().timeouts.queue = 10s;
    lab.fe().acls = {at_least(haproxy::Fetch::queue, 1, {"be"})};
    haproxy::Rule gate = rule(haproxy::Action::deny, 503);
    gate.when = {.alternatives = {{{.acl = 0}}}};
    lab.fe().rules.http_request = {gate};
    for (int i = 0; i < 5; ++i)
        lab.ask(1s + i * 10ms, 300ms);

    std::multiset<std::int32_t> statuses;
    for (const LogRecord& record : lab.run())
        statuses.insert(record.status);

    CHECK(statuses == std::multiset<std::int32_t>{200, 200, 200, 503, 503});
}

TEST_CASE("rate-limit sessions lets a burst in, and then one at a time", "[model][haproxy]")
{
    Lab lab{1};
    lab.fe().rate_limit = 5;
    for (int i = 0; i < 9; ++i)
        lab.ask(1s);

    std::vector<Duration> began;
    for (const LogRecord& record : lab.run())
        began.push_back(record.began - 1s);

    CHECK(began == std::vector<Duration>{0ms, 0ms, 0ms, 0ms, 0ms, 1001ms, 1201ms, 1401ms, 1601ms});
}

TEST_CASE("whoever asks too often is turned away by what a table counted", "[model][haproxy]")
{
    Lab lab{1};
    lab.site.clients[0].sources = 1;
    lab.config().frontend_tables = {
        {.name = "fe",
         .size = 100,
         .expire = 10s,
         .store = {{.counter = haproxy::Counter::http_req_rate, .period = 10s}}}};
    haproxy::Acl often = at_least(haproxy::Fetch::tracked, 4);
    often.tests[0].sample.counter = haproxy::Counter::http_req_rate;
    lab.fe().acls = {often};
    haproxy::Rule deny = rule(haproxy::Action::deny, 429);
    deny.when = {.alternatives = {{{.acl = 0}}}};
    lab.fe().rules.http_request = {
        {.action = haproxy::Action::track, .sample = {.fetch = haproxy::Fetch::source}}, deny};
    lab.site.clients[0].arrivals = Thinking{.users = 1, .think = Constant{100ms}};
    lab.site.run.duration = 1s;

    std::string statuses;
    simulate(lab.site, {.haproxy_log = [&](const LogRecord& one) {
                 statuses += std::to_string(one.status) + " ";
             }});

    CHECK(statuses.substr(0, 24) == "200 200 200 429 429 429 ");
}

TEST_CASE("one-request clients share connections to servers only with http-reuse always (Q34)",
          "[model][haproxy]")
{
    Lab lab{1};
    lab.site.network.latency = 5ms;
    for (int i = 0; i < 4; ++i)
        lab.ask(1s + i * 100ms, 10ms);
    const auto connects = [&] {
        std::string all;
        for (const LogRecord& record : lab.run())
            all += std::to_string(record.connect) + " ";
        return all;
    };

    CHECK(connects() == "10 10 10 10 ");
    lab.be().http_reuse = haproxy::HttpReuse::always;
    CHECK(connects() == "10 0 0 0 ");
    SECTION("unless connections are closed")
    {
        lab.be().connection_mode = haproxy::ConnectionMode::server_close;
        CHECK(connects() == "10 10 10 10 ");
    }
    SECTION("or none may idle")
    {
        lab.server(1).pool.max_conn = 0;
        CHECK(connects() == "10 10 10 10 ");
    }
}

TEST_CASE("a client that goes is not noticed (Q33), unless abortonclose looks", "[model][haproxy]")
{
    Lab lab{1};
    lab.server(1).maxconn = 1;
    lab.be().timeouts.queue = 10s;
    lab.site.clients[0].timeout = 100ms;
    lab.ask(1s, 400ms);
    lab.ask(1010ms, 400ms);

    SECTION("the server works on for nobody, and the place in the queue stays")
    {
        const auto log = lab.run();
        CHECK(verdict(log[0]) == "200 ---- 0");
        CHECK(times(log[1]) == "0/390/0/400/790");
    }
    SECTION("abortonclose")
    {
        lab.be().abortonclose = true;
        const auto log = lab.run();
        CHECK(verdict(log[0]) == "400 CH-- 0");
        CHECK(verdict(log[1]) == "400 CH-- 0");
        CHECK(times(log[0]) == "0/0/0/-1/101");
    }
}
