// SPDX-License-Identifier: MIT
/// How long an address has no holder, and what planned maintenance costs.
#include "model/fault_board.hpp"
#include "oracles/laws.hpp"
#include "oracles/outages.hpp"
#include "oracles/times.hpp"

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
    const auto measure = of_times(record.key);
    if (!measure) return NotExpressed{"no balancer shuts down in good order"};
    return Simulated{.trial = [model](double) { return takeover(model.at("vrrp")); },
                     .measure = *measure};
}

}  // namespace oracles
