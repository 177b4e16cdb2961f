// SPDX-License-Identifier: MIT
/// What is told of a tier of HAProxy before it runs.
#include "catch.hpp"
#include "tiersim/scenario/check.hpp"

using namespace tiersim;
using namespace tiersim::literals;

namespace {

Scenario with_haproxy()
{
    Scenario site{.clients = {{.name = "users", .calls = "lb", .arrivals = Paced{1_rps}}},
                  .haproxies = {{.name = "lb"}},
                  .app_servers = {{.name = "app", .routes = {{.steps = {{Compute{}}}}}}}};
    site.haproxies[0].config.frontends = {
        {.name = "fe", .binds = {{.port = 80}}, .default_backend = "be"}};
    site.haproxies[0].config.backends = {
        {.name = "be", .servers = {{.name = "s1", .address = "10.0.0.1"}}}};
    return site;
}

std::string first_problem(const Scenario& site)
{
    const auto problems = check(site);
    return problems.empty() ? "" : problems[0].pointer + ": " + problems[0].says;
}

}  // namespace

TEST_CASE("a server of a HAProxy stands where it is said to, else where its address or name is",
          "[scenario][haproxy]")
{
    Scenario site = with_haproxy();
    haproxy::Server& server = site.haproxies[0].config.backends[0].servers[0];

    CHECK(first_problem(site) ==
          "/haproxies/0/servers: no node for be/s1 (10.0.0.1); say where it stands: "
          "{\"server\": \"be/s1\", \"node\": ...}");
    SECTION("by its address")
    {
        server.address = "app-1";
        CHECK(first_problem(site).empty());
    }
    SECTION("by its name, which may be that of a tier of one")
    {
        server.name = "app";
        CHECK(first_problem(site).empty());
        site.app_servers[0].place.replicas = 2;
        CHECK_FALSE(first_problem(site).empty());
    }
    SECTION("as the scenario says")
    {
        site.haproxies[0].servers = {{.server = "be/s1", .node = "app"}};
        CHECK(first_problem(site).empty());
    }
}

TEST_CASE("a HAProxy that listens nowhere, and commands to nobody, are errors",
          "[scenario][haproxy]")
{
    Scenario site = with_haproxy();
    site.haproxies[0].servers = {{.server = "be/s1", .node = "app"}};

    SECTION("nowhere")
    {
        site.haproxies[0].config.frontends.clear();
        CHECK(first_problem(site) == "/haproxies/0: no frontend listens; nobody can ask lb");
    }
    SECTION("nobody")
    {
        site.haproxies[0].admin = {{.server = "be/s2"}};
        CHECK(check(site).at(0).pointer == "/haproxies/0/admin/0/server");
    }
}
