// SPDX-License-Identifier: MIT
/// Every scenario that comes with the project keeps its promises, and its report and its
/// fingerprint are those that were approved.
#include "catch.hpp"
#include "scenarios/gallery.hpp"
#include "support/tables.hpp"
#include "tiersim/io/scenario_file.hpp"
#include "tiersim/report/text.hpp"

using namespace tiersim;
using gallery::runs_as_approved;

namespace {

Scenario read(const std::string& name)
{
    return read_scenario(std::filesystem::path{TIERSIM_ROOT} / "scenarios" / (name + ".json"));
}

}  // namespace

TEST_CASE("one-box runs as approved", "[golden][slow]") { runs_as_approved("one-box"); }
TEST_CASE("distributed runs as approved", "[golden][slow]") { runs_as_approved("distributed"); }
TEST_CASE("secured runs as approved", "[golden][slow]") { runs_as_approved("secured"); }
TEST_CASE("scale-up runs as approved", "[golden][slow]") { runs_as_approved("scale-up"); }
TEST_CASE("black-hole runs as approved", "[golden][slow]") { runs_as_approved("black-hole"); }
TEST_CASE("slow-server runs as approved", "[golden][slow]") { runs_as_approved("slow-server"); }
TEST_CASE("zone-outage runs as approved", "[golden][slow]") { runs_as_approved("zone-outage"); }
TEST_CASE("retry-storm runs as approved", "[golden]") { runs_as_approved("retry-storm"); }
TEST_CASE("flash-crowd runs as approved", "[golden][slow]") { runs_as_approved("flash-crowd"); }
TEST_CASE("lost-writes runs as approved", "[golden][slow]") { runs_as_approved("lost-writes"); }
TEST_CASE("circuit runs as approved", "[golden][slow]") { runs_as_approved("circuit"); }
TEST_CASE("tail runs as approved", "[golden][slow]") { runs_as_approved("tail"); }
TEST_CASE("cold-cache runs as approved", "[golden][slow]") { runs_as_approved("cold-cache"); }

TEST_CASE("wrong-suspect runs as approved", "[golden][slow]") { runs_as_approved("wrong-suspect"); }

TEST_CASE("the README shows how the report of scale-up begins", "[golden][slow]")
{
    const std::string report = text_report(gallery::result("scale-up"));
    const std::string beginning = report.substr(0, report.find("\nWhat users saw"));

    CHECK(tables::stands_in("README.md", "scale-up", "```text\n" + beginning + "```\n"));
}

TEST_CASE("every scenario has a test and tells what it is about", "[golden]")
{
    const std::vector<std::string> tested{"black-hole",
                                          "circuit",
                                          "cold-cache",
                                          "distributed",
                                          "flash-crowd",
                                          "haproxy/default-checks",
                                          "haproxy/flapping",
                                          "haproxy/flooded",
                                          "haproxy/maxconn",
                                          "haproxy/no-redispatch",
                                          "lost-writes",
                                          "one-box",
                                          "retry-storm",
                                          "scale-up",
                                          "secured",
                                          "slow-server",
                                          "tail",
                                          "wrong-suspect",
                                          "zone-outage"};

    CHECK(gallery::names() == tested);
    for (const std::string& name : gallery::names()) {
        CAPTURE(name);
        CHECK(read(name).name == std::filesystem::path{name}.filename());
        CHECK_FALSE(read(name).about.empty());
    }
}

TEST_CASE("the site grows under the same users, the same network and the same plan", "[golden]")
{
    const Scenario first = read("one-box");

    for (const std::string name : {"distributed", "secured", "scale-up"}) {
        CAPTURE(name);
        Scenario grown = read(name);
        grown.clients.resize(1);
        grown.clients.front().calls = first.clients.front().calls;
        CHECK(grown.clients == first.clients);
        CHECK(grown.network == first.network);
        CHECK(grown.run == first.run);
        CHECK(grown.databases.front().read == first.databases.front().read);
        CHECK(grown.databases.front().write == first.databases.front().write);
        CHECK(grown.app_servers.front().routes.front() == first.app_servers.front().routes.front());
    }
}
