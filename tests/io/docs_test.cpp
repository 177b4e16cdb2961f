// SPDX-License-Identifier: MIT
/// The documentation of scenario files is true: its reference is made from the tables, and what it
/// shows can be read.
#include "catch.hpp"
#include "io/json.hpp"
#include "io/reference.hpp"
#include "support/golden.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <string>
#include <vector>

using namespace tiersim;

namespace {

/// The JSON examples of a page.
std::vector<std::string> examples(const std::string& page)
{
    const std::string fence = "```json\n";
    std::vector<std::string> all;
    for (auto start = page.find(fence); start != std::string::npos;) {
        const auto end = page.find("\n```", start + fence.size());
        all.push_back(page.substr(start + fence.size(), end - start - fence.size()));
        start = page.find(fence, end);
    }
    return all;
}

/// A whole scenario as it is; members of one in place of those of a shop.
std::string completed(const std::string& example)
{
    if (example.starts_with("{")) return example;
    auto shop = json::parse(golden::contents("tests/io/cases/shop.json")).root.value();
    const auto members = json::parse("{" + example + "}").root.value();
    for (std::size_t i = 0; i < members.keys.size(); ++i) {
        auto* place = shop.find(members.keys[i].name);
        REQUIRE(place != nullptr);
        *place = members.items[i];
    }
    return json::print(shop);
}

}  // namespace

TEST_CASE("the reference of scenario files is the one that the tables make", "[io][golden]")
{
    const auto text = reference::markdown();

    CHECK(text == golden::generated("docs/scenario-reference.md", text));
}

TEST_CASE("every example in the page on scenario files can be read", "[io]")
{
    const auto all = examples(golden::contents("docs/scenario-files.md"));

    CHECK(all.size() >= 6);
    for (const auto& example : all) {
        INFO(example);
        CHECK_NOTHROW(read_scenario_text(completed(example), "example"));
    }
}

TEST_CASE("the first example has nothing odd about it", "[io]")
{
    const auto first = examples(golden::contents("docs/scenario-files.md")).front();

    CHECK(to_text(read_text_with_warnings(first, "first.json").warnings) == "");
}

TEST_CASE("the short forms in the page say the same as the long ones", "[io]")
{
    const auto page = golden::contents("docs/scenario-files.md");
    const auto first = examples(page).front();
    const auto read_with = [&](const Setting& setting) {
        return read_scenario_text(first, "first.json", {setting});
    };

    CHECK(read_with("databases.db.read=2ms") ==
          read_with(R"(databases.db.read={"work": {"constant": {"value": "2ms"}}})"));
    CHECK(read_with("app_servers.app.place=3") ==
          read_with(R"(app_servers.app.place={"replicas": 3})"));
    CHECK(read_with("clients.users.retry=3") ==
          read_with(R"(clients.users.retry={"attempts": 3})"));
    CHECK(read_with("balancers.lb.upstream=app") ==
          read_with(R"(balancers.lb.upstream={"to": "app", "balance": {"round_robin": {}}})"));
    CHECK(read_with(R"(clients.users.arrivals={"poisson": "400/s"})") ==
          read_with(R"(clients.users.arrivals={"poisson": {"rate": "400/s"}})"));
}
