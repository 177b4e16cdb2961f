// SPDX-License-Identifier: MIT
/// Uploads and downloads that take their time.
#include "catch.hpp"
#include "haproxy_lab.hpp"

using namespace lab;

namespace {

Kind uploads(Duration takes, bool stalls = false)
{
    return {.method = "POST", .upload = Body{.takes = Constant{takes}, .stalls = stalls}};
}

Kind downloads(Duration takes, bool stalls = false)
{
    return {.download = Body{.takes = Constant{takes}, .stalls = stalls}};
}

}  // namespace

TEST_CASE("an upload is waited for while the server's place is held", "[model][haproxy]")
{
    Lab lab{1};
    lab.fe().timeouts.client = 300ms;
    lab.be().timeouts = {.queue = 30s, .connect = 1s, .server = 500ms};
    lab.server(1).maxconn = 1;
    const auto post = lab.kind(uploads(2s));
    lab.ask(1s, 100ms, post);
    lab.ask(1500ms, 100ms);

    const auto log = lab.run();

    CHECK(times(log[0]) == "0/0/0/2100/2100");
    CHECK(verdict(log[0]) == "200 ---- 0");
    CHECK(times(log[1]) == "0/1600/0/100/1700");
}

TEST_CASE("a stalled upload ends by timeout server, not by timeout client (Q13)",
          "[model][haproxy]")
{
    Lab lab{1};
    lab.fe().timeouts = {.client = 300ms, .http_request = 200ms};
    lab.be().timeouts = {.connect = 1s, .server = 2s};
    lab.ask(1s, 100ms, lab.kind(uploads(50ms, true)));

    const LogRecord record = lab.run()[0];

    CHECK(verdict(record) == "504 sH-- 0");
    CHECK(times(record) == "0/0/0/-1/2050");
}

TEST_CASE("option http-buffer-request waits for the body before anything else", "[model][haproxy]")
{
    Lab lab{1};
    lab.server(1).maxconn = 1;
    SECTION("in the frontend, or in the backend")
    {
        const bool front = GENERATE(true, false);
        (front ? lab.fe().http_buffer_request : lab.be().http_buffer_request) = true;
        lab.ask(1s, 100ms, lab.kind(uploads(2s)));
        lab.ask(1500ms, 100ms);
        const auto log = lab.run();
        CHECK(times(log[0]) == "0/0/0/100/100");
        CHECK(times(log[1]) == "2000/0/0/100/2100");
    }
    SECTION("no longer than timeout http-request")
    {
        lab.fe().http_buffer_request = true;
        lab.fe().timeouts = {.client = 20s, .http_request = 300ms};
        lab.ask(1s, 100ms, lab.kind(uploads(2s)));
        const LogRecord record = lab.run()[0];
        CHECK(verdict(record) == "408 cR-- 0");
        CHECK(times(record) == "-1/-1/-1/-1/300");
        CHECK(record.server.empty());
    }
    SECTION("without one as long as something comes")
    {
        lab.fe().http_buffer_request = true;
        lab.fe().timeouts = {.client = 500ms};
        lab.ask(1s, 100ms, lab.kind(uploads(2s, true)));
        const LogRecord record = lab.run()[0];
        CHECK(verdict(record) == "408 cR-- 0");
        CHECK(record.active == 2500);
    }
}

TEST_CASE("a slow reader holds the server's place (Q30)", "[model][haproxy]")
{
    Lab lab{1};
    lab.fe().timeouts.client = 300ms;
    lab.be().timeouts = {.queue = 30s, .connect = 1s, .server = 500ms};
    lab.server(1).maxconn = 1;
    SECTION("as long as it reads")
    {
        lab.ask(1s, 100ms, lab.kind(downloads(2s)));
        lab.ask(1500ms, 100ms);
        const auto log = lab.run();
        CHECK(verdict(log[0]) == "200 ---- 0");
        CHECK(times(log[0]) == "0/0/0/100/2100");
        CHECK(times(log[1]) == "0/1600/0/100/1700");
    }
    SECTION("until timeout client when it stops")
    {
        lab.ask(1s, 100ms, lab.kind(downloads(1s, true)));
        const LogRecord record = lab.run()[0];
        CHECK(verdict(record) == "200 cD-- 0");
        CHECK(times(record) == "0/0/0/100/1400");
    }
}

TEST_CASE("a client that gives up in the middle of a body is noticed", "[model][haproxy]")
{
    Lab lab{1};
    lab.site.clients[0].timeout = 500ms;
    SECTION("of its upload")
    {
        lab.ask(1s, 100ms, lab.kind(uploads(2s)));
        const LogRecord record = lab.run()[0];
        CHECK(verdict(record) == "-1 CD-- 0");
        CHECK(times(record) == "0/0/0/-1/501");
    }
    SECTION("of its upload, which is awaited")
    {
        lab.fe().http_buffer_request = true;
        lab.ask(1s, 100ms, lab.kind(uploads(2s)));
        const LogRecord record = lab.run()[0];
        CHECK(verdict(record) == "400 CR-- 0");
    }
    SECTION("of its download")
    {
        lab.ask(1s, 100ms, lab.kind(downloads(2s)));
        const LogRecord record = lab.run()[0];
        CHECK(verdict(record) == "200 CD-- 0");
        CHECK(record.active == 501);
    }
}
