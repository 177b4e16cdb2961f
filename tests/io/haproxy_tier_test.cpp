// SPDX-License-Identifier: MIT
/// Tiers of HAProxy in scenario files: their configuration is read with them.
#include "catch.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <string>

using namespace tiersim;

namespace {

std::string shop(const std::string& tier)
{
    return R"({
  "clients": [{"name": "users", "calls": "lb", "arrivals": {"poisson": "10/s"}}],
  "haproxies": [{"name": "lb", )" +
           tier + R"(}],
  "app_servers": [{"name": "app", "routes": [{"steps": [{"compute": "10ms"}]}]}]
})";
}

const std::string lines = R"("lines": ["defaults", " mode http", " timeout connect 1s",
    " timeout client 1s", " timeout server 1s",
    "listen shop", " bind :80", " server s1 10.0.0.1:80 maxconn 7"])";

}  // namespace

TEST_CASE("the configuration of a HAProxy stands in the scenario, line by line", "[io][haproxy]")
{
    const std::string text = shop(lines + R"(, "servers": [{"server": "shop/s1", "node": "app-1"}],
        "admin": [{"at": "5s", "server": "shop/s1", "action": "weight", "value": 3}])");

    const Scenario scenario = read_scenario_text(text, "shop.json");

    const Haproxy& tier = scenario.haproxies.at(0);
    CHECK(tier.config.backends.at(0).servers.at(0).maxconn == 7);
    CHECK(tier.admin.at(0).action == AdminAction::weight);
    CHECK(read_scenario_text(write_scenario(scenario), "again.json") == scenario);
}

TEST_CASE("what is wrong with the configuration of a HAProxy is told with its line",
          "[io][haproxy]")
{
    try {
        read_scenario_text(shop(R"("lines": ["listen shop", " bind :80", " sever s1 app:80"])"),
                           "shop.json");
        FAIL("it was read");
    } catch (const ScenarioError& error) {
        CHECK(std::string{error.what()}.find("/haproxies/0/lines: line 3") != std::string::npos);
    }
}

TEST_CASE("a configuration that was made in C++ has no file to be written to", "[io][haproxy]")
{
    Scenario scenario;
    scenario.haproxies = {{.name = "lb"}};
    scenario.haproxies[0].config.frontends = {{.name = "fe"}};

    CHECK_THROWS_AS(write_scenario(scenario), std::invalid_argument);
}
