// SPDX-License-Identifier: MIT
/// Runs for the quantities of queues: how long, how often, and from which start.
#include "model/fault_board.hpp"
#include "oracles/expression.hpp"
#include "oracles/outages.hpp"
#include "oracles/site.hpp"
#include "oracles/site_measures.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace oracles {

using namespace tiersim;

namespace {

// How often and how long the first fault held after the warm-up.
void note_spells(Simulation& site, Seen& seen)
{
    const Instant warm{site.scenario().run.warmup};
    for (const Spell& spell : site.faults().spells().front()) {
        if (spell.from >= warm) seen.sums["faults"] += 1.0;
        seen.sums["fault time"] += to_seconds(std::max(spell.to, warm) -
                                              std::max(spell.from, warm));
    }
}

// Long enough for the queue of the first tier to forget its start; no queue of users who wait needs
// that, nor one that is always full.
double warming(const Site& site)
{
    const Station& station = site.stations.front();
    const double nodes = site.scenario.app_servers.front().place.replicas;
    const double load = site.rate * station.mean_work / station.capacity / nodes;
    return load < 0.99 ? 10.0 * station.mean_work / (1.0 - load) : 0.0;
}

// Seconds from one failure to the next.
double cycle(const Fault& fault)
{
    return to_seconds(mean(*fault.up)) + to_seconds(mean(*fault.down));
}

// One long run a batch, at least a tenth of it warm-up. Where things fail, requests are not what
// counts, but failures.
Trial long_runs(const Site& site, double wanted)
{
    constexpr double most = 5e6;
    const bool fails = !site.scenario.faults.empty() && site.scenario.faults.front().up;
    Trial trial{.scenario = site.scenario};
    wanted = fails ? most : std::clamp(wanted, 8e5, most);
    double seconds = wanted / site.rate / static_cast<double>(batches);
    if (fails) seconds = std::max(seconds, 12.0 * cycle(site.scenario.faults.front()));
    const double warmup = std::max(seconds / 10.0, warming(site));
    trial.scenario.run.warmup = from_seconds(warmup);
    trial.scenario.run.duration = from_seconds(warmup + seconds);
    if (fails) trial.conclude = note_spells;
    if (!site.any_thinking) return trial;
    trial.prepare = [](Scenario& scenario, std::uint64_t run, Seen&) {
        auto& thinking = std::get<Thinking>(scenario.clients.front().arrivals);
        if (run % 2 == 1) thinking.think = Lognormal{mean(thinking.think), 4.0};
    };
    return trial;
}

Simulated steady(const Site& site, const Measurement& measurement)
{
    const double every = 2.0 / site.rate *
                         std::max<double>(1.0, site.scenario.app_servers.front().place.replicas);
    const auto runs = [=](double wanted) {
        Trial trial = long_runs(site, wanted);
        if (measurement.glance)
            trial.looks.push_back({.every = from_seconds(every), .glance = *measurement.glance});
        return trial;
    };
    return {.variant = measurement.glance ? "glances" : "",
            .trial = runs,
            .measure = measurement.measure};
}

std::string at_time(double seconds) { return "at " + std::to_string(seconds); }

// The number in the system at instants of many short runs.
Simulated ensemble(const Site& site, const std::vector<double>& instants, double length,
                   double which)
{
    const std::string node = site.stations.front().name + "-1";
    const auto runs = [=](double wanted) {
        Trial trial{.scenario = site.scenario};
        trial.scenario.run.duration = from_seconds(length + 1e-6);
        wanted = std::clamp(wanted, 200.0, 20e3);
        trial.runs = static_cast<std::uint32_t>(std::ceil(wanted / static_cast<double>(batches)));
        Look look{.glance = [=](const View& view, Seen& seen) {
            seen.sums[at_time(view.now())] += view.inside(node);
        }};
        for (const double instant : instants)
            look.at.push_back(from_seconds(instant));
        if (!look.at.empty()) trial.looks.push_back(std::move(look));
        return trial;
    };
    return {.variant = "ensemble", .trial = runs, .measure = [which](const Seen& seen) {
                return seen.sum(at_time(which)) / seen.runs;
            }};
}

// The lag of the first harmonic of the level behind that of the rate.
Simulated lag(const Site& site, double period)
{
    constexpr int steps = 40;
    Simulated lag = ensemble(site, {}, 3.0 * period, 0.0);
    lag.variant = "lag";
    std::vector<double> instants;
    for (int i = 0; i < steps; ++i)
        instants.push_back(2.0 * period + period * i / steps);
    const Simulated sampled = ensemble(site, instants, 3.0 * period, 0.0);
    lag.trial = sampled.trial;
    lag.measure = [=](const Seen& seen) {
        double sine = 0.0;
        double cosine = 0.0;
        for (const double instant : instants) {
            const double angle = 2.0 * std::numbers::pi * instant / period;
            sine += seen.sum(at_time(instant)) * std::sin(angle);
            cosine += seen.sum(at_time(instant)) * std::cos(angle);
        }
        return std::atan2(-cosine, sine) * period / (2.0 * std::numbers::pi);
    };
    return lag;
}

Simulated episode(const Site& site, double length, bool share)
{
    Simulated lost = ensemble(site, {}, length, 0.0);
    const std::string node = site.stations.front().name;
    lost.variant = "episodes";
    lost.measure = [=](const Seen& seen) {
        const NodeSeen all = seen.tier(node);
        return all.ended_by(Outcome::overloaded) / (share ? all.arrived : seen.runs);
    };
    return lost;
}

std::optional<Simulated> of_changing_load(const Record& record, const Site& site)
{
    double instant = 0.0;
    if (const auto* wave = std::get_if<Wave>(&site.scenario.clients.front().arrivals)) {
        const double period = to_seconds(wave->period);
        if (record.key == "max_lag") return lag(site, period);
        if (std::sscanf(record.key.c_str(), "EN_phase%lf", &instant) != 1) return std::nullopt;
        std::vector<double> all;
        for (const double phase : {0.0, 15.0, 22.5, 45.0})
            all.push_back(2.0 * period + phase);
        return ensemble(site, all, 3.0 * period, 2.0 * period + instant);
    }
    if (record.model.value("initial_state", "") != "empty") return std::nullopt;
    double length = 3.0;
    std::vector<double> all{0.05, 0.2, 1.0, 3.0};
    if (std::holds_alternative<RateCurve>(site.scenario.clients.front().arrivals)) {
        length = 60.0;
        all = {10.0, 20.0, 60.0};
        if (record.key.starts_with("E_lost"))
            return episode(site, length, record.key == "E_lost_fraction");
    }
    if (std::sscanf(record.key.c_str(), "EN_t%lf", &instant) != 1) return std::nullopt;
    return ensemble(site, all, length, instant);
}

// Requests of one exact demand, rare enough to change nothing; the others make room for their work.
std::optional<Simulated> of_demand(const Record& record, const Site& site)
{
    double multiple = 0.0;
    const bool variance = record.key.starts_with("Var");
    const char* const form = variance ? "VarT_given_x%lf" : "ET_given_x%lf";
    if (std::sscanf(record.key.c_str(), form, &multiple) != 1) return std::nullopt;
    const auto name = [](double of) { return "demand-" + std::to_string(of); };
    constexpr double rare = 0.002;
    Site tagged = site;
    AppServer& server = tagged.scenario.app_servers.front();
    const double work = site.stations.front().mean_work;
    double taken = 0.0;
    double others = 1.0;
    Clients& clients = tagged.scenario.clients.front();
    clients.mix.clear();
    for (const double demand : {0.5, 1.0, 4.0}) {
        clients.mix.push_back({.name = name(demand), .share = Probability::of(rare)});
        server.routes.push_back({.kind = name(demand)});
        server.routes.back().steps.emplace_back().does = Compute{
            .work = Constant{from_seconds(demand * work)}};
        taken += rare * demand;
        others -= rare;
    }
    clients.mix.push_back({.name = "request", .share = Probability::of(others)});
    clients.arrivals = Poisson{Rate::per_second(site.rate / (others + taken))};
    return Simulated{.variant = "demands",
                     .trial = [=](double wanted) { return long_runs(tagged, wanted); },
                     .measure =
                         [=](const Seen& seen) {
                             const Histogram& times = seen.kinds.at(name(multiple)).latency;
                             const double average = mean(times);
                             return variance ? mean_square(times) - average * average : average;
                         }};
}

void limit_queue(Scenario& scenario, unsigned limit)
{
    scenario.app_servers.front().queue = limit - 1;
    scenario.app_servers.front().queue_unbounded = false;
}

// What is good for goodput, for a limit of the queue that the key names.
std::optional<Expression> of_limit(const Record& record, const Site& site)
{
    unsigned limit = 0;
    if (std::sscanf(record.key.c_str(), "goodput_K%u", &limit) != 1) return std::nullopt;
    if (record.value.get<double>() < 1e-3 * site.rate)
        return NotExpressed{"too rare to be seen in a run"};
    Site limited = site;
    limit_queue(limited.scenario, limit);
    return steady(limited, *measurement("goodput", limited));
}

// The limit with the most answers in time, each tried under the same load.
Simulated best_limit(const Site& site)
{
    constexpr unsigned least = 10;
    constexpr unsigned most = 20;
    const auto limit_of = [](std::uint64_t run) {
        return least + static_cast<unsigned>(run % (most - least + 1));
    };
    const auto name = [](unsigned limit) { return "good at " + std::to_string(limit); };
    const auto runs = [=](double) {
        Trial trial = long_runs(site, 1.6e6);
        trial.runs = most - least + 1;
        trial.prepare = [=](Scenario& scenario, std::uint64_t run, Seen& seen) {
            limit_queue(scenario, limit_of(run));
            seen.sums["limit"] = limit_of(run);
        };
        trial.conclude = [=](Simulation& run, Seen& seen) {
            const auto& kinds = run.books().populations.front().kinds;
            seen.sums[name(static_cast<unsigned>(seen.sum("limit")))] += static_cast<double>(
                kinds.front().answered);
        };
        return trial;
    };
    return {.variant = "limits", .trial = runs, .measure = [=](const Seen& seen) {
                unsigned best = least;
                for (unsigned limit = least; limit <= most; ++limit)
                    if (seen.sum(name(limit)) > seen.sum(name(best))) best = limit;
                return static_cast<double>(best);
            }};
}

// The most that a pool can do: many users who do not think.
Simulated saturated(const Site& site)
{
    Site busy = site;
    busy.scenario.clients.front().arrivals = Thinking{.users = 100, .think = Constant{}};
    Simulated most = steady(busy, *measurement("throughput", busy));
    most.variant = "saturated";
    return most;
}

std::string limit_variant(const Record& record)
{
    return record.key.starts_with("goodput_K") ? record.key : std::string{};
}

}  // namespace

