// SPDX-License-Identifier: MIT
/// Components that fail and are repaired: nodes whose crashes are drawn at random, hours simulated
/// as seconds. What the tiers of a k-of-n system make of it is worked out from the nodes' own
/// times.
#include "oracles/expression.hpp"
#include "oracles/laws.hpp"
#include "oracles/outages.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace oracles {

using namespace tiersim;

namespace {

constexpr Scale hours_as_seconds{.second = 1.0 / 3600.0, .hour = 1.0};
constexpr double year = 8760.0;

/// Nodes that fail alike.
struct Part {
    std::string name{};
    std::uint32_t nodes = 1;
    std::uint32_t needed = 1;
    Distribution lifetime{};
    Distribution repair{};
    std::uint32_t crew = 0;     ///< Repairs at once, of all parts together; 0: each has its own.
    std::uint32_t urgency = 0;  ///< Whom the crew repairs first.
};

void add_part(const Part& part, Scenario& scenario)
{
    AppServer server{.name = part.name};
    server.place.replicas = part.nodes;
    server.routes.push_back({});
    scenario.app_servers.push_back(std::move(server));
    for (std::uint32_t i = 1; i <= part.nodes; ++i)
        scenario.faults.push_back({.effect = Crash{},
                                   .node = node_name(part.name, i),
                                   .up = part.lifetime,
                                   .down = part.repair,
                                   .crew = part.crew > 0 ? "ops" : "",
                                   .urgency = part.urgency});
}

// A user who never asks, because a site has users.
void add_nobody(Scenario& scenario)
{
    Clients clients{.name = "nobody", .calls = scenario.app_servers.front().name};
    clients.arrivals = Trace{.arrivals = {{.at = Duration{1}}}};
    scenario.clients.push_back(std::move(clients));
}

Trial trial_of(const std::vector<Part>& parts, double hours, std::uint32_t runs)
{
    Trial trial;
    trial.runs = runs;
    for (const Part& part : parts)
        add_part(part, trial.scenario);
    if (parts.front().crew > 0) trial.scenario.crews = {{"ops", parts.front().crew}};
    add_nobody(trial.scenario);
    trial.scenario.run.duration = hours_as_seconds.hours(hours);
    return trial;
}

// Sums that all measures of a long-run system are made of.
void note_outages(const Downtime& down, double length, Seen& seen)
{
    seen.sums["hours"] += length;
    seen.sums["down"] += down.total();
    seen.sums["outages"] += static_cast<double>(down.spells.size());
}

std::optional<Measure> of_outages(const std::string& key)
{
    const auto per = [](const char* part, const char* whole, double factor) -> Measure {
        return [=](const Seen& seen) { return factor * seen.sum(part) / seen.sum(whole); };
    };
    if (key == "U_inf" || key == "insens_note_U") return per("down", "hours", 1.0);
    if (key == "A_inf" || key == "time_based")
        return [](const Seen& seen) { return 1.0 - seen.sum("down") / seen.sum("hours"); };
    if (key == "downtime_min_per_year") return per("down", "hours", year * 60.0);
    if (key == "failures_per_year") return per("outages", "hours", year);
    if (key == "MTBF") return per("hours", "outages", 1.0);
    if (key == "MDT") return per("down", "outages", 1.0);
    if (key == "MUT" || key == "MTTF")
        return [](const Seen& seen) {
            return (seen.sum("hours") - seen.sum("down")) / seen.sum("outages");
        };
    if (key == "MTTFF") return per("exposed", "broken cycles", 1.0);
    if (key == "dominant_tier_share") return per("down in the worst tier", "down in tiers", 1.0);
    return std::nullopt;
}

// From one moment at which all is up to the next is a cycle, and one is like another. The mean time
// to the first outage from such a moment is all the time until the outage of each cycle, or to its
// end, by the number of cycles that had one.
void note_cycles(const Downtime& outages, const Downtime& not_all_up, Seen& seen)
{
    double start = 0.0;
    auto outage = outages.spells.begin();
    for (const auto& spell : not_all_up.spells) {
        const bool broken = outage != outages.spells.end() && outage->from < spell.to;
        seen.sums["exposed"] += (broken ? outage->from : spell.to) - start;
        seen.sums["broken cycles"] += broken ? 1.0 : 0.0;
        while (outage != outages.spells.end() && outage->from < spell.to)
            ++outage;
        start = spell.to;
    }
}

double failures_an_hour(const std::vector<Part>& parts)
{
    double rate = 0.0;
    for (const Part& part : parts)
        rate += part.nodes / to_seconds(mean(part.lifetime));
    return rate;
}

// Long runs of a system in series, each part k of n; `wanted` hours in all, as far as its failures
// are not too many.
Simulated long_run(const std::vector<Part>& parts, const Measure& measure, bool any_repair)
{
    const auto runs = [=](double wanted) {
        const double most = 4e6 / failures_an_hour(parts);
        const double hours = std::clamp(wanted, most / 20.0, most);
        constexpr std::uint32_t runs_a_batch = 4;
        Trial trial = trial_of(parts, hours / (batches * runs_a_batch), runs_a_batch);
        if (any_repair)
            trial.prepare = [](Scenario& scenario, std::uint64_t run, Seen&) {
                if (run % 2 == 0) return;
                for (Fault& fault : scenario.faults)
                    fault.down = Constant{mean(*fault.down)};
            };
        trial.conclude = [parts](Simulation& site, Seen& seen) {
            Downtime system;
            Downtime not_all_up;
            double worst = 0.0;
            std::size_t first = 0;
            for (const Part& part : parts) {
                const Downtime own = outages_of(site, first, part.nodes, part.needed);
                not_all_up = either(not_all_up, outages_of(site, first, part.nodes, part.nodes));
                first += part.nodes;
                seen.sums["down in tiers"] += own.total();
                seen.sums["down in " + part.name] += own.total();
                worst = std::max(worst, seen.sums["down in " + part.name]);
                system = either(system, own);
            }
            note_cycles(system, not_all_up, seen);
            seen.sums["down in the worst tier"] = worst;
            note_outages(system, to_seconds(site.scenario().run.duration), seen);
        };
        return trial;
    };
    return {.variant = any_repair ? "any repair" : "long run", .trial = runs, .measure = measure};
}

// Many short lives from new, several components a run.
Simulated lives(const Part& part, double hours, const std::string& variant,
                const std::function<void(const Downtime&, Seen&)>& note, const Measure& measure)
{
    constexpr std::uint32_t together = 20;
    const auto runs = [=](double wanted) {
        Part several = part;
        several.nodes = together;
        const double failures = hours / to_seconds(mean(part.lifetime));
        const double most = std::min(4e5, 1.5e6 / std::max(failures, 0.2));
        const double components = std::clamp(wanted, std::min(2e4, most), most);
        const auto runs_a_batch = static_cast<std::uint32_t>(
            std::ceil(components / batches / together));
        Trial trial = trial_of({several}, hours, runs_a_batch);
        trial.conclude = [note, count = several.nodes](Simulation& site, Seen& seen) {
            for (std::size_t i = 0; i < count; ++i) {
                seen.sums["lives"] += 1.0;
                note(outages_of(site, i, 1, 1), seen);
            }
        };
        return trial;
    };
    return {.variant = variant, .trial = runs, .measure = measure};
}

std::optional<Simulated> of_lives(const std::string& key, const Part& part)
{
    double number = 0.0;
    const auto mean_of_lives = share_named("noted", "lives");
    const auto note = [](auto what) {
        return [=](const Downtime& down, Seen& seen) { seen.sums["noted"] += what(down); };
    };
    const auto scan = [&](const char* form) {
        return std::sscanf(key.c_str(), form, &number) == 1;
    };
    const bool up = scan("A_t%lf");
    if (up || scan("U_t%lf")) {
        const double at = number;
        const auto state = [=](const Downtime& down) { return down.holds(at) != up ? 1.0 : 0.0; };
        return lives(part, at * 1.001, key, note(state), mean_of_lives);
    }
    if (scan("M_t%lf")) {
        const auto failures = [](const Downtime& down) {
            return static_cast<double>(down.spells.size());
        };
        return lives(part, number, key, note(failures), mean_of_lives);
    }
    if (scan("interval_A_%lfh")) {
        const double length = number;
        const auto share = [=](const Downtime& down) { return 1.0 - down.total() / length; };
        return lives(part, length, key, note(share), mean_of_lives);
    }
    if (scan("P_no_outage_%lfh")) {
        const auto none = [](const Downtime& down) { return down.spells.empty() ? 1.0 : 0.0; };
        return lives(part, number, key, note(none), mean_of_lives);
    }
    if (key == "E_failures_year") {
        const auto failures = [](const Downtime& down) {
            return static_cast<double>(down.spells.size());
        };
        return lives(part, year, key, note(failures), mean_of_lives);
    }
    if (scan("P_annual_A_ge_%lf")) {
        const double least = number;
        const auto kept = [=](const Downtime& down) {
            return 1.0 - down.total() / year >= least ? 1.0 : 0.0;
        };
        return lives(part, year, key, note(kept), mean_of_lives);
    }
    return std::nullopt;
}

std::optional<Part> part_of(const Json& json, const char* name)
{
    const auto lifetime = law(json.at("lifetime"), hours_as_seconds);
    auto repair = law(json.at("repair"), hours_as_seconds);
    if (!lifetime || !repair) return std::nullopt;
    if (is_zero(*repair)) repair = Constant{Duration{1}};  // At once, as far as a clock can tell.
    return Part{.name = name, .lifetime = *lifetime, .repair = *repair};
}

Part exponential_part(const Json& json, std::string name)
{
    const auto exponential = [&](const char* member) {
        return Exponential{hours_as_seconds.hours(json.at(member).get<double>())};
    };
    return {.name = std::move(name),
            .nodes = json.value("n", 1U),
            .needed = json.value("k", 1U),
            .lifetime = exponential("mttf_h"),
            .repair = exponential("mttr_h")};
}

// Zones that fail with all their servers, and servers that fail by themselves.
Simulated zones(const Json& model)
{
    const auto zone_count = model.at("zones").get<std::uint32_t>();
    const auto servers = model.at("servers_per_zone").get<std::uint32_t>();
    const auto needed = model.at("need").get<std::uint32_t>();
    Part zone = exponential_part(model.at("zone"), "zone");
    Part server = exponential_part(model.at("server"), "server");
    zone.nodes = zone_count;
    server.nodes = zone_count * servers;
    const auto runs = [=](double) {
        constexpr std::uint32_t runs_a_batch = 4;
        const double hours = 4e6 / failures_an_hour({zone, server});
        Trial trial = trial_of({server}, hours / (batches * runs_a_batch), runs_a_batch);
        for (std::uint32_t i = 1; i <= zone_count; ++i) {
            trial.scenario.app_servers.front().place.zones.push_back("zone-" + std::to_string(i));
            trial.scenario.faults.push_back({.effect = Crash{},
                                             .zone = "zone-" + std::to_string(i),
                                             .up = zone.lifetime,
                                             .down = zone.repair});
        }
        trial.conclude = [=](Simulation& site, Seen& seen) {
            note_outages(outages_with_zones(site, server.nodes, zone_count, needed),
                         to_seconds(site.scenario().run.duration), seen);
        };
        return trial;
    };
    return {.variant = "zones", .trial = runs, .measure = share_named("down", "hours")};
}

Expression of_system(const std::vector<Part>& parts, const std::string& key)
{
    const auto measure = of_outages(key);
    if (!measure) return NotExpressed{"nothing measures it"};
    return long_run(parts, *measure, key == "insens_note_U");
}

}  // namespace

