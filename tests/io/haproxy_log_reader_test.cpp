// SPDX-License-Identifier: MIT
/// HAProxy's log is read as it stands: every field, whatever syslog put in front, and what is wrong
/// with a line that is none.
#include "tiersim/io/haproxy_log_reader.hpp"

#include "catch.hpp"
#include "support/feed.hpp"
#include "support/scratch.hpp"
#include "tiersim/core/random.hpp"

using namespace tiersim;
using namespace tiersim::haproxy;
using namespace std::chrono_literals;

namespace {

const std::string request =
    "10.0.1.2:33317 [02/Jan/2026:10:20:30.045] shop~ api/a-1 1/20/3/40/+65 200 +2750 sid=1 - --VN "
    "9/8/7/6/+5 4/3 {example.org|curl} {gzip} \"GET /a?b=c HTTP/1.1\"";

const std::string plain =
    "10.0.1.2:33317 [02/Jan/2026:10:20:30.045] shop api/a-1 0/0/0/4/4 200 75 - - ---- 1/1/0/0/0 "
    "0/0 "
    "\"GET / HTTP/1.1\"";

LogRecord read(const std::string& line)
{
    std::string problem;
    const auto record = read_log_line(line, problem);
    INFO(line);
    CHECK(problem == "");
    REQUIRE(record);
    return *record;
}

std::string problem_of(const std::string& line)
{
    std::string problem;
    CHECK_FALSE(read_log_line(line, problem));
    return problem;
}

/// `plain` with the first `what` replaced.
std::string with(const std::string& what, const std::string& by)
{
    std::string line = plain;
    return line.replace(line.find(what), what.size(), by);
}

}  // namespace

TEST_CASE("every field of a line in HAProxy's HTTP log is read", "[io][haproxy]")
{
    CHECK(read(request) == LogRecord{.client = 0x0a000102,
                                     .port = 33317,
                                     .began = 34h + 20min + 30s + 45ms,
                                     .frontend = "shop",
                                     .encrypted = true,
                                     .backend = "api",
                                     .server = "a-1",
                                     .request = 1,
                                     .waited = 20,
                                     .connect = 3,
                                     .response = 40,
                                     .active = 65,
                                     .status = 200,
                                     .bytes = 2750,
                                     .request_cookie = "sid=1",
                                     .termination = "--VN",
                                     .process_connections = 9,
                                     .frontend_connections = 8,
                                     .backend_connections = 7,
                                     .server_connections = 6,
                                     .retries = 5,
                                     .redispatched = true,
                                     .server_queue = 4,
                                     .backend_queue = 3,
                                     .captures = "{example.org|curl} {gzip}",
                                     .line = "GET /a?b=c HTTP/1.1",
                                     .early = true});
}

TEST_CASE("a request without a server, without times, without a request line is read",
          "[io][haproxy]")
{
    const LogRecord record = read(
        "10.0.1.2:1 [31/Dec/2025:23:59:59.999] fe fe/<NOSRV> -1/-1/-1/-1/302 408 0 - - cR-- "
        "1/1/0/0/0 0/0 \"<BADREQ>\"");

    CHECK(record.began == -1ms);
    CHECK(record.server.empty());
    CHECK(record.request == -1);
    CHECK(record.waited == -1);
    CHECK(record.connect == -1);
    CHECK(record.response == -1);
    CHECK(record.active == 302);
    CHECK(record.termination == "cR--");
    CHECK(record.line.empty());
    CHECK(read(with("200", "-1")).status == -1);
}

TEST_CASE("a line of HAProxy's TCP log is read", "[io][haproxy]")
{
    const LogRecord record = read(
        "10.0.1.2:33313 [02/Jan/2026:10:20:30.045] fnt bck/s1 0/-1/5007 212 "
        "sC 0/0/0/0/+3 0/1");

    CHECK(record.tcp);
    CHECK(record.waited == 0);
    CHECK(record.connect == -1);
    CHECK(record.active == 5007);
    CHECK(record.bytes == 212);
    CHECK(record.termination == "sC--");
    CHECK(record.retries == 3);
    CHECK(record.redispatched);
    CHECK(record.backend_queue == 1);
}

TEST_CASE("what syslog puts in front is passed over, and names the process", "[io][haproxy]")
{
    const std::vector<std::pair<std::string, std::string>> prefixes{
        {"", ""},
        {"Jan  2 10:20:30 lb-1 haproxy[9883]: ", "lb-1"},
        {"Jan  2 10:20:30 127.0.0.1 haproxy[9883]: ", "127.0.0.1"},
        {"2026-01-02T10:20:30.045+01:00 lb-1 haproxy[9883]: ", "lb-1"},
        {"<134>Jan  2 10:20:30 haproxy[9883]: ", ""},
        {"<134>Jan  2 10:20:30 lb-1 balancer: ", "lb-1"},
        {"<134>1 2026-01-02T10:20:30.045Z lb-1 haproxy 9883 - - ", "lb-1"}};
    for (const auto& [prefix, host] : prefixes) {
        LogRecord expected = read(plain);
        expected.process = host;
        CHECK(read(prefix + plain) == expected);
    }
}

