// SPDX-License-Identifier: MIT
/// Sites that fill with work for clients who have gone: how long until they are full of it, and
/// until they are free of it again.
#include "oracles/expression.hpp"
#include "oracles/site.hpp"
#include "oracles/times.hpp"

namespace oracles {

using namespace tiersim;

namespace {

constexpr double full = 54.0;
constexpr double recovered = 15.0;

/// What the runs wait for, and how often they look.
struct Passage {
    bool collapse = true;
    Duration every{};
};

// Each run ends when it has seen the passage.
Trial passages(const Scenario& scenario, const Passage& passage, std::uint32_t runs)
{
    Trial trial{.scenario = scenario, .runs = runs};
    trial.scenario.run.duration = std::chrono::hours{100};
    const auto there = [collapse = passage.collapse](double level) {
        return collapse ? level >= full : level <= recovered;
    };
    trial.looks = {{.every = passage.every, .glance = [=](const View& view, Seen& seen) {
                        if (view.now() == 0.0 || !there(view.inside("app-1"))) return;
                        note(seen, from_seconds(view.now()));
                        throw Enough{};
                    }}};
    return trial;
}

Clients at_once(const Clients& like, const std::string& name, std::size_t count)
{
    Clients crowd = like;
    crowd.name = name;
    Trace trace;
    trace.arrivals.assign(count, {.at = Duration{1}});
    crowd.arrivals = std::move(trace);
    return crowd;
}

// A crowd of which most have gone before anything was done for them.
void add_crowd(Scenario& scenario, std::size_t live, std::size_t gone)
{
    const Clients users = scenario.clients.front();
    scenario.clients.push_back(at_once(users, "live", live));
    Clients lost = at_once(users, "gone", gone);
    lost.patience.reset();
    lost.timeout = Duration{1};
    lost.retry = {};
    scenario.clients.push_back(std::move(lost));
}

}  // namespace

std::optional<Expression> express_collapse(const Record& record, const Site& site)
{
    const bool collapse = record.key == "time_to_collapse";
    if (!collapse && record.key != "time_to_recover") return std::nullopt;
    Scenario scenario = site.scenario;
    const bool retries = scenario.clients.front().retry.chance > Probability{};
    // About as many requests for each of the four passages.
    const std::uint32_t runs = collapse ? (retries ? 50 : 1) : (retries ? 20 : 200);
    const Duration every = collapse || retries ? std::chrono::milliseconds{5}
                                               : std::chrono::milliseconds{1};
    if (!collapse) add_crowd(scenario, 17, 37);
    return Simulated{.variant = record.key,
                     .trial =
                         [=](double) {
                             return passages(scenario, {.collapse = collapse, .every = every},
                                             runs);
                         },
                     .measure = *of_times("mean_")};
}

}  // namespace oracles
