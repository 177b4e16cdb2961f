// SPDX-License-Identifier: MIT
/// The lessons on configurations of HAProxy: what docs/haproxy.md tells of them comes out of runs.
#include "catch.hpp"
#include "scenarios/gallery.hpp"
#include "support/tables.hpp"
#include "tiersim/experiment/simulate.hpp"
#include "tiersim/io/scenario_file.hpp"
#include "tiersim/report/text.hpp"

#include <map>

using namespace tiersim;
using namespace std::chrono_literals;

namespace {

/// The promises of a report and what was measured, as they stand there.
std::string promises_in(const std::string& report)
{
    const std::size_t from = report.find('\n', report.find("\nPromises ") + 1) + 1;
    return "```text\n" + report.substr(from, report.find("\n\n", from) + 1 - from) + "```\n";
}

void teaches(const std::string& lesson)
{
    const std::string name = "haproxy/" + lesson;
    gallery::runs_as_approved(name);
    const std::string promises = promises_in(text_report(gallery::result(name)));
    CHECK(tables::stands_in("docs/haproxy.md", lesson, promises));
}

/// How many of the requests that began within a second of `from` each server got.
std::map<std::string, unsigned> shares(const std::string& lesson, Duration from)
{
    const auto folder = std::filesystem::path{TIERSIM_ROOT} / "scenarios/haproxy";
    std::map<std::string, unsigned> counts;
    Run run{.replications = 1};
    run.haproxy_log = [&](const haproxy::LogRecord& record) {
        if (record.began < from || record.began >= from + 1s) return;
        ++counts[record.process + " " + record.server];
    };
    simulate(read_scenario(folder / (lesson + ".json")), run);
    return counts;
}

/// When a process first took a server for down after `from`, counted from there; -1 s: never.
Duration found_after(const std::string& lesson, const std::string& process,
                     const std::string& server, Duration from)
{
    const auto folder = std::filesystem::path{TIERSIM_ROOT} / "scenarios/haproxy";
    Duration found = -1s;
    Run run{.replications = 1};
    run.haproxy_notices = [&](const haproxy::Notice& notice) {
        const bool its = notice.process == process && notice.server == server &&
                         notice.change == haproxy::ServerChange::down;
        if (its && notice.at >= from && found < 0s) found = notice.at - from;
    };
    simulate(read_scenario(folder / (lesson + ".json")), run);
    return found;
}

}  // namespace

TEST_CASE("haproxy/no-redispatch runs as approved", "[golden]") { teaches("no-redispatch"); }
TEST_CASE("haproxy/default-checks runs as approved", "[golden]") { teaches("default-checks"); }
TEST_CASE("haproxy/flapping runs as approved", "[golden][slow]") { teaches("flapping"); }
TEST_CASE("haproxy/flooded runs as approved", "[golden]") { teaches("flooded"); }
TEST_CASE("haproxy/maxconn runs as approved", "[golden]") { teaches("maxconn"); }

TEST_CASE(
    "in its first second a server that is back gets half of all requests, or with slowstart a few",
    "[haproxy]")
{
    auto first_second = shares("flooded", 61s);

    CHECK(first_second["lb-at-once-1 app-1"] >= 60);
    CHECK(first_second["lb-at-once-1 app-2"] <= 70);
    CHECK(first_second["lb-slowly-1 app-1"] <= 10);
    CHECK(first_second["lb-slowly-1 app-2"] >= 90);
}

TEST_CASE("the default check finds a dead host after 11 s, and a process that hangs never",
          "[haproxy]")
{
    const auto after = [](const std::string& process, const std::string& server, Duration from) {
        return found_after("default-checks", process, server, from);
    };

    CHECK(after("lb-default-1", "web-1", 31s) == 11s);
    CHECK(after("lb-default-1", "web-2", 91s) == -1s);
    CHECK(after("lb-timely-1", "web-1", 31s) >= 2250ms);
    CHECK(after("lb-timely-1", "web-1", 31s) <= 3250ms);
    CHECK(after("lb-timely-1", "web-2", 91s) >= 1250ms);
    CHECK(after("lb-timely-1", "web-2", 91s) <= 2250ms);
}

TEST_CASE("with fall 1 servers go out 65 times, with fall 3 never", "[haproxy]")
{
    const auto folder = std::filesystem::path{TIERSIM_ROOT} / "scenarios/haproxy";
    std::map<std::string, unsigned> outages;
    Run run{.replications = 1};
    run.haproxy_notices = [&](const haproxy::Notice& notice) {
        if (notice.change == haproxy::ServerChange::down) ++outages[notice.process];
    };

    simulate(read_scenario(folder / "flapping.json"), run);

    CHECK(outages["lb-fall-1-1"] == 65);
    CHECK(outages["lb-fall-3-1"] == 0);
}