TEST_CASE("clients without an IPv4 address keep their names", "[io][haproxy]")
{
    const auto client = [](const std::string& name) {
        const LogRecord record = read(with("10.0.1.2:33317", name));
        CHECK(to_text(record) == with("10.0.1.2:33317", name));
        return record.client_name + " " + std::to_string(record.port);
    };

    CHECK(client("2001:db8::1:443") == "2001:db8::1 443");
    CHECK(client("unix:1") == "unix 1");
    CHECK(client("client-17:5") == "client-17 5");
    CHECK(client("010.0.0.1:5") == "010.0.0.1 5");
    CHECK(client("10.0.0.256:5") == "10.0.0.256 5");
    CHECK(client("-") == "- 0");
    CHECK(client("10.0.0.1:5") == " 5");
}

TEST_CASE("bytes that stand in a log as #XX are themselves again", "[io][haproxy]")
{
    LogRecord record = read(plain);
    record.line = "GET /\"\x01\xff# HTTP/1.0";

    CHECK(to_text(record) == with("GET / HTTP/1.1", "GET /#22#01#FF#23 HTTP/1.0"));
    CHECK(read(to_text(record)) == record);
    CHECK(read(with("GET / HTTP/1.1", "GET /#zz# HTTP/1.0")).line == "GET /#zz# HTTP/1.0");
}

TEST_CASE("a line that syslog has cut in its request is read up to there", "[io][haproxy]")
{
    const LogRecord record = read(plain.substr(0, plain.size() - 5));

    CHECK(record.cut);
    CHECK(record.line == "GET / HTTP");
    CHECK(to_text(record) == plain.substr(0, plain.size() - 5));
}

TEST_CASE("lines that HAProxy 2.6.12 wrote are read, and written again as they were",
          "[io][haproxy]")
{
    for (const std::string line :
         {"127.0.0.1:37382 [22/Nov/2026:11:15:58.024] fe be/s2 0/0/0/-1/204 502 209 - - UH-- "
          "1/1/0/0/0 "
          "0/0 \"GET /x HTTP/1.1\"",
          "127.0.0.1:44112 [22/Nov/2026:11:22:15.512] fe be/s2 0/452/0/1/453 200 79 - - --DI "
          "3/3/2/1/+0 1/0 \"GET /r1 HTTP/1.1\"",
          "127.0.0.1:44096 [22/Nov/2026:11:22:12.547] fe be/s1 0/1502/-1/-1/1502 503 217 - - sQVN "
          "3/3/2/1/0 1/0 \"GET /r1 HTTP/1.1\"",
          "127.0.0.1:49864 [25/Nov/2026:01:41:04.298] fe be/s1 0/0/0/21/21 200 475 SID=abc - --VN "
          "1/1/0/0/0 0/0 {127.0.0.1:18080|Mozilla #7Bx#7Cy#7D #22q#22} {text/html; charset=u} "
          "\"GET / HTTP/1.1\"",
          "::1:58008 [25/Nov/2026:01:41:04.710] fe st/<STATS> 0/0/0/0/0 200 33825 - - LR-- "
          "1/1/0/0/0 "
          "0/0 {[::1]:18080|curl/7.88.1} {} \"GET /stats HTTP/1.1\"",
          "unix:3 [25/Nov/2026:01:41:04.750] fe be/s1 0/0/0/2/2 200 475 - - --NI 1/1/0/0/+1 0/0 "
          "{|} "
          "{text/html; charset=u} \"GET / HTTP/1.1\"",
          "127.0.0.1:46440 [25/Nov/2026:01:41:04.759] asap asap/s1 0/0/0/0/+0 200 +154 - - ---- "
          "1/1/1/1/0 0/0 \"GET / HTTP/1.1\"",
          "127.0.0.1:50114 [25/Nov/2026:01:41:04.807] tcp tcp/s1 1/0/0 476 -- 1/1/0/0/+1 0/0",
          "127.0.0.1:49902 [25/Nov/2026:01:41:05.092] fe fe/<NOSRV> -1/-1/-1/-1/0 400 0 - - PR-- "
          "1/1/0/0/0 0/0 \"<BADREQ>\""}) {
        CHECK(to_text(read(line)) == line);
    }
    CHECK(to_text(read(request)) == request);
}

