// SPDX-License-Identifier: MIT
/// Calls that are made at once, or again to be safe, or not at all because too much fails or comes.
#include "model/server_pool.hpp"
#include "oracles/expression.hpp"
#include "oracles/laws.hpp"

#include <algorithm>
#include <cmath>

namespace oracles {

using namespace tiersim;

namespace {

// Users who call "gate", which takes no time itself and does `steps` before "app".
Scenario gated(const Json& model, const std::vector<Step>& steps)
{
    const Json& tier = model.at("tiers")[0];
    Scenario scenario;
    scenario.network.latency = scenario.network.local = Duration{0};
    const double rate = model.at("arrivals").at("rate_per_s").get<double>();
    scenario.clients = {
        {.name = "users", .calls = "gate", .arrivals = Poisson{Rate::per_second(rate)}}};
    AppServer app{.name = "app", .queue_unbounded = true};
    app.place.replicas = tier.at("servers").get<std::uint32_t>();
    if (tier.at("workers_per_server").is_number())
        app.workers = tier["workers_per_server"].get<std::uint32_t>();
    app.routes.emplace_back().steps = {{Compute{.work = *law(tier.at("service"))}}};
    AppServer gate{.name = "gate", .upstreams = {{.to = "app"}}, .routes = {{.steps = steps}}};
    scenario.app_servers = {std::move(gate), std::move(app)};
    return scenario;
}

Trial long_run(Scenario scenario, double requests)
{
    constexpr double warmup = 20.0;
    const double rate = mean_rate(scenario.clients.front().arrivals).per_second();
    const double seconds = requests / rate / static_cast<double>(batches);
    scenario.run.warmup = from_seconds(warmup);
    scenario.run.duration = from_seconds(warmup + seconds);
    return {.scenario = std::move(scenario)};
}

double latency_mean(const Seen& seen) { return mean(seen.requests().latency); }
double latency_p99(const Seen& seen) { return quantile(seen.requests().latency, 0.99); }

const Circuit& circuit_of(Simulation& site)
{
    return *site.pool(static_cast<NodeId>(0), 0).circuit();
}

// A server that fails by lot, and a gate with a breaker before it.
Scenario breaking(const Json& model)
{
    Scenario scenario;
    scenario.network.latency = scenario.network.local = Duration{0};
    const double rate = model.at("arrivals").at("rate_per_s").get<double>();
    scenario.clients = {
        {.name = "users", .calls = "gate", .arrivals = Poisson{Rate::per_second(rate)}}};
    Upstream to_app{.to = "app"};
    to_app.breaker = Breaker{.failures = model.at("consecutive_failures").get<std::uint32_t>(),
                             .open = from_seconds(model.at("open_s").get<double>()),
                             .probes = model.at("half_open_probes").get<std::uint32_t>()};
    scenario.app_servers = {
        {.name = "gate", .upstreams = {to_app}, .routes = {{.steps = {{Query{.to = "app"}}}}}},
        {.name = "app", .routes = {{}}}};
    const auto share = Probability::of(model.at("failure_probability").get<double>());
    scenario.faults = {{.effect = Errors{.share = share}, .node = "app-1"}};
    scenario.run.duration = std::chrono::seconds{10'000};
    return scenario;
}

std::optional<Measure> breaker_measure(const std::string& key)
{
    if (key == "frac_rejected")
        return [](const Seen& seen) {
            return seen.tier("gate").ended_by(Outcome::unavailable) / seen.requests().offered;
        };
    if (key == "frac_failed")
        return [](const Seen& seen) {
            return seen.tier("app").ended_by(Outcome::error) / seen.requests().offered;
        };
    if (key == "mean_time_to_open") return share_named("closed", "openings");
    if (key == "time_open") return [](const Seen& seen) { return seen.sum("open") / seen.time; };
    return std::nullopt;
}

}  // namespace

// As many branches as there are servers, which take turns: each gets one of every request.
Expression express_join(const Record& record)
{
    constexpr double most_calls = 1e7;
    const auto branches = record.model["tiers"][0].at("servers").get<std::uint32_t>();
    const bool first = record.key == "mean_min_T";
    const Parallel fork{.branches = {{.steps = {{Query{.to = "app"}}}, .copies = branches}},
                        .wait_for = first ? 1U : 0U,
                        .cancel = false};
    Scenario scenario = gated(record.model, {{fork}});
    const Distribution& work = std::get<Compute>(scenario.app_servers[1].routes[0].steps[0].does)
                                   .work;
    scenario.clients.front().good_within = from_seconds(-std::log(0.01) * to_seconds(mean(work)));
    Measure measure = latency_mean;
    if (record.key == "p99_T") measure = latency_p99;
    if (record.key == "P_any_gt_leaf_p99")
        measure = [](const Seen& seen) {
            return 1.0 - seen.requests().good / seen.requests().offered;
        };
    return Simulated{.variant = first ? "first" : "",
                     .trial =
                         [=](double wanted) {
                             return long_run(scenario, std::min(wanted, most_calls / branches));
                         },
                     .measure = measure};
}

Expression express_hedge(const Record& record)
{
    constexpr double most = 1e6;
    const auto after = from_seconds(record.model["client"].at("hedge_after_s").get<double>());
    const Step query{Query{.to = "app", .hedge = Hedge{.after = after}}};
    const Scenario scenario = gated(record.model, {query});
    Measure measure = record.key == "p99_T" ? latency_p99 : latency_mean;
    if (record.key == "hedge_rate")
        measure = [](const Seen& seen) {
            return seen.tier("app").arrived / seen.requests().offered - 1.0;
        };
    return Simulated{.trial = [=](double) { return long_run(scenario, most); }, .measure = measure};
}

Expression express_breaker(const Record& record)
{
    const auto measure = breaker_measure(record.key);
    if (!measure) return NotExpressed{"nothing measures it"};
    Trial trial{.scenario = breaking(record.model)};
    trial.conclude = [](Simulation& site, Seen& seen) {
        const Circuit& circuit = circuit_of(site);
        const Instant end{site.scenario().run.duration};
        seen.sums["closed"] += to_seconds(circuit.time_in(CircuitState::closed, end));
        seen.sums["open"] += to_seconds(circuit.time_in(CircuitState::open, end));
        seen.sums["openings"] += circuit.openings();
    };
    return Simulated{.trial = [trial](double) { return trial; }, .measure = *measure};
}

Expression express_limiter(const Record& record)
{
    const Json& limiter = record.model["tiers"][0].at("rate_limiter");
    const double rate = record.model.at("arrivals").at("rate_per_s").get<double>();
    Scenario scenario;
    scenario.network.latency = scenario.network.local = Duration{0};
    scenario.clients = {
        {.name = "users", .calls = "lb", .arrivals = Poisson{Rate::per_second(rate)}}};
    LoadBalancer lb{.name = "lb", .upstream = {.to = "app"}};
    lb.rate_limit = RateLimit{Rate::per_second(limiter.at("refill_per_s").get<double>()),
                              limiter.at("capacity").get<std::uint32_t>()};
    scenario.balancers = {std::move(lb)};
    scenario.app_servers = {{.name = "app", .routes = {{}}}};
    return Simulated{
        .trial = [=](double) { return long_run(scenario, 2e7); },
        .measure =
            [](const Seen& seen) { return seen.requests().failed / seen.requests().offered; }};
}

}  // namespace oracles
