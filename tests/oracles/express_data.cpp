// SPDX-License-Identifier: MIT
/// Databases that copy what is written: what a failover loses, how long it takes, and how often
/// there is no primary.
#include "model/replica_set.hpp"
#include "oracles/expression.hpp"
#include "oracles/laws.hpp"
#include "oracles/times.hpp"

#include <algorithm>
#include <cmath>

namespace oracles {

using namespace tiersim;

namespace {

using namespace std::chrono_literals;

constexpr double year = 8760.0;

/// A database of `nodes` that is written to once a request, without a network between them.
Scenario ledger(std::uint32_t nodes, const Arrivals& writes)
{
    Scenario site;
    site.network = {.latency = 0ns, .local = 0ns};
    site.clients = {{.name = "users", .calls = "app", .arrivals = writes}};
    site.app_servers = {{.name = "app",
                         .upstreams = {{.to = "db"}},
                         .routes = {{.steps = {{Query{.to = "db", .write = true}}}}}}};
    Database db{.name = "db"};
    db.place.replicas = nodes;
    db.queue_unbounded = true;
    db.replication = Replication{};
    site.databases = {std::move(db)};
    return site;
}

/// A user who never asks.
Arrivals nobody() { return Trace{.arrivals = {{.at = Duration{1}}}}; }

const DataBooks& books(Simulation& site) { return site.replica_sets().front()->books(); }

/// The primary hangs, at a moment that is random to the monitor.
Trial failover_delay(const Json& model)
{
    const Json& monitor = model.at("monitor");
    Trial trial;
    trial.runs = 50;
    trial.scenario = ledger(2, nobody());
    trial.scenario.databases[0].failover = Failover{
        .interval = from_seconds(monitor.at("interval_s").get<double>()),
        .timeout = from_seconds(monitor.at("timeout_s").get<double>()),
        .fall = monitor.at("fall").get<std::uint32_t>(),
        .promotion = Constant{from_seconds(model.at("promotion_s").get<double>())}};
    trial.scenario.faults = {{.effect = Hang{}, .node = "db-1", .at = 100s}};
    trial.scenario.run.duration = 200s;
    trial.conclude = [](Simulation& site, Seen& seen) { note(seen, books(site).unwritable); };
    return trial;
}

/// The primary dies and is replaced at once; what it had not sent is lost.
Trial lost_writes(const Json& model)
{
    Trial trial;
    const Json& writes = model.at("writes");
    const Duration every = from_seconds(number_of(model, "ship_interval_s"));
    trial.runs = every > Duration{0} ? 84 : 40;
    trial.scenario = ledger(2, Poisson{Rate::per_second(writes.at("rate_per_s").get<double>())});
    Database& db = trial.scenario.databases[0];
    db.replication->every = every;
    if (model.contains("replication_lag"))
        db.replication->delay = from_seconds(model["replication_lag"].at("value_s").get<double>());
    db.failover = Failover{.interval = 1us, .timeout = 0ns, .fall = 1};
    const Duration dies = every + 2s;
    trial.scenario.faults = {{.effect = Crash{}, .node = "db-1", .at = dies}};
    trial.scenario.run.duration = dies + 10ms;
    trial.conclude = [](Simulation& site, Seen& seen) {
        note(seen, from_seconds(static_cast<double>(books(site).lost)));
    };
    return trial;
}

/// A node that applies writes one by one, looked at again and again.
Trial backlog(const Json& model)
{
    Trial trial;
    const double rate = model.at("writes").at("rate_per_s");
    const Duration takes = from_seconds(1.0 / model.at("apply_rate_per_s").get<double>());
    trial.scenario = ledger(2, Poisson{Rate::per_second(rate)});
    trial.scenario.run.duration = 800s;
    trial.scenario.run.warmup = 20s;
    Replication& plan = *trial.scenario.databases[0].replication;
    if (model.at("replica_apply") == "exp")
        plan.apply = Exponential{takes};
    else
        plan.apply = Constant{takes};
    trial.looks = {{.every = 250ms, .glance = [](const View& view, Seen& seen) {
                        const auto behind = static_cast<double>(view.unapplied(1));
                        seen.sums["glances"] += 1.0;
                        seen.sums["behind"] += behind;
                        seen.sums["none behind"] += behind == 0.0 ? 1.0 : 0.0;
                    }}};
    return trial;
}

/// A group that elects its primary; hours are seconds.
Trial election(const Json& model)
{
    constexpr Scale scale{.second = 1.0 / 3600.0, .hour = 1.0};
    const auto nodes = model.at("nodes").get<std::uint32_t>();
    Trial trial;
    trial.runs = 4;
    trial.scenario = ledger(nodes, nobody());
    trial.scenario.databases[0].failover = Failover{.interval = 1us,
                                                    .timeout = 0ns,
                                                    .fall = 1,
                                                    .promotion = *law(model.at("election"), scale),
                                                    .quorum = true};
    for (std::uint32_t i = 1; i <= nodes; ++i)
        trial.scenario.faults.push_back({.effect = Crash{},
                                         .node = node_name("db", i),
                                         .up = *law(model.at("lifetime"), scale),
                                         .down = *law(model.at("repair"), scale)});
    trial.scenario.run.duration = scale.hours(2e6);
    trial.conclude = [](Simulation& site, Seen& seen) {
        seen.sums["hours"] += to_seconds(site.scenario().run.duration);
        seen.sums["down"] += to_seconds(books(site).unwritable);
        seen.sums["outages"] += static_cast<double>(books(site).outages);
    };
    return trial;
}

Expression of_lost(const Json& model, const std::string& key)
{
    if (key == "P_none_lost" || key == "var_lost") return NotExpressed{"too rare, or too variable"};
    if (key == "p99_lost") return NotExpressed{"nothing measures it"};
    const double failures = key == "lost_per_year" ? year / model.at("mttf_h").get<double>() : 1.0;
    const Measure lost = *of_times("mean_lost");
    return Simulated{.variant = "lost",
                     .trial = [model](double) { return lost_writes(model); },
                     .measure = [=](const Seen& seen) { return failures * lost(seen); }};
}

}  // namespace

Expression express_data(const Record& record)
{
    const Json model = record.model;
    if (model.contains("fencing"))
        return NotExpressed{
            "a node that comes back alone is promoted "
            "like any other"};
    if (model.contains("monitor"))
        return Simulated{.trial = [model](double) { return failover_delay(model); },
                         .measure = *of_times(record.key)};
    if (model.contains("election")) {
        const auto measure = record.key == "U_inf" ? share_named("down", "hours")
                                                   : share_named("outages", "hours");
        const double unit = record.key == "U_inf" ? 1.0 : year;
        return Simulated{.trial = [model](double) { return election(model); },
                         .measure = [=](const Seen& seen) { return unit * measure(seen); }};
    }
    if (model.value("replica_apply", "") == "inf")
        return NotExpressed{"writes come to other nodes in their order"};
    if (model.contains("replica_apply"))
        return Simulated{.trial = [model](double) { return backlog(model); },
                         .measure = record.key == "mean_lost"
                                        ? share_named("behind", "glances")
                                        : share_named("none behind", "glances")};
    return of_lost(model, record.key);
}

}  // namespace oracles