TEST_CASE("lines that tell of no request are counted, and nothing else", "[io][haproxy]")
{
    const LogReading reading = read_log_text(
        "Jan  2 10:20:30 lb-1 haproxy[9]: Server be/s1 is DOWN, reason: Layer4 timeout.\n"
        "Jan  2 10:20:30 lb-1 haproxy[9]: backend be has no server available!\n"
        "Health check for server be/s1 failed, reason: Layer7 timeout, status: 1/2 UP.\n"
        "10.0.0.1:5 [02/Jan/2026:10:20:30.045] fe/1: SSL handshake failure\n"
        "\n" +
        plain + "\r\n");

    CHECK(reading.messages == 4);
    CHECK(reading.problems.empty());
    CHECK(reading.records == std::vector<LogRecord>{read(plain)});
}

TEST_CASE("what is wrong with a line is said, with its number", "[io][haproxy]")
{
    const LogReading reading = read_log_text(plain + "\nGET / HTTP/1.1\n" +
                                             with("0/0/0/4/4", "0/0/x/4/4") + "\n" + plain);

    CHECK(reading.records.size() == 2);
    CHECK(reading.problems ==
          std::vector<LogProblem>{
              {.line = 2,
               .text = "expected a client, and a date such as \"[01/Jan/2026:00:00:00.000]\""},
              {.line = 3, .text = "column 60: expected a number for Tc, got \"x/4/4\""}});
}

TEST_CASE("each field of a line may be wrong", "[io][haproxy]")
{
    const auto says = [](const std::string& what, const std::string& by) {
        const std::string problem = problem_of(with(what, by));
        return problem.substr(problem.find("expected"));
    };

    CHECK(says(" shop ", "  ") == "expected a frontend, got \"\"");
    CHECK(says("api/a-1", "api") == "expected \"/\", got \"\"");
    CHECK(says("0/0/0/4/4", "0/0/0/4") == "expected times such as TR/Tw/Tc/Tr/Ta, got \"0/0/0/4\"");
    CHECK(says("0/0/0/4/4", "0/0/0/4/") == "expected a number for Ta, got \"\"");
    CHECK(says("200", "OK") == "expected a number for a status, got \"OK\"");
    CHECK(says("75", "-1") == "expected a number for a number of bytes, got \"-1\"");
    CHECK(says("75", "99999999999999999999") ==
          "expected a number for a number of bytes, got \"99999999999999999999\"");
    CHECK(says("----", "---") == "expected 4 letters of termination, got \"---\"");
    CHECK(says("1/1/0/0/0", "1/1/0/0") == "expected \"/\", got \"\"");
    CHECK(says("0/0 \"GET", "0/0 {a \"GET") == "expected headers in braces, got \"{a\"");
    CHECK(says("\"GET / HTTP/1.1\"", "GET /") == "expected a request in quotes, got \"GET\"");
    CHECK(says("HTTP/1.1\"", "HTTP/1.1\" 5") == "expected the end of the line, got \"5\"");
    CHECK(says("0/0 \"GET / HTTP/1.1\"", "0/0") == "expected \" \", got the end of the line");
}

TEST_CASE("dates that the calendar has not are none", "[io][haproxy]")
{
    for (const std::string date :
         {"29/Feb/2026:00:00:00.000", "00/Jan/2026:00:00:00.000", "01/Foo/2026:00:00:00.000",
          "01/Jan/2026:24:00:00.000", "01/Jan/2026:00:60:00.000", "01/Jan/2026:00:00:00",
          "01/Jan/9999:00:00:00.000", "1/Jan/2026:00:00:00.0000"})
        CHECK_FALSE(problem_of(with("02/Jan/2026:10:20:30.045", date)).empty());
    CHECK(read(with("02/Jan/2026", "29/Feb/2024")).began < 0s);
}

TEST_CASE("a damaged log is read or refused", "[io][haproxy][property]")
{
    Rng rng{1, "damage to a log"};
    for (int i = 0; i < 20000; ++i) {
        std::string line = i % 2 == 0 ? request : plain;
        for (std::uint32_t times = 1 + rng.below(4); times > 0; --times) {
            const auto at = rng.below(static_cast<std::uint32_t>(line.size()));
            switch (rng.below(3)) {
                case 0: line.erase(at, rng.below(9)); break;
                case 1: line.insert(at, line.substr(rng.below(at + 1), rng.below(20))); break;
                default: line[at] = static_cast<char>(line[at] ^ (1 << rng.below(8)));
            }
            if (line.empty()) line = "x";
        }
        INFO(line);
        REQUIRE_NOTHROW(support::feed_log(line));
    }
}

TEST_CASE("a log is read from its file; one that is not there is a problem", "[io][haproxy]")
{
    const support::Scratch folder;
    const std::string file = folder.write("log", plain + "\n" + plain).string();
    const std::string none = (folder / "none").string();

    CHECK(read_log(file).records.size() == 2);
    CHECK(read_log(file).problems.empty());
    CHECK(read_log(none).problems ==
          std::vector<LogProblem>{{.text = none + ": cannot be opened"}});
}
