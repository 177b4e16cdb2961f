// SPDX-License-Identifier: MIT
/// A configuration of HAProxy in a scenario, and a site around one.
#include "catch.hpp"
#include "haproxy_cfg/reading.hpp"
#include "tiersim/experiment/simulate.hpp"
#include "tiersim/io/haproxy_site.hpp"
#include "tiersim/io/scenario_file.hpp"
#include "tiersim/scenario/check.hpp"

namespace {

using namespace tiersim;

const std::string folder = TIERSIM_ROOT "/tests/io/cases/";

std::string scenario_with(const std::string& file)
{
    return R"({"haproxies": [{"name": "lb", "file": ")" + file +
           R"(", "servers": [{"server": "app/app-1", "node": "app-1"}]}],
        "app_servers": [{"name": "app", "place": {"replicas": 2},
                         "routes": [{"steps": [{"compute": "5ms"}]}]}],
        "clients": [{"name": "users", "calls": "lb", "arrivals": {"poisson": "20/s"}}],
        "run": {"duration": "10s"}})";
}

}  // namespace

TEST_CASE("a tier of HAProxy has the configuration that its file holds", "[haproxy][io]")
{
    const Scenario site = read_scenario_text(scenario_with("haproxy-plain.cfg"), folder + "x.json");

    REQUIRE(site.haproxies.size() == 1);
    CHECK(site.haproxies[0].config ==
          haproxy::read_haproxy_config(folder + "haproxy-plain.cfg").config);
    CHECK(simulate(site).populations[0].good > 100);
}

TEST_CASE("what HAProxy refuses is a problem of the scenario, with the line", "[haproxy][io]")
{
    std::string said;
    try {
        read_scenario_text(scenario_with("haproxy-bad.cfg"), folder + "x.json");
    } catch (const ScenarioError& error) {
        said = error.what();
    }

    CHECK(said.find("haproxy-bad.cfg:4: balanse: unknown keyword") != std::string::npos);
}

TEST_CASE("a site around a configuration is written with the name of its file", "[haproxy][io]")
{
    const auto import = haproxy::read_haproxy_config(folder + "haproxy-plain.cfg");
    const Scenario site = site_around(import.config, "haproxy-plain.cfg");

    CHECK_FALSE(any_error(check(site)));
    CHECK(read_scenario_text(write_scenario(site), folder + "x.json") == site);
    CHECK(simulate(site).populations[0].good > 50);
}
