// SPDX-License-Identifier: MIT
/// Attempts that fail by chance or at a dead server and are made again, by clients and by
/// balancers.
#include "oracles/expression.hpp"
#include "oracles/retries.hpp"
#include "oracles/times.hpp"
#include "tiersim/model/node.hpp"

namespace oracles {

using namespace tiersim;

namespace {

Scenario still_site(const std::string& called)
{
    Scenario scenario;
    scenario.network.latency = scenario.network.local = Duration{0};
    scenario.clients = {
        {.name = "users", .calls = called, .arrivals = Poisson{Rate::per_second(100.0)}}};
    scenario.run.duration = std::chrono::seconds{200};
    return scenario;
}

// A server that fails a share of all requests at once, and clients that ask again at once.
Scenario failing(double share, std::uint32_t attempts)
{
    Scenario scenario = still_site("app");
    scenario.clients.front().retry.attempts = attempts;
    scenario.app_servers = {{.name = "app", .routes = {{}}}};
    scenario.faults = {{.effect = Errors{.share = Probability::of(share)}, .node = "app-1"}};
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

double attempts_each(const Seen& seen)
{
    return seen.requests().attempts / seen.requests().offered;
}

double failed_share(const Seen& seen) { return seen.requests().failed / seen.requests().offered; }

Expression by_chance(const Record& record)
{
    const Json& model = record.model;
    const auto share = model["attempt_failure_probability"].get<double>();
    const auto retries = model.at("max_retries").get<std::uint32_t>();
    if (record.key == "success")
        return told(failing(share, retries + 1), "", [](const Seen& seen) {
            return seen.requests().answered / seen.requests().offered;
        });
    if (record.key == "amplification") return told(failing(share, retries + 1), "", attempts_each);
    if (record.key == "amplification_unlimited")
        return told(failing(share, 0), "endless", attempts_each);
    if (record.key != "worst_case_fanout") return NotExpressed{"nothing measures it"};
    Scenario down = failing(1.0, retries + 1);
    down.run.duration = std::chrono::seconds{10};
    add_layers(down, model.at("layers").get<std::uint32_t>(), retries);
    return told(down, "down", [](const Seen& seen) {
        return seen.tier("app").arrived / seen.requests().offered;
    });
}

// A balancer that takes servers by lot, some of whose hosts are dead without its knowing.
Scenario with_dead(const Json& model, Duration connect)
{
    Scenario scenario = still_site("lb");
    AppServer server{.name = "app", .routes = {{}}};
    server.place.replicas = model.at("servers").get<std::uint32_t>();
    scenario.app_servers = {std::move(server)};
    LoadBalancer lb{.name = "lb"};
    lb.upstream = {.to = "app", .balance = RandomDraws{.draws = 1}, .connect_timeout = connect};
    scenario.balancers = {std::move(lb)};
    for (std::uint32_t i = 1; i <= model.at("dead").get<std::uint32_t>(); ++i)
        scenario.faults.push_back({.effect = Crash{}, .host = node_name("app", i)});
    scenario.run.duration = std::chrono::seconds{2000};
    return scenario;
}

// Requests that were answered after a failed attempt.
double masked_share(const Seen& seen)
{
    double late = 0.0;
    const KindSeen all = seen.requests();
    for (const Histogram::Bucket& bucket : all.latency.buckets())
        if (bucket.low > Duration{0}) late += static_cast<double>(bucket.count);
    return late / all.offered;
}

// A balancer tries elsewhere; a client that waited in vain is given any server again.
Expression redispatched(const Record& record)
{
    const Json& model = record.model;
    const bool distinct = model.at("selection") == "distinct";
    if (distinct && model.at("dead").get<int>() > 1)
        return NotExpressed{
            "a balancer avoids the server that failed last, not all that failed before"};
    const auto retries = model.at("max_retries").get<std::uint32_t>();
    const Duration wait = from_seconds(model.at("attempt_timeout_s").get<double>());
    Scenario scenario = with_dead(model, wait);
    if (distinct) {
        scenario.balancers.front().upstream.retries = retries;
        scenario.balancers.front().upstream.redispatch = true;
    } else {
        scenario.clients.front().timeout = wait;
        scenario.clients.front().retry.attempts = retries + 1;
    }
    if (record.key == "P_fail") return told(scenario, "", failed_share);
    if (record.key == "P_masked") return told(scenario, "", masked_share);
    if (record.key != "mean_extra_latency") return NotExpressed{"nothing measures it"};
    return told(scenario, "", [=](const Seen& seen) {
        const KindSeen all = seen.requests();
        const double vain = all.failed * (retries + 1.0) * to_seconds(wait);
        return (mean(all.latency) * all.answered + vain) / all.offered;
    });
}

/// Fails everybody at once, and notes how long it took until the last of so many attempts.
class Failing final : public Node {
public:
    Failing(std::uint32_t attempts, Seen& seen) : attempts_{attempts}, seen_{&seen} {}

    void arrive(Call call) override
    {
        if (count_ % attempts_ == 0) first_ = now();
        if (++count_ % attempts_ == 0) note(*seen_, now() - first_);
        answer(call, Outcome::error);
    }

private:
    std::uint32_t attempts_;
    Seen* seen_;
    std::uint32_t count_ = 0;
    Instant first_{};
};

// One user, whose next request follows when the last was given up. Without jitter all waits are the
// longest that there are.
Trial given_up(const Json& model, double jitter)
{
    const Json& backoff = model.at("backoff");
    const auto attempts = model.at("max_retries").get<std::uint32_t>() + 1;
    Trial trial{.scenario = still_site("wall")};
    Clients& user = trial.scenario.clients.front();
    user.arrivals = Thinking{.users = 1, .think = Constant{std::chrono::seconds{1}}};
    user.retry = {.attempts = attempts,
                  .backoff = from_seconds(backoff.at("base_s").get<double>()),
                  .factor = 2.0,
                  .backoff_max = from_seconds(backoff.at("cap_s").get<double>()),
                  .jitter = Probability::of(jitter)};
    trial.scenario.run.duration = std::chrono::seconds{20'000};
    trial.prepare = [attempts](Scenario& scenario, std::uint64_t, Seen& seen) {
        CustomTier wall{.name = "wall"};
        wall.make = [&seen, attempts] { return std::make_unique<Failing>(attempts, seen); };
        scenario.custom_tiers = {std::move(wall)};
    };
    return trial;
}

Expression jittered(const Record& record)
{
    const bool longest = record.key == "max_give_up";
    Simulated simulated{.variant = longest ? "longest" : "",
                        .trial = [model = record.model, longest](double) {
                            return given_up(model, longest ? 0.0 : 1.0);
                        }};
    if (record.key != "var_give_up") {
        const auto measure = of_times(record.key);
        if (!measure) return NotExpressed{"nothing measures it"};
        simulated.measure = *measure;
        return simulated;
    }
    simulated.measure = [](const Seen& seen) {
        const double spread = (*of_times("sd_"))(seen);
        return spread * spread;
    };
    return simulated;
}

}  // namespace

Expression express_retry(const Record& record)
{
    const Json& model = record.model;
    if (model.contains("attempt_failure_probability")) return by_chance(record);
    if (model.contains("dead")) return redispatched(record);
    if (model.contains("backoff")) return jittered(record);
    if (model.contains("capacity_per_s")) return express_thresholds(record);
    return NotExpressed{"nothing measures such retries"};
}

}  // namespace oracles
