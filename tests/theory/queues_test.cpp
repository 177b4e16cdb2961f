// SPDX-License-Identifier: MIT
/// Queues with a formula: what a site of one server does is what the textbooks say.
#include "catch.hpp"
#include "near.hpp"
#include "theory/textbook.hpp"

#include <cmath>
#include <vector>

namespace {

using namespace tiersim;
using namespace theory;
using namespace std::chrono_literals;
using tiersim::testing::near;

double erlang_b(double load, int servers)
{
    double blocked = 1.0;
    for (int i = 1; i <= servers; ++i)
        blocked = load * blocked / (i + load * blocked);
    return blocked;
}

double erlang_c(double load, int servers)
{
    const double blocked = erlang_b(load, servers);
    return blocked / (1.0 - load / servers * (1.0 - blocked));
}

// Pollaczek and Khinchine: the mean wait before one server.
double wait_before_one(double rate, const Distribution& work)
{
    const double average = to_seconds(mean(work));
    return rate * average * average * (1.0 + scv(work)) / 2.0 / (1.0 - rate * average);
}

Scenario with_places(Scenario site, std::uint32_t places)
{
    site.app_servers.front().queue_unbounded = false;
    site.app_servers.front().queue = places;
    return site;
}

}  // namespace

TEST_CASE("a single server answers after 1 / (mu - lambda) on average", "[theory]")
{
    const Result result = simulate(station(70.0, Exponential{10ms}, 1));

    CHECK(disagreement(users(result).latency.mean, 1.0 / 30.0) == "");
    CHECK(disagreement(node(result).utilisation, 0.7) == "");
}

TEST_CASE("percentiles of a single server are those of an exponential law", "[theory]")
{
    const Result result = simulate(station(70.0, Exponential{10ms}, 1));

    CHECK(disagreement(users(result).latency.p50, std::log(2.0) / 30.0) == "");
    CHECK(disagreement(users(result).latency.p99, std::log(100.0) / 30.0) == "");
}

TEST_CASE("Erlang C tells how many wait, and how long", "[theory]")
{
    const Result result = simulate(station(320.0, Exponential{10ms}, 4));
    const double waits = erlang_c(3.2, 4);

    CHECK(disagreement(node(result).wait_share, waits) == "");
    CHECK(disagreement(node(result).wait_mean, waits / (400.0 - 320.0)) == "");
}

TEST_CASE("Erlang B tells how many are turned away, whatever the law of service", "[theory]")
{
    const std::vector<Distribution> laws{Exponential{200ms}, Constant{200ms},
                                         Lognormal{200ms, 4.0}};
    for (const Distribution& law : laws) {
        const Result result = simulate(with_places(station(40.0, law, 10), 0));

        CHECK(disagreement(users(result).error_share, erlang_b(8.0, 10)) == "");
    }
}

TEST_CASE("Pollaczek and Khinchine tell what variance costs", "[theory]")
{
    const std::vector<Distribution> laws{Constant{10ms}, Gamma{10ms, 4.0}, Lognormal{10ms, 2.0}};
    for (const Distribution& law : laws) {
        const Result result = simulate(station(60.0, law, 1));

        CHECK(disagreement(node(result).wait_mean, wait_before_one(60.0, law)) == "");
    }
}

TEST_CASE("on shared cores the mean does not depend on the law of work", "[theory]")
{
    const std::vector<Distribution> laws{Constant{10ms}, Exponential{10ms}, Lognormal{10ms, 3.0}};
    for (const Distribution& law : laws) {
        const Result result = simulate(shared(60.0, law, 1));

        CHECK(disagreement(users(result).latency.mean, 0.01 / (1.0 - 0.6)) == "");
    }
}

TEST_CASE("a limit of the queue loses what M/M/1/K says", "[theory]")
{
    const Result result = simulate(with_places(station(120.0, Exponential{10ms}, 1), 9));
    const double lost = std::pow(1.2, 10.0) * (1.0 - 1.2) / (1.0 - std::pow(1.2, 11.0));

    CHECK(disagreement(users(result).error_share, lost) == "");
}

TEST_CASE("Little's law holds for the line, the workers and the whole node", "[theory]")
{
    const Result result = simulate(station(320.0, Exponential{10ms}, 4));
    const NodeResult& app = node(result);
    const double rate = users(result).throughput.value;

    CHECK_THAT(app.queue.value, near(rate * app.wait_mean.value, 0.005));
    CHECK_THAT(app.busy.value, near(rate * 0.01, 0.005));
    CHECK_THAT(app.busy.value + app.queue.value, near(rate * app.residence.mean.value, 0.005));
}
