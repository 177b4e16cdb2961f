// SPDX-License-Identifier: MIT
/// What a user reads who made mistakes: the messages are golden files.
#include "catch.hpp"
#include "support/golden.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <string>

using namespace tiersim;

namespace {

/// All that is said about a text; empty when it is read.
std::string said_about(std::string_view text, const std::vector<Setting>& settings = {})
{
    try {
        read_scenario_text(text, "shop.json", settings);
        return {};
    } catch (const ScenarioError& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("everything wrong with a file is said at once, in its order and in its place",
          "[io][golden]")
{
    const auto said = said_about(R"({
  "clients": [{"name": "users", "calls": "app", "timeout": 2, "arrivals": {"poisson": "0/s"}}],
  "app_servers": [
    {"name": "app", "worker": 3, "routes": [{"steps": [{"compute": {"exponetial": "3ms"}}]}]},
    {"nmae": "api", "place": 0, "routes": [{"steps": []}]}
  ],
  "databases": [{"name": "db", "read": "two", "buffer_hits": "120%", "place": {"replica": 2}}]
})");

    CHECK(said == golden::approved("errors/many.txt", said));
}
