// SPDX-License-Identifier: MIT
/// Traces and observed values are looked for beside the scenario file that names them.
#include "catch.hpp"
#include "support/scratch.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <string>
#include <variant>

using namespace tiersim;
using namespace tiersim::literals;

namespace {

constexpr auto site = R"({
  "clients": [
    {"name": "users", "calls": "db",
     "arrivals": {"trace": {"file": "logs/access.csv", "time_column": "time"}}}
  ],
  "databases": [{"name": "db", "read": {"empirical": {"file": "times.txt"}}}]
})";

}  // namespace

TEST_CASE("files that a scenario names are read from its folder", "[io]")
{
    const support::Scratch folder;
    folder.write("site.json", site);
    folder.write("logs/access.csv", "time,bytes\n100.25,1000\n100.75,2000\n102.5,3000\n");
    folder.write("times.txt", "1ms\n0.003\n");

    const auto scenario = read_scenario(folder / "site.json");

    const auto& trace = std::get<Trace>(scenario.clients[0].arrivals);
    REQUIRE(trace.arrivals.size() == 3);
    CHECK(trace.arrivals[2].at - trace.arrivals[0].at == 2250ms);
    const auto& observed = std::get<Empirical>(scenario.databases[0].read.work);
    CHECK(observed.values == std::vector<Duration>{1ms, 3ms});
}

TEST_CASE("a scenario with files is written with their names, not with what they hold", "[io]")
{
    const support::Scratch folder;
    folder.write("site.json", site);
    folder.write("logs/access.csv", "time\n1\n2\n");
    folder.write("times.txt", "1ms\n");
    const auto scenario = read_scenario(folder / "site.json");

    const auto text = write_scenario(scenario);

    CHECK(text.find("logs/access.csv") != std::string::npos);
    CHECK(text.find("\"at\"") == std::string::npos);
    CHECK(read_scenario_text(text, (folder / "again.json").string()) == scenario);
}

TEST_CASE("a file that is not there, or has nothing to give, is a problem of who names it", "[io]")
{
    const support::Scratch folder;
    folder.write("site.json", site);
    folder.write("logs/access.csv", "when\n1\n2\n");

    try {
        read_scenario(folder / "site.json");
        FAIL("read without its files");
    } catch (const ScenarioError& error) {
        REQUIRE(error.problems().size() == 2);
        CHECK(error.problems()[0].pointer == "/clients/0/arrivals/trace/file");
        CHECK(error.problems()[0].line == 4);
        CHECK(error.problems()[1].pointer == "/databases/0/read/empirical/file");
    }
}

TEST_CASE("lines of a log that cannot be read are warned of", "[io]")
{
    const support::Scratch folder;
    folder.write("site.json", site);
    folder.write("logs/access.csv", "time\n1\nyesterday\n2\n");
    folder.write("times.txt", "1ms\n");

    const auto reading = read_with_warnings(folder / "site.json");

    REQUIRE(reading.warnings.size() == 1);
    CHECK(reading.warnings[0].pointer == "/clients/0/arrivals/trace/file");
}
