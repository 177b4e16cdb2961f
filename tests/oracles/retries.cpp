// SPDX-License-Identifier: MIT
/// A server with or without a backlog, and clients whose every attempt is late.
#include "oracles/retries.hpp"

#include "model/simulation.hpp"

namespace oracles {

using namespace tiersim;

namespace {

/// Requests at the server at some instant of a run without chance.
struct Course {
    double at_start = 0.0;
    double midway = 0.0;
    double at_end = 0.0;
};

constexpr auto half = std::chrono::seconds{300};

Scenario overload(const Json& model, double rate, std::size_t backlog)
{
    const double capacity = model.at("capacity_per_s").get<double>();
    Scenario scenario;
    scenario.network.latency = scenario.network.local = Duration{0};
    AppServer server{.name = "app", .workers = 1, .queue_unbounded = true};
    server.routes.emplace_back().steps.emplace_back().does = Compute{
        .work = Constant{from_seconds(1.0 / capacity)}};
    scenario.app_servers = {std::move(server)};
    Clients users{.name = "users", .calls = "app", .arrivals = Paced{Rate::per_second(rate)}};
    users.timeout = std::chrono::seconds{1};
    users.retry.attempts = model.at("max_retries").get<std::uint32_t>() + 1;
    scenario.clients = {std::move(users)};
    Trace all_at_once;
    all_at_once.arrivals.assign(std::max<std::size_t>(backlog, 1), {.at = Duration{1}});
    scenario.clients.push_back(
        {.name = "backlog", .calls = "app", .arrivals = std::move(all_at_once)});
    scenario.run.duration = 2 * half;
    return scenario;
}

Course course(const Json& model, double rate, std::size_t backlog)
{
    Course course{.at_start = static_cast<double>(backlog)};
    for (const bool end : {false, true}) {
        Scenario scenario = overload(model, rate, backlog);
        if (!end) scenario.run.duration = half;
        Simulation site{scenario, 1};
        site.run();
        (end ? course.at_end : course.midway) = site.books().nodes.front().inside.level();
    }
    return course;
}

// The largest rate from `low` to `high` at which the server ends with less than it began with.
double threshold(const Json& model, double low, double high, std::size_t backlog)
{
    const double limit = std::max(static_cast<double>(backlog), 100.0);
    while (high - low > 0.01 * low) {
        const double middle = (low + high) / 2.0;
        (course(model, middle, backlog).at_end < limit ? low : high) = middle;
    }
    return low;
}

}  // namespace

Expression express_thresholds(const Record& record)
{
    constexpr std::size_t backlog = 2000;
    const Json model = record.model;
    const double capacity = model.at("capacity_per_s").get<double>();
    if (record.key == "always_stable_below")
        return Computed{[=] { return Json(threshold(model, 0.1 * capacity, capacity, backlog)); }};
    if (record.key == "stable_without_trigger_below")
        return Computed{[=] { return Json(threshold(model, 0.5 * capacity, 2 * capacity, 0)); }};
    if (record.key != "drain_rate") return NotExpressed{"nothing measures it"};
    return Computed{[=] {
        const Course all = course(model, model.at("arrival_rate_per_s").get<double>(), backlog);
        return Json((all.midway - all.at_end) / to_seconds(half));
    }};
}

}  // namespace oracles