Expression express_all_down(const Record& record)
{
    const Json& failures = record.model.at("failures");
    auto part = part_of(failures, "server");
    part->nodes = record.model.at("tiers")[0].at("servers").get<std::uint32_t>();
    return of_system({*part}, "U_inf");
}

Expression express_availability(const Record& record)
{
    const Json& model = record.model;
    if (model.contains("vrrp") || model.contains("outage_window_s") || model.contains("user"))
        return express_outage(record);
    if (model.contains("zones")) return zones(model);
    if (model.contains("blocks")) {
        std::vector<Part> parts;
        for (const Json& block : model["blocks"]) {
            parts.push_back(exponential_part(block, block.at("name").get<std::string>()));
            parts.back().crew = model.value("crews", 0U);
            parts.back().urgency = static_cast<std::uint32_t>(parts.size());
        }
        return of_system(parts, record.key);
    }
    if (model.contains("components") && model["components"].is_array()) {
        const auto part = part_of(model["components"][0], "server");
        if (!part) return NotExpressed{"no such law of lifetimes"};
        if (auto lived = of_lives(record.key, *part)) return *lived;
        return of_system({*part}, record.key);
    }
    if (model.contains("quorum")) {
        auto part = part_of(model, "node");
        part->nodes = model.at("nodes").get<std::uint32_t>();
        part->needed = model["quorum"].get<std::uint32_t>();
        return of_system({*part}, "U_inf");
    }
    if (model.contains("tier")) {
        auto part = part_of(model, "server");
        part->nodes = model["tier"].at("n").get<std::uint32_t>();
        part->needed = model["tier"].at("k").get<std::uint32_t>();
        const auto crew = model.at("crews").get<std::uint32_t>();
        part->crew = crew < part->nodes ? crew : 0;
        return of_system({*part}, record.key);
    }
    if (model.contains("spare")) return NotExpressed{"a standby fails like any other node"};
    return NotExpressed{"no such system of failures and repairs"};
}

}  // namespace oracles
