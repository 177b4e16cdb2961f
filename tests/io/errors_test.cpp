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

TEST_CASE("warnings tell the consequence", "[io][golden]")
{
    const auto warnings = read_text_with_warnings(R"({
  "run": {"duration": "1min"},
  "hosts": [{"name": "big", "cores": 4}, {"name": "spare"}],
  "clients": [
    {"name": "users", "calls": "lb", "arrivals": {"poisson": "600/s"}, "timeout": "2s",
     "good_within": "1s", "retry": 3}
  ],
  "balancers": [{"name": "lb", "cluster": "standby", "upstream": {"to": "web", "timeout": "30s"}}],
  "web_servers": [
    {"name": "web", "place": 2, "connections": 32, "work": "1ms",
     "upstream": {"to": "app", "check": {"interval": "2s", "kind": "tcp"}}}
  ],
  "app_servers": [
    {"name": "app", "place": {"replicas": 4, "hosts": ["big"], "cores": 2}, "workers": 16,
     "queue": 1000, "upstreams": ["db", "mail"],
     "routes": [{"steps": [{"compute": "10ms"}, {"query": "db"}]}]}
  ],
  "databases": [
    {"name": "db", "connections": 100, "read": {"work": "1ms", "disk": "4ms"}, "buffer_hits": "0%"},
    {"name": "mail"}
  ],
  "faults": [
    {"effect": "crash", "node": "app-2", "at": "20s", "lasts": "3s"},
    {"effect": "hang", "node": "web-1", "at": "2min"}
  ],
  "expect": [{"metric": "availability", "at_least": "99%", "from": "50s", "to": "70s"}]
})",
                                                  "shop.json")
                              .warnings;
    const auto said = to_text(warnings);

    CHECK(said == golden::approved("errors/consequences.txt", said));
}

TEST_CASE("names that nothing bears are shown with what was meant", "[io][golden]")
{
    const auto said = said_about(R"({
  "hosts": [{"name": "box"}, {"name": "box"}],
  "clients": [
    {"name": "users", "calls": "wbe", "arrivals": {"poisson": "4/s"},
     "mix": [{"name": "page", "share": "70%"}, {"name": "pic", "share": "20%"}]}
  ],
  "web_servers": [
    {"name": "web", "place": {"hosts": ["bxo"]}, "content": [{"kind": "pci"}],
     "upstream": {"to": "web", "weights": [1, 2]}}
  ],
  "app_servers": [
    {"name": "web", "upstreams": ["db"],
     "routes": [
       {"kind": "page", "steps": [{"query": "bd"}, {"lookup": {"to": "db", "otherwise": []}}]}]}
  ],
  "databases": [{"name": "db"}],
  "faults": [{"effect": "crash", "between": ["web", "moon"]}, {"effect": "hang", "node": "web-7"}],
  "expect": [{"of": "user", "metric": "latency_p99", "at_most": "1%"}]
})");

    CHECK(said == golden::approved("errors/names.txt", said));
}

TEST_CASE("calls that never end are refused, with their way", "[io][golden]")
{
    const auto said = said_about(R"({
  "clients": [{"name": "users", "calls": "web", "arrivals": {"poisson": "4/s"}}],
  "web_servers": [{"name": "web", "upstream": "app"}],
  "app_servers": [
    {"name": "app", "upstreams": ["api"], "routes": [{"steps": [{"query": "api"}]}]},
    {"name": "api", "upstreams": ["web"], "routes": [{"steps": [{"query": "web"}]}]}
  ]
})");

    CHECK(said == golden::approved("errors/endless.txt", said));
}

TEST_CASE("settings of the command line are told where they stand", "[io][golden]")
{
    const auto said = said_about(R"({
  "clients": [{"name": "users", "calls": "db", "arrivals": {"poisson": "4/s"}}],
  "databases": [{"name": "db"}]
})",
                                 {"clients.users.timeout=2", "databases.bd.queue=3", "seed=7",
                                  "clients.0.arrivals.poisson=0/s", "nonsense"});

    CHECK(said == golden::approved("errors/settings.txt", said));
}

TEST_CASE("what is no JSON is shown in its place", "[io][golden]")
{
    const auto said = said_about("{\n  \"clients\": [\n    {\"name\": \"wéb\",}\n  ]\n}") + "\n" +
                      said_about(std::string(200, '[')) + "\n" + said_about("") + "\n" +
                      said_about("{\"run\": {\"seed\": 1e999}}") + "\n" + said_about("[1]");

    CHECK(said == golden::approved("errors/syntax.txt", said));
}
