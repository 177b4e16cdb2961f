// SPDX-License-Identifier: MIT
/// What results say about faults.
#include "catch.hpp"
#include "tiersim/experiment/simulate.hpp"
#include "tiersim/io/scenario_file.hpp"

using namespace tiersim;

TEST_CASE("requests that the next fault spoils on their way are not charged to the one before",
          "[experiment]")
{
    const auto scenario = read_scenario_text(R"({
      "run": {"duration": "60s"},
      "clients": [{"name": "users", "calls": "app", "arrivals": {"paced": "100/s"},
                   "timeout": "1s"}],
      "app_servers": [
        {"name": "app", "upstreams": [{"to": "db"}], "routes": [{"steps": [
          {"compute": "5ms"}, {"query": {"to": "db"}}, {"compute": "400ms"}]}],
         "workers": 200, "place": {"cores": 0}}],
      "databases": [{"name": "db", "read": "1ms"}],
      "faults": [{"node": "app-1", "at": "20s", "lasts": "3s", "effect": {"slow": 1.01}},
                 {"node": "app-1", "at": "40s", "lasts": "2s", "effect": "crash"}]
    })");

    const auto result = simulate(scenario);

    CHECK(result.faults[0].recovered);
    CHECK(result.faults[0].failed == 0.0);
    CHECK(result.faults[0].time_to_recover.value == 0.0);
    CHECK(result.faults[1].recovered);
    CHECK(result.faults[1].failed > 150.0);
    CHECK(result.faults[1].time_to_recover.value == 2.0);
}

TEST_CASE("who learns of a later fault has not detected an earlier one", "[experiment]")
{
    const auto scenario = read_scenario_text(R"({
      "run": {"duration": "60s"},
      "clients": [{"name": "users", "calls": "lb", "arrivals": {"paced": "100/s"}}],
      "balancers": [{"name": "lb", "upstream": {"to": "app", "check": {"interval": "1s"}}}],
      "app_servers": [{"name": "app", "place": 2, "routes": [{"steps": [{"compute": "20ms"}]}]}],
      "faults": [{"node": "app-1", "at": "10s", "lasts": "5s", "effect": {"slow": 1.1}},
                 {"node": "app-1", "at": "30s", "lasts": "20s", "effect": "crash"}]
    })");

    const auto result = simulate(scenario);

    CHECK_FALSE(result.faults[0].detected);
    CHECK(result.faults[1].detected);
    CHECK(result.faults[1].time_to_detect.value < 4.0);
}
