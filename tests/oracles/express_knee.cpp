// SPDX-License-Identifier: MIT
/// The number of users from which on a site cannot keep up: where the bound of a user who is alone
/// meets the bound of the busiest tier. Neither depends on laws, so that constants tell both.
#include "model/simulation.hpp"
#include "oracles/expression.hpp"
#include "oracles/lookout.hpp"
#include "oracles/site.hpp"

namespace oracles {

using namespace tiersim;

namespace {

// Every law becomes its mean, and cores serve in turn.
Scenario without_chance(const Site& site, const Thinking& users)
{
    Scenario scenario = site.scenario;
    for (AppServer& server : scenario.app_servers) {
        server.place.discipline = Discipline::in_turn;
        Distribution& work = std::get<Compute>(server.routes.front().steps.front().does).work;
        work = Constant{mean(work)};
    }
    scenario.clients.front().arrivals = users;
    scenario.run.duration = std::chrono::seconds{100};
    return scenario;
}

// From the answer before the last one to the last.
Duration last_gap(Scenario scenario)
{
    Instant last{};
    Duration gap{};
    post_lookout(scenario, [&](const Passage& passage) {
        gap = passage.went - last;
        last = passage.went;
    });
    Simulation run{scenario, 1};
    run.run();
    return gap;
}

double knee(const Site& site)
{
    const auto& thinking = std::get<Thinking>(site.scenario.clients.front().arrivals);
    const Thinking one{.users = 1, .think = Constant{mean(thinking.think)}};
    const Thinking many{.users = 100, .think = Constant{}};
    return to_seconds(last_gap(without_chance(site, one))) /
           to_seconds(last_gap(without_chance(site, many)));
}

}  // namespace

std::optional<Expression> express_knee(const Record& record, const Site& site)
{
    if (record.key != "N_star") return std::nullopt;
    return Computed{[site] { return Json(knee(site)); }};
}

}  // namespace oracles