Expression express_site(const Record& record)
{
    if (record.key == "P_all_down") return express_all_down(record);
    if (record.model["tiers"][0].contains("rate_limiter")) return express_limiter(record);
    if (record.model.value("client", Json::object()).contains("hedge_after_s"))
        return express_hedge(record);
    const Site site = translate(record.model);
    if (!site.why_not.empty()) return NotExpressed{site.why_not};
    if (auto collapse = express_collapse(record, site)) return *collapse;
    if (auto knee = express_knee(record, site)) return *knee;
    if (auto watched = express_passages(record, site)) return *watched;
    if (auto changing = of_changing_load(record, site)) return *changing;
    if (auto tagged = of_demand(record, site)) return *tagged;
    if (record.key == "capacity") return saturated(site);
    if (record.key == "K_opt") return best_limit(site);
    if (auto limited = of_limit(record, site)) {
        if (auto* simulated = std::get_if<Simulated>(&*limited))
            simulated->variant = limit_variant(record);
        return *limited;
    }
    const auto measured = measurement(record.key, site);
    if (!measured) return NotExpressed{"nothing measures it"};
    Simulated simulated = steady(site, *measured);
    if (measured->glance) simulated.variant += " " + record.key;
    return simulated;
}

Measure sum_named(const std::string& name)
{
    return [name](const Seen& seen) { return seen.sum(name) / seen.runs; };
}

Measure share_named(const std::string& part, const std::string& whole)
{
    return [part, whole](const Seen& seen) { return seen.sum(part) / seen.sum(whole); };
}

}  // namespace oracles
