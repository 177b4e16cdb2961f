// SPDX-License-Identifier: MIT
/// Quantities that are seen by watching each request pass: pages of several requests, busy periods,
/// the draining of a backlog.
#include "oracles/expression.hpp"
#include "oracles/lookout.hpp"
#include "oracles/site.hpp"
#include "oracles/times.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

namespace oracles {

using namespace tiersim;

namespace {

Trial watched(const Site& site, double requests,
              const std::function<Witness(Seen&, Duration warmup)>& witness)
{
    Trial trial{.scenario = site.scenario};
    const double seconds = requests / site.rate / static_cast<double>(batches);
    trial.scenario.run.warmup = from_seconds(seconds / 10.0);
    trial.scenario.run.duration = from_seconds(seconds * 1.1);
    trial.prepare = [witness](Scenario& scenario, std::uint64_t, Seen& seen) {
        post_lookout(scenario, witness(seen, scenario.run.warmup));
    };
    return trial;
}

// The requests of a page come together; it is done when the last of them is.
Witness pages(Seen& seen, Duration warmup, std::size_t size)
{
    return [&seen, warmup, size,
            open = std::map<Instant, std::size_t>{}](const Passage& passage) mutable {
        if (++open[passage.came] < size) return;
        open.erase(passage.came);
        if (passage.came >= Instant{warmup}) note(seen, passage.went - passage.came);
    };
}

// From an arrival at an empty site until it is empty again.
Witness busy_periods(Seen& seen, Duration warmup)
{
    return [&seen, warmup, since = never](const Passage& passage) mutable {
        since = std::min(since, passage.came);
        if (passage.inside > 0) return;
        if (since >= Instant{warmup}) note(seen, passage.went - since);
        since = never;
    };
}

std::optional<Expression> express_pages(const Record& record, const Site& site)
{
    const auto* groups = std::get_if<Batches>(&site.scenario.clients.front().arrivals);
    if (groups == nullptr || groups->geometric || !record.key.ends_with("T_page"))
        return std::nullopt;
    const auto size = static_cast<std::size_t>(groups->mean_size);
    const auto runs = [=](double wanted) {
        const double requests = std::clamp(wanted, 8e5, 4e6) * static_cast<double>(size);
        return watched(site, requests,
                       [size](Seen& seen, Duration warmup) { return pages(seen, warmup, size); });
    };
    Measure measure = *of_times("mean_");
    const double share = record.key.starts_with("p50") ? 0.5 : 0.99;
    if (!record.key.starts_with("mean"))
        measure = [share](const Seen& seen) {
            return quantile(seen.histograms.at("times"), share);
        };
    return Simulated{.variant = "pages", .trial = runs, .measure = measure};
}

std::optional<Expression> express_busy_periods(const Record& record, const Site& site)
{
    if (record.key == "P_overflow") return NotExpressed{"too rare to be seen in a run"};
    if (!record.key.ends_with("_busy_period")) return std::nullopt;
    const auto runs = [=](double) { return watched(site, 8e6, busy_periods); };
    if (record.key == "mean_busy_period")
        return Simulated{.variant = "busy", .trial = runs, .measure = *of_times("mean_")};
    return Simulated{.variant = "busy", .trial = runs, .measure = [](const Seen& seen) {
                         const double spread = (*of_times("sd_"))(seen);
                         return spread * spread;
                     }};
}

// At one server, first come, first served, what passes tells the work and the wait of each.
Witness waits(Seen& seen, Duration warmup)
{
    return [&seen, warmup, free = Instant{}](const Passage& passage) mutable {
        const double work = to_seconds(passage.went - std::max(passage.came, free));
        const double wait = to_seconds(passage.went - passage.came) - work;
        free = passage.went;
        if (passage.came < Instant{warmup}) return;
        seen.sums["requests"] += 1.0;
        seen.sums["wait"] += wait;
        seen.sums["wait^2"] += wait * wait;
        seen.sums["work^3"] += work * work * work;
    };
}

// The spread of waits hangs on the third moment of the work, which no sample of a law with a long
// tail shows: of a lognormal one, n draws estimate it with a relative variance of (1 + scv)^9 / n.
// But that moment is known; what the sample has too little of it is made up for (a control
// variate, with the coefficient of Takács; Kleinrock I, 5.113), which leaves a modest error.
std::optional<Expression> express_spread(const Record& record, const Site& site)
{
    if (record.key != "sd_Wq" || site.stations.front().capacity != 1.0) return std::nullopt;
    const auto& steps = site.scenario.app_servers.front().routes.front().steps;
    const auto* law = std::get_if<Lognormal>(&std::get<Compute>(steps.front().does).work);
    if (law == nullptr || law->scv < 8.0) return std::nullopt;
    const double average = to_seconds(law->mean);
    const double cube = std::pow(average * (1.0 + law->scv), 3.0);
    const double weight = site.rate / (3.0 * (1.0 - site.rate * average));
    return Simulated{
        .variant = "waits",
        .trial = [=](double) { return watched(site, 1.2e7, waits); },
        .measure =
            [=](const Seen& seen) {
                const double all = seen.sum("requests");
                const double wait = seen.sum("wait") / all;
                const double variance = seen.sum("wait^2") / all - wait * wait;
                return std::sqrt(variance - weight * (seen.sum("work^3") / all - cube));
            }};
}

/// What a backlog cost.
struct Backlog {
    double max_wait = 0.0;
    double total_wait = 0.0;
    double delayed = 0.0;
    double drained = 0.0;
};

// One run without chance.
Backlog drain(const Site& site)
{
    Scenario scenario = site.scenario;
    scenario.run.duration = std::chrono::seconds{200};
    scenario.run.interval = scenario.run.duration;
    const Duration work = from_seconds(site.stations.front().mean_work);
    Backlog backlog;
    Instant went = never;
    post_lookout(scenario, [&](const Passage& passage) {
        const Duration wait = passage.went - passage.came - work;
        backlog.max_wait = std::max(backlog.max_wait, to_seconds(wait));
        backlog.total_wait += to_seconds(wait);
        backlog.delayed += wait > Duration{0} ? 1.0 : 0.0;
        // Idle, if only for an instant: the next request comes when the last one has gone.
        if (passage.came >= went && backlog.drained == 0.0) backlog.drained = to_seconds(went);
        went = passage.went;
    });
    Simulation run{scenario, 1};
    run.run();
    return backlog;
}

std::optional<Expression> express_drain(const Record& record, const Site& site)
{
    if (!record.model.at("failures").is_object() || !record.model["failures"].contains("pause_s"))
        return std::nullopt;
    const std::map<std::string, double Backlog::*> members{{"drain_instant", &Backlog::drained},
                                                           {"max_wait", &Backlog::max_wait},
                                                           {"total_wait", &Backlog::total_wait},
                                                           {"delayed_requests", &Backlog::delayed}};
    const auto found = members.find(record.key);
    if (found == members.end()) return std::nullopt;
    return Computed{[site, member = found->second] { return Json(drain(site).*member); }};
}

}  // namespace

std::optional<Expression> express_passages(const Record& record, const Site& site)
{
    if (auto expressed = express_pages(record, site)) return expressed;
    if (auto expressed = express_busy_periods(record, site)) return expressed;
    if (auto expressed = express_spread(record, site)) return expressed;
    return express_drain(record, site);
}

}  // namespace oracles
