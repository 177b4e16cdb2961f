// SPDX-License-Identifier: MIT
/// Networks with a formula: tiers one after the other, users who think, and what balancing is
/// worth.
#include "catch.hpp"
#include "theory/textbook.hpp"

#include <cmath>
#include <vector>

namespace {

using namespace tiersim;
using namespace theory;
using namespace std::chrono_literals;

// Mean value analysis (Reiser & Lavenberg 1980): the answers a second to users who think, when each
// tier is a single server that takes so long for a request.
double answers_per_second(int users, double think, const std::vector<double>& demands)
{
    std::vector<double> lengths(demands.size());
    double rate = 0.0;
    for (int n = 1; n <= users; ++n) {
        double total = think;
        for (std::size_t i = 0; i < demands.size(); ++i)
            total += demands[i] * (1.0 + lengths[i]);
        rate = n / total;
        for (std::size_t i = 0; i < demands.size(); ++i)
            lengths[i] = rate * demands[i] * (1.0 + lengths[i]);
    }
    return rate;
}

// Cores of the web tier, then those of the database.
Scenario two_tiers(double rate, const Distribution& first, const Distribution& second)
{
    Scenario site = shared(rate, first, 1);
    AppServer db = site.app_servers.front();
    db.name = "db";
    db.routes.front().steps.front().does = Compute{.work = second};
    AppServer& app = site.app_servers.front();
    app.upstreams = {{.to = "db"}};
    app.routes.front().steps.emplace_back().does = Query{.to = "db"};
    site.app_servers.push_back(db);
    return site;
}

Scenario behind_balancer(const Balancing& balance, double rate, std::uint32_t servers)
{
    Scenario site = station(rate, Exponential{10ms}, 1);
    site.app_servers.front().place.replicas = servers;
    site.balancers = {{.name = "lb", .upstream = {.to = "app", .balance = balance}}};
    site.clients.front().calls = "lb";
    return site;
}

}  // namespace

TEST_CASE("tiers in a row are independent queues (Jackson)", "[theory]")
{
    const Result result = simulate(two_tiers(70.0, Exponential{5ms}, Exponential{10ms}));

    CHECK(disagreement(users(result).latency.mean, 1.0 / 130.0 + 1.0 / 30.0) == "");
}

TEST_CASE("users who think get what mean value analysis says", "[theory]")
{
    Scenario site = two_tiers(1.0, Exponential{8ms}, Exponential{12ms});
    site.clients.front().arrivals = Thinking{.users = 80, .think = Exponential{1s}};

    const Result result = simulate(site);

    const double rate = answers_per_second(80, 1.0, {0.008, 0.012});
    CHECK(disagreement(users(result).throughput, rate) == "");
    CHECK(disagreement(users(result).latency.mean, 80.0 / rate - 1.0) == "");
}

TEST_CASE("a random choice of servers is no better than one server each", "[theory]")
{
    const Result result = simulate(behind_balancer(RandomDraws{.draws = 1}, 280.0, 4));

    CHECK(disagreement(users(result).latency.mean, 1.0 / 30.0) == "");
}

TEST_CASE("in turn, each of two servers sees Erlang-2 gaps (E2/M/1)", "[theory]")
{
    const Result result = simulate(behind_balancer(RoundRobin{}, 150.0, 2));

    double waits = 0.5;  // sigma = (lambda / (lambda + mu (1 - sigma)))^2, lambda that of both.
    for (int i = 0; i < 100; ++i)
        waits = std::pow(150.0 / (150.0 + 100.0 * (1.0 - waits)), 2.0);
    CHECK(disagreement(users(result).latency.mean, 0.01 / (1.0 - waits)) == "");
}

TEST_CASE("what a network adds, it adds to every answer", "[theory]")
{
    Scenario site = station(50.0, Exponential{10ms}, 1);
    site.network.latency = 5ms;

    const Result result = simulate(site);

    CHECK(disagreement(users(result).latency.mean, 0.02 + 2 * 0.005) == "");
}
