// SPDX-License-Identifier: MIT
/// Attempts that fail by chance and are made again, by clients and by balancers.
#include "oracles/expression.hpp"

namespace oracles {

using namespace tiersim;

namespace {

// A server that fails a share of all requests at once, and clients that ask again at once.
Scenario failing(double share, std::uint32_t attempts)
{
    Scenario scenario;
    scenario.network.latency = scenario.network.local = Duration{0};
    Clients users{.name = "users", .calls = "app", .arrivals = Poisson{Rate::per_second(100.0)}};
    users.retry.attempts = attempts;
    scenario.clients = {users};
    scenario.app_servers = {{.name = "app", .routes = {{}}}};
    scenario.faults = {{.effect = Errors{.share = Probability::of(share)}, .node = "app-1"}};
    scenario.run.duration = std::chrono::seconds{200};
    return scenario;
}

// One balancer after the other between the clients and the server; each tries again.
void add_layers(Scenario& scenario, std::uint32_t layers, std::uint32_t retries)
{
    for (std::uint32_t i = 1; i < layers; ++i) {
        LoadBalancer lb{.name = "layer" + std::to_string(i)};
        lb.upstream = {
            .to = scenario.clients.front().calls, .retries = retries, .retry_errors = true};
        scenario.clients.front().calls = lb.name;
        scenario.balancers.push_back(std::move(lb));
    }
}

Simulated told(const Scenario& scenario, const std::string& variant, const Measure& measure)
{
    return {.variant = variant,
            .trial = [scenario](double) { return Trial{.scenario = scenario}; },
            .measure = measure};
}

}  // namespace

Expression express_retry(const Record& record)
{
    const Json& model = record.model;
    if (!model.contains("attempt_failure_probability"))
        return NotExpressed{"nothing measures such retries"};
    const auto share = model["attempt_failure_probability"].get<double>();
    const auto retries = model.at("max_retries").get<std::uint32_t>();
    const Measure attempts = [](const Seen& seen) {
        return seen.requests().attempts / seen.requests().offered;
    };
    if (record.key == "success")
        return told(failing(share, retries + 1), "", [](const Seen& seen) {
            return seen.requests().answered / seen.requests().offered;
        });
    if (record.key == "amplification") return told(failing(share, retries + 1), "", attempts);
    if (record.key == "amplification_unlimited")
        return told(failing(share, 0), "endless", attempts);
    if (record.key != "worst_case_fanout") return NotExpressed{"nothing measures it"};
    Scenario down = failing(1.0, retries + 1);
    down.run.duration = std::chrono::seconds{10};
    add_layers(down, model.at("layers").get<std::uint32_t>(), retries);
    return told(down, "down", [](const Seen& seen) {
        return seen.tier("app").arrived / seen.requests().offered;
    });
}

}  // namespace oracles
