// SPDX-License-Identifier: MIT
/// What HAProxy puts in place of settings that nobody wrote.
#include "tiersim/scenario/haproxy.hpp"

#include "catch.hpp"

namespace {

using namespace tiersim;
using namespace tiersim::haproxy;
using namespace std::chrono_literals;

Config reached_by(std::vector<Frontend> frontends)
{
    return {.frontends = std::move(frontends), .backends = {{.name = "app"}}};
}

Frontend leading_to_app(std::optional<std::uint32_t> maxconn)
{
    return {.name = "in", .maxconn = maxconn, .default_backend = "app"};
}

std::uint32_t full_load_of_app(const Config& config)
{
    return full_load(config, config.backends.front(), 5000);
}

}  // namespace

TEST_CASE("Q14: a queue without a timeout of its own has that of connections", "[haproxy]")
{
    CHECK(queue_limit({.queue = 3s, .connect = 5s}) == 3s);
    CHECK(queue_limit({.connect = 5s}) == 5s);
    CHECK(queue_limit({}) == std::nullopt);
}

TEST_CASE("Q15: a tarpit without a timeout holds for timeout connect, in a frontend not at all",
          "[haproxy]")
{
    CHECK(tarpit_hold({.tarpit = 10s, .connect = 5s}) == 10s);
    CHECK(tarpit_hold({.connect = 5s}) == 5s);
    CHECK(tarpit_hold({.client = 30s}) == 0s);
}

TEST_CASE("an idle client is let go after http-keep-alive, else http-request, else client",
          "[haproxy]")
{
    CHECK(keep_alive_limit({.client = 3s, .http_request = 2s, .http_keep_alive = 1s}) == 1s);
    CHECK(keep_alive_limit({.client = 3s, .http_request = 2s}) == 2s);
    CHECK(keep_alive_limit({.client = 3s}) == 3s);
    CHECK(keep_alive_limit({}) == std::nullopt);
}

TEST_CASE("full load is a tenth of what the frontends let in, rounded up", "[haproxy]")
{
    CHECK(full_load_of_app(reached_by({leading_to_app(1000)})) == 100);
    CHECK(full_load_of_app(reached_by({leading_to_app(333)})) == 34);
    CHECK(full_load_of_app(reached_by({leading_to_app(5)})) == 1);
    CHECK(full_load_of_app(reached_by({leading_to_app(std::nullopt)})) == 500);
    CHECK(full_load_of_app(reached_by({leading_to_app(1000), leading_to_app(500)})) == 150);
    CHECK(full_load_of_app(reached_by({{.name = "other", .maxconn = 1000}})) == 1);
}

TEST_CASE("a frontend counts once for the full load, however many of its rules lead to a backend",
          "[haproxy]")
{
    Frontend frontend = leading_to_app(1000);
    frontend.use_backends = {{.name = {{.text = "app"}}}, {.name = {{.text = "app"}}}};

    CHECK(full_load_of_app(reached_by({frontend})) == 100);
}

TEST_CASE("Q12: a small maxconn makes for a short line in the kernel", "[haproxy]")
{
    CHECK(listen_backlog({.maxconn = 10}, {}) == 10);
    CHECK(listen_backlog({.maxconn = 10}, {.maxconn = 5}) == 5);
    CHECK(listen_backlog({.maxconn = 10, .backlog = 200}, {.maxconn = 5}) == 200);
    CHECK(listen_backlog({.backlog = 200}, {.backlog = 300}) == 300);
    CHECK(listen_backlog({}, {}) == 1024);
}
