// SPDX-License-Identifier: MIT
/// How long an address has no holder, what planned maintenance costs, and what one user sees of a
/// service that comes and goes.
#include "model/fault_board.hpp"
#include "oracles/laws.hpp"
#include "oracles/outages.hpp"
#include "oracles/times.hpp"

#include <map>

namespace oracles {

using namespace tiersim;

namespace {

// Two balancers; the host of the first dies at any moment between two adverts.
Trial takeover(const Json& vrrp)
{
    const Duration advert = from_seconds(vrrp.at("advert_s").get<double>());
    Trial trial;
    trial.runs = 50;
    LoadBalancer lb{.name = "lb", .upstream = {.to = "app"}};
    lb.place.replicas = 2;
    lb.cluster = Standby{.advert = advert,
                         .priority = vrrp.at("backup_priority").get<std::uint32_t>() + 1,
                         .script_interval = Duration{0}};
    trial.scenario.balancers = {std::move(lb)};
    trial.scenario.app_servers = {{.name = "app", .routes = {{}}}};
    Clients users{.name = "users", .calls = "lb"};
    users.arrivals = Trace{.arrivals = {{.at = Duration{1}}}};
    trial.scenario.clients = {std::move(users)};
    trial.scenario.faults = {{.effect = Crash{},
                              .host = "lb-1",
                              .up = Uniform{10 * advert, 20 * advert},
                              .down = Constant{100 * advert}}};
    trial.scenario.run.duration = 30 * advert;
    trial.conclude = [](Simulation& site, Seen& seen) {
        const Instant dies = site.faults().spells().front().front().from;
        for (const Sighting& sighting : site.books().sightings)
            if (sighting.address && sighting.at > dies) return note(seen, sighting.at - dies);
    };
    return trial;
}

// Every request of a window of each day fails. A hundredth of the requests has the same share.
Trial maintenance(const Json& model)
{
    Trial trial;
    auto wave = std::get<Wave>(*arrivals(model.at("arrivals")));
    wave.mean = Rate::per_second(wave.mean.per_second() / 100.0);
    const Duration day = from_seconds(model.at("period_s").get<double>());
    const Duration from = from_seconds(model.at("outage_window_s")[0].get<double>());
    const Duration to = from_seconds(model.at("outage_window_s")[1].get<double>());
    trial.scenario.app_servers = {{.name = "app", .routes = {{}}}};
    trial.scenario.clients = {{.name = "users", .calls = "app", .arrivals = wave}};
    trial.scenario.faults = {
        {.effect = Errors{}, .node = "app-1", .at = from, .lasts = to - from, .every = day}};
    trial.scenario.run.duration = day;
    trial.conclude = [](Simulation& site, Seen& seen) {
        seen.sums["hours"] += to_seconds(site.scenario().run.duration);
        seen.sums["down"] += outages_of(site, 0, 1, 1).total();
    };
    return trial;
}

// One user, who asks again soon after a failure: a request of tiersim is all that the user asks
// until the first answer, and while it lasts the user's last word was a failure.
Trial one_user(const Json& model)
{
    const Json& service = model.at("service");
    const Json& gaps = model.at("user");
    const auto exponential = [](const Json& json, const char* name) {
        return Exponential{from_seconds(json.at(name).get<double>())};
    };
    Trial trial;
    trial.scenario.network.latency = trial.scenario.network.local = Duration{0};
    trial.scenario.app_servers = {{.name = "app", .routes = {{}}}};
    Clients user{.name = "user", .calls = "app"};
    user.arrivals = Thinking{.users = 1, .think = exponential(gaps, "gap_after_success_s")};
    user.retry = {.attempts = 0,
                  .backoff = exponential(gaps, "gap_after_failure_s").mean,
                  .factor = 1.0,
                  .exponential = true};
    trial.scenario.clients = {std::move(user)};
    trial.scenario.faults = {{.effect = Errors{},
                              .node = "app-1",
                              .up = exponential(service, "up_mean_s"),
                              .down = exponential(service, "down_mean_s")}};
    trial.scenario.run.duration = std::chrono::hours{1000};
    trial.conclude = [](Simulation& site, Seen& seen) {
        seen.sums["down"] += outages_of(site, 0, 1, 1).total();
    };
    return trial;
}

Expression express_user(const Record& record)
{
    const std::map<std::string, Measure> measures{
        {"time_based", [](const Seen& seen) { return 1.0 - seen.sum("down") / seen.time; }},
        {"count_based",
         [](const Seen& seen) { return seen.requests().answered / seen.tier("app").arrived; }},
        {"user_uptime", [](const Seen& seen) {
             const KindSeen all = seen.requests();
             return 1.0 - mean(all.latency) * all.answered / seen.time;
         }}};
    const auto found = measures.find(record.key);
    if (found == measures.end()) return NotExpressed{"nothing measures it"};
    return Simulated{.trial = [model = record.model](double) { return one_user(model); },
                     .measure = found->second};
}

// When the address is taken over, the balancer's process having died at the start: it is found out
// at the first look, and the other waits no longer than it must.
Duration taken_over(const Json& vrrp, Duration looks)
{
    Trial trial = takeover(vrrp);
    auto& standby = std::get<Standby>(trial.scenario.balancers.front().cluster);
    standby.script_interval = looks;
    standby.script_fall = 1;
    trial.scenario.faults = {{.effect = Crash{}, .node = "lb-1"}};
    Simulation site{trial.scenario, 1};
    site.run();
    return site.books().sightings.at(1).at.time_since_epoch();
}

// The first look comes after some share of the time between looks; two such times tell how long
// the takeover takes after it.
Json graceful(const Json& vrrp)
{
    const Duration looks = std::chrono::milliseconds{100};
    return Json(to_seconds(2 * taken_over(vrrp, looks) - taken_over(vrrp, 2 * looks)));
}

}  // namespace

Expression express_outage(const Record& record)
{
    const Json model = record.model;
    if (model.contains("outage_window_s")) {
        const bool of_time = record.key == "time_unavailability";
        const Measure failed = [](const Seen& seen) {
            return seen.requests().failed / seen.requests().offered;
        };
        return Simulated{.trial = [model](double) { return maintenance(model); },
                         .measure = of_time ? share_named("down", "hours") : failed};
    }
    if (model.contains("user")) return express_user(record);
    if (record.key == "graceful_takeover")
        return Computed{[vrrp = model.at("vrrp")] { return graceful(vrrp); }};
    const auto measure = of_times(record.key);
    if (!measure) return NotExpressed{"nothing measures it"};
    return Simulated{.trial = [model](double) { return takeover(model.at("vrrp")); },
                     .measure = *measure};
}

}  // namespace oracles
