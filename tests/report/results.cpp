// SPDX-License-Identifier: MIT
/// Figures are invented, but fit together.
#include "report/results.hpp"

#include <limits>

using namespace std::chrono_literals;

namespace tiersim {

namespace {

LatencyResult latencies(double scale)
{
    return {.mean = Estimate::around(0.0213 * scale, 0.0004 * scale),
            .p50 = Estimate::around(0.0124 * scale, 0.0001 * scale),
            .p90 = Estimate::around(0.0481 * scale, 0.0012 * scale),
            .p95 = Estimate::around(0.0702 * scale, 0.0031 * scale),
            .p99 = Estimate::around(0.312 * scale, 0.018 * scale),
            .p999 = Estimate::without(0.998 * scale,
                                      "too few requests in each run for a 99.9th "
                                      "percentile: 6,000 of the 100,000 it takes"),
            .max = 1.4987 * scale};
}

std::vector<TimelinePoint> course()
{
    std::vector<TimelinePoint> steps;
    for (int i = 0; i < 120; ++i) {
        const double offered = 1000.0 + static_cast<double>(i % 7) * 3.0;
        const double failed = i >= 60 && i < 64 ? 240.0 - 55.0 * static_cast<double>(i - 60) : 0.0;
        const double late = i >= 60 && i < 66 ? 30.0 : 0.5;
        steps.push_back({.at = Instant{i * 1s},
                         .offered = offered,
                         .answered = offered - failed,
                         .good = offered - failed - late,
                         .failed = failed,
                         .p50 = 0.012,
                         .p99 = failed > 0.0 ? 0.98 : 0.110});
    }
    return steps;
}

PopulationResult shoppers()
{
    PopulationResult users{.name = "shoppers",
                           .good_within = 500ms,
                           .offered = 2'181'340,
                           .answered = 2'178'230,
                           .good = 2'175'870,
                           .failed = 3'110,
                           .attempts = 2'190'004,
                           .bytes = 78'416'280'000,
                           .begun = 2'401'200,
                           .ended = 2'401'180,
                           .in_flight = 20};
    users.availability = Estimate::around(0.99749, 0.00031);
    users.availability_by_time = {0.952, Interval{0.938, 0.958}, {}};
    users.error_share = Estimate::around(0.001426, 0.00012);
    users.throughput = Estimate::around(990.1, 2.13);
    users.goodput = Estimate::around(989.03, 2.2);
    users.latency = latencies(1.0);
    for (int i = 0; i < 1000; ++i)
        users.latencies.add(i < 990 ? 10ms + i * 50us : 300ms + (i - 990) * 120ms);
    for (int doubling = 0; doubling < 11; ++doubling) {
        const auto same = users.latencies;
        users.latencies.merge(same);
    }
    users.kinds = {
        {"browse", 1'745'072, 1'742'902, 1'741'500, 2'170, 60'000'000'000, latencies(0.7)},
        {"checkout", 436'268, 435'328, 434'370, 940, 18'416'280'000, latencies(2.1)}};
    users.failures = {{Outcome::timed_out, "lb-1", 2'404},
                      {Outcome::gateway_timeout, "web-2", 512},
                      {Outcome::overloaded, "app-1", 194}};
    users.timeline = course();
    return users;
}

NodeResult server(std::string name, std::string tier, std::string role, double load)
{
    NodeResult node{.name = std::move(name), .tier = std::move(tier), .role = std::move(role)};
    node.host = node.name;
    node.arrived = 1'089'115;
    node.answered = 1'088'921;
    node.workers = 16;
    node.utilisation = Estimate::around(load, 0.0043);
    node.busy = Estimate::around(load * 16.0, 0.0688);
    node.queue = Estimate::around(1.31 * load, 0.04);
    node.queue_max = 187;
    node.wait_share = Estimate::around(0.12 * load, 0.002);
    node.wait_mean = Estimate::around(0.00123 * load, 0.00006);
    node.residence = latencies(0.5);
    node.timeline = {{Instant{0s}, 7.5, 0.25}, {Instant{1s}, 8.0, 0.5}};
    return node;
}

std::vector<NodeResult> servers()
{
    auto balancer = server("lb-1", "lb", "balancer", 0.0);
    balancer.workers = 0;
    balancer.utilisation = Estimate::around(21.3, 0.4);
    balancer.failures = {{Outcome::timed_out, "app-2", 2'404}};
    balancer.failed = 2'404;
    auto dead = server("app-2", "app", "application server", 0.31);
    dead.failed = 190;
    dead.killed = 14;
    dead.orphans = 1'733;
    dead.restarts = 20;
    auto database = server("db-1", "db", "database", 0.936);
    database.host = "rack-1";
    return {balancer, server("web-1", "web", "web server", 0.22),
            server("app-1", "app", "application server", 0.74), dead, database};
}

std::vector<ExpectationResult> promises()
{
    Expect available{.of = "shoppers", .at_least = Probability::of(0.999)};
    Expect quick{.of = "shoppers", .metric = Metric::latency_p99, .at_most = 350ms};
    Expect busy{.of = "shoppers",
                .metric = Metric::throughput,
                .at_least = Rate::per_second(990.0),
                .from = 60s,
                .to = 90s};
    return {{available, "shoppers: availability at least 99.9%", Estimate::around(0.99749, 0.00031),
             Verdict::missed},
            {quick, "shoppers: latency p99 at most 350ms", Estimate::around(0.312, 0.018),
             Verdict::met},
            {busy, "shoppers: throughput at least 990/s, from 60s to 90s",
             Estimate::around(990.1, 2.13), Verdict::undecided}};
}

}  // namespace

Result shop_result()
{
    Result result{.scenario = "shop",
                  .about =
                      "two balancers in a cluster, web, application and database servers on "
                      "hosts of their own; one application server dies",
                  .version = "0.1.0",
                  .seed = 7,
                  .replications = 20,
                  .duration = 120s,
                  .warmup = 10s,
                  .interval = 1s,
                  .window = 10s,
                  .window_good = Probability::of(0.99),
                  .events = 36'412'907,
                  .fingerprint = 0x00c0'ffee'0123'4567U};
    result.populations = {shoppers()};
    result.nodes = servers();
    result.faults = {{.what = "crash of app-2",
                      .from = Instant{60s},
                      .to = Instant{90s},
                      .spells = 1,
                      .time_to_detect = Estimate::around(3.92, 0.31),
                      .time_to_recover = Estimate::around(6.0, 0.4),
                      .detected = true,
                      .failed = 155.5},
                     {.what = "link delay from web to app", .spells = 0}};
    result.changes = {{Instant{63s + 921ms}, "lb-1", "app-2", false, false},
                      {Instant{64s + 7ms}, "lb-2", "lb", true, true},
                      {Instant{1000s}, "lb-1", "app-2", true, false}};
    result.expectations = promises();
    result.notes = {"db-1 is busy 93.6 % of the time; a little more load makes its line grow."};
    return result;
}

Result wild_result()
{
    auto result = shop_result();
    const std::string name = "the-customers-of-the-shop-in-the-café-on-the-other-side-of-the-river";
    result.about = std::string(130, 'x') + " unbreakable";
    auto& users = result.populations.front();
    users.name = name;
    users.latency.p999 = Estimate::without(std::numeric_limits<double>::infinity(), "all failed");
    for (int i = 0; i < 9; ++i) {
        users.kinds.push_back(users.kinds.front());
        users.kinds.back().kind = name + std::to_string(i);
        users.failures.push_back({Outcome::reset, name, 12});
    }
    result.populations.resize(4, users);
    for (int i = 0; i < 3; ++i)
        result.nodes.push_back(server(name + std::to_string(i), name, "custom", 1e-9));
    result.nodes.back().arrived = ~std::uint64_t{0};
    result.nodes.back().host = name;
    for (int i = 0; i < 7; ++i) {
        result.faults.push_back(result.faults.front());
        auto& fault = result.faults.back();
        fault.what = "partition of " + name + " and " + name;
        fault.to = Instant{i * 100s};
        fault.same_in_all = i % 2 == 0;
        fault.time_to_recover = Estimate::without(std::numeric_limits<double>::infinity(),
                                                  "not before the end");
    }
    result.changes.resize(100, {never, name, name, true, false});
    result.expectations.front().text = name + " in the long run: " + name + " at least 99.9%";
    result.notes.resize(5, std::string(300, 'y'));
    return result;
}

Result empty_result()
{
    Result result{.scenario = "nothing", .version = "0.1.0", .duration = 60s, .interval = 1s};
    result.populations.push_back({.name = "nobody"});
    return result;
}

}  // namespace tiersim
