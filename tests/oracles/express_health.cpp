// SPDX-License-Identifier: MIT
/// A balancer that checks its servers, one of which dies: how long until the balancer knows, and
/// what goes wrong meanwhile.
#include "model/fault_board.hpp"
#include "oracles/expression.hpp"
#include "oracles/laws.hpp"
#include "oracles/times.hpp"

#include <algorithm>
#include <cmath>

namespace oracles {

using namespace tiersim;

namespace {

HealthCheck check_of(const Json& json)
{
    const double interval = number_of(json, "interval_s", number_of(json, "inter_s"));
    const double failing = number_of(json, "timeout_s",
                                     number_of(json, "failing_check_duration_s"));
    return {.interval = from_seconds(interval),
            .interval_fast = from_seconds(number_of(json, "fastinter_s")),
            .timeout = from_seconds(failing),
            .rise = json.value("rise", 2U),
            .fall = json.at("fall").get<std::uint32_t>(),
            .from_start = json.value("clock", "start_to_start") == "start_to_start"};
}

// Servers that answer in next to no time, on cores that can hang, behind one balancer.
Scenario site_of(const Json& model)
{
    Scenario scenario;
    scenario.network.latency = scenario.network.local = Duration{0};
    AppServer server{.name = "app", .queue_unbounded = true};
    server.place.replicas = model.value("servers", 1U);
    server.place.cores = 1;
    server.place.speed = 1e6;  // The answer to a check is known at once.
    server.routes.emplace_back().steps.emplace_back().does = Compute{
        .work = Constant{std::chrono::microseconds{1}}};
    scenario.app_servers = {std::move(server)};
    LoadBalancer lb{.name = "lb"};
    lb.upstream = {.to = "app", .balance = RandomDraws{.draws = 1}};
    lb.upstream.check = check_of(model.at("check"));
    scenario.balancers = {std::move(lb)};
    Clients users{.name = "users", .calls = "lb"};
    users.arrivals = Trace{.arrivals = {{.at = Duration{1}}}};
    if (model.contains("arrivals")) users.arrivals = *arrivals(model["arrivals"]);
    scenario.clients = {std::move(users)};
    return scenario;
}

/// Which story is told.
struct Story {
    bool checks = true;
    bool observes = false;
    bool short_outage = false;
};

Trial death(const Json& model, const Story& story, double wanted)
{
    Trial trial{.scenario = site_of(model)};
    Upstream& upstream = trial.scenario.balancers.front().upstream;
    const Duration interval = upstream.check.interval;
    const Duration turn = interval + upstream.check.timeout;
    const bool hangs = upstream.check.timeout > Duration{0};
    const Effect effect = hangs ? Effect{Hang{}} : Effect{Crash{}};
    const Distribution down = story.short_outage
                                  ? Distribution{Exponential{std::chrono::seconds{20}}}
                                  : Distribution{Constant{std::chrono::hours{1}}};
    // All servers have been checked by then, and checks begin at any instant of an interval.
    const Duration checked = 2 * turn;
    trial.scenario.faults = {{.effect = effect,
                              .node = "app-1",
                              .at = checked,
                              .up = Uniform{Duration{0}, interval},
                              .down = down}};
    trial.scenario.clients.front().from = checked;
    if (story.short_outage)
        trial.scenario.clients.front().arrivals = Trace{.arrivals = {{.at = Duration{1}}}};
    const Duration longest = turn * (upstream.check.fall + 1) +
                             std::chrono::seconds{story.observes ? 40 : 0};
    trial.scenario.run.duration = checked + interval + longest;
    if (story.observes) upstream.observe.errors = model.at("passive").at("consecutive_errors");
    if (!story.checks) upstream.check = {.interval = Duration{0}};
    const bool busy = model.contains("arrivals") && !story.observes;
    const double deaths = std::clamp(wanted, 4000.0, busy ? 4000.0 : 12000.0);
    trial.runs = static_cast<std::uint32_t>(std::ceil(deaths / batches));
    return trial;
}

std::optional<Instant> ejection(Simulation& site, Instant dies)
{
    for (const Sighting& sighting : site.books().sightings)
        if (!sighting.up && !sighting.address && sighting.at >= dies) return sighting.at;
    return std::nullopt;
}

// Requests that went to the dead server: refused, or still waiting there.
double victims(Simulation& site)
{
    const PopulationBooks& users = site.books().populations.front();
    double all = static_cast<double>(users.in_flight);
    for (const Tally& tally : users.kinds)
        all += static_cast<double>(tally.failed);
    return all;
}

void note_death(Simulation& site, Seen& seen)
{
    const Spell dead = site.faults().spells().front().front();
    const auto known = ejection(site, dead.from);
    const Instant end = std::min(dead.to, known.value_or(dead.to));
    seen.sums["deaths"] += 1.0;
    seen.sums["exposure"] += to_seconds(end - dead.from);
    const double errors = victims(site);
    seen.sums["errors"] += errors;
    seen.sums["errors^2"] += errors * errors;
    seen.sums["five"] += errors == 5.0 ? 1.0 : 0.0;
    if (known) note(seen, *known - dead.from);
}

Simulated told(const Json& model, const Story& story, const std::string& variant,
               const Measure& measure)
{
    const auto runs = [=](double wanted) {
        Trial trial = death(model, story, wanted);
        trial.conclude = note_death;
        return trial;
    };
    return {.variant = variant, .trial = runs, .measure = measure};
}

// Checks of a healthy server fail by chance.
Trial flapping(const Json& model, double wanted)
{
    Trial trial{.scenario = site_of(model)};
    const Json& check = model.at("check");
    trial.scenario.faults = {
        {.effect = Errors{.share = Probability::of(check.at("probe_error_probability"))},
         .node = "app-1"}};
    const double interval = check.at("interval_s").get<double>();
    const double seconds = std::clamp(wanted, 1e6 * interval, 8e6 * interval);
    trial.scenario.run.duration = from_seconds(seconds / batches);
    trial.conclude = [](Simulation& site, Seen& seen) {
        Instant since{};
        bool fresh = true;
        for (const Sighting& sighting : site.books().sightings) {
            const char* const state = sighting.up ? "down" : "up";
            if (!fresh) {
                seen.sums[state] += to_seconds(sighting.at - since);
                seen.sums[std::string{"times "} + state] += 1.0;
            }
            fresh = false;
            since = sighting.at;
        }
    };
    return trial;
}

Expression express_flapping(const Record& record)
{
    const Json model = record.model;
    const auto runs = [model](double wanted) { return flapping(model, wanted); };
    if (record.key == "mean_time_to_false_ejection")
        return Simulated{.trial = runs, .measure = share_named("up", "times up")};
    if (record.key == "mean_false_down")
        return Simulated{.trial = runs, .measure = share_named("down", "times down")};
    if (record.key != "frac_marked_down") return NotExpressed{"nothing measures it"};
    return Simulated{.trial = runs, .measure = [](const Seen& seen) {
                         const double down = seen.sum("down") / seen.sum("times down");
                         const double up = seen.sum("up") / seen.sum("times up");
                         return down / (down + up);
                     }};
}

}  // namespace

Expression express_health(const Record& record)
{
    const Json& model = record.model;
    if (model.at("check").contains("probe_error_probability")) return express_flapping(record);
    const Measure errors = share_named("errors", "deaths");
    if (record.key == "errors_passive_only" || record.key == "mean_passive_only")
        return told(model, {.checks = false, .observes = true}, "passive",
                    record.key.starts_with("mean") ? *of_times("mean_detection") : errors);
    if (record.key == "mean_combined")
        return told(model, {.observes = true}, "both", *of_times("mean_detection"));
    if (record.key == "P_passive_first")
        return told(model, {.observes = true}, "both", share_named("five", "deaths"));
    if (record.key == "mean_exposure_short_outage")
        return told(model, {.short_outage = true}, "short", share_named("exposure", "deaths"));
    if (record.key == "mean_errors") return told(model, {}, "", errors);
    if (record.key == "var_errors")
        return told(model, {}, "", [](const Seen& seen) {
            const double deaths = seen.sum("deaths");
            const double average = seen.sum("errors") / deaths;
            return seen.sum("errors^2") / deaths - average * average;
        });
    if (const auto measure = of_times(record.key)) return told(model, {}, "", *measure);
    return NotExpressed{"nothing measures it"};
}

}  // namespace oracles
