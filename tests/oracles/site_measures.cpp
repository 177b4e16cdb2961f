// SPDX-License-Identifier: MIT
/// The measures, by the names that the records give them.
#include "oracles/site_measures.hpp"

#include "oracles/expression.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace oracles {

using tiersim::Outcome;

namespace {

double square(double value) { return value * value; }

double latency_mean(const Seen& seen) { return mean(seen.requests().latency); }

double latency_variance(const Seen& seen)
{
    const KindSeen all = seen.requests();
    return mean_square(all.latency) - square(mean(all.latency));
}

double admitted(const NodeSeen& node) { return node.begun - node.ended_by(Outcome::overloaded); }

double wait_square(const NodeSeen& node)
{
    return mean_square(node.wait) * static_cast<double>(node.wait.count()) / admitted(node);
}

// Requests at a station, not those that it has sent on to the next.
double at_station(const Seen& seen, const Site& site, std::size_t number)
{
    const Station& station = site.stations[number];
    double inside = seen.tier(station.name).inside;
    if (station.calls_next && number + 1 < site.stations.size())
        inside -= seen.tier(site.stations[number + 1].name).inside;
    return inside;
}

// "p95_T" and the like; the share, and what it is a quantile of.
std::optional<std::pair<double, std::string>> quantile_of(const std::string& key)
{
    unsigned digits = 0;
    int read = 0;
    if (std::sscanf(key.c_str(), "p%u_%n", &digits, &read) != 1 || read == 0) return std::nullopt;
    const std::string figures = key.substr(1, static_cast<std::size_t>(read) - 2);
    const double share = digits / std::pow(10.0, static_cast<double>(figures.size()));
    return std::pair{share, key.substr(static_cast<std::size_t>(read))};
}

std::optional<Measure> quantile_measure(const std::string& key, const std::string& node)
{
    const auto asked = quantile_of(key);
    if (!asked) return std::nullopt;
    const double share = asked->first;
    const std::string& what = asked->second;
    if (what == "Wq")
        return [share, node](const Seen& seen) {
            const NodeSeen all = seen.tier(node);
            return quantile(all.wait, share, all.begun - all.waited);
        };
    if (what != "T" && what != "T_acc" && what != "R") return std::nullopt;
    return [share](const Seen& seen) { return quantile(seen.requests().latency, share); };
}

using Table = std::map<std::string, Measure>;

// Of the requests, as their clients see them.
Table of_requests(const std::string& node)
{
    const auto error_share = [](const Seen& seen) {
        const KindSeen all = seen.requests();
        return all.failed / all.offered;
    };
    const auto attempts = [](const Seen& seen) {
        const KindSeen all = seen.requests();
        return all.attempts / all.offered;
    };
    const auto answered = [](const Seen& seen) {
        const KindSeen all = seen.requests();
        return all.answered / all.offered;
    };
    return {{"mean_T", latency_mean},
            {"mean_T_acc", latency_mean},
            {"mean_T_ok", latency_mean},
            {"mean_R", latency_mean},
            {"var_T", latency_variance},
            {"P_abandon", error_share},
            {"P_timeout", error_share},
            {"P_fail", error_share},
            {"error_fraction", error_share},
            {"success_fraction", answered},
            {"attempts_per_request", attempts},
            {"mean_orbit", [node](const Seen& seen) {
                 const KindSeen all = seen.requests();
                 const double rate = seen.tier(node).ended_by(Outcome::ok) / seen.time;
                 return mean(all.latency) * rate - seen.tier(node).inside / seen.time;
             }}};
}

// Of the first tier, by the books of its nodes.
Table of_waiting(const Station& station)
{
    const std::string name = station.name;
    const auto node = [name](auto measure) {
        return [name, measure](const Seen& seen) { return measure(seen.tier(name)); };
    };
    const auto waits = node([](const NodeSeen& all) { return all.waited / admitted(all); });
    const auto at_once = node([](const NodeSeen& all) { return 1.0 - all.waited / admitted(all); });
    const auto wait = node([](const NodeSeen& all) { return all.queue / admitted(all); });
    const auto variance = node(
        [](const NodeSeen& all) { return wait_square(all) - square(all.queue / admitted(all)); });
    const auto refused = node(
        [](const NodeSeen& all) { return all.ended_by(Outcome::overloaded) / all.arrived; });
    return {{"P_wait", waits},
            {"P_arrival_waits", waits},
            {"sigma", waits},
            {"P_Wq0", at_once},
            {"P_immediate", at_once},
            {"P_idle_join", at_once},
            {"mean_Wq", wait},
            {"mean_Wq_acc", wait},
            {"mean_Wq_all", wait},
            {"mean_wait_thread", wait},
            {"mean_Wq_served", node([](const NodeSeen& all) {
                 return mean(all.wait) * static_cast<double>(all.wait.count()) /
                        (admitted(all) - all.ended_by(Outcome::queue_timeout));
             })},
            {"var_Wq", variance},
            {"sd_Wq", [variance](const Seen& seen) { return std::sqrt(variance(seen)); }},
            {"P_loss", refused},
            {"P_block", refused},
            {"P_reject", refused},
            {"P_attempt_blocked", refused},
            {"mean_S", node([](const NodeSeen& all) { return all.work / admitted(all); })},
            {"lost_per_crash",
             [name](const Seen& seen) { return seen.tier(name).killed / seen.sum("faults"); }}};
}

Table of_levels(const Station& station)
{
    const std::string name = station.name;
    const double capacity = station.capacity;
    const auto per_time = [name](double NodeSeen::*area, double share) {
        return [=](const Seen& seen) { return seen.tier(name).*area / seen.time / share; };
    };
    const auto completions = [name](const Seen& seen) {
        return seen.tier(name).ended_by(Outcome::ok) / seen.time;
    };
    const auto hottest = [](const Seen& seen) {
        double most = 0.0;
        for (const auto& [node, books] : seen.nodes)
            if (node.starts_with("app")) most = std::max(most, books.busy / seen.time);
        return most;
    };
    // Little's law. Of the requests in a short run of many servers the longest are still there at
    // its end.
    const auto little = [name](const Seen& seen) {
        return seen.tier(name).inside / seen.tier(name).arrived;
    };
    return {{"mean_N", per_time(&NodeSeen::inside, 1.0)},
            {"mean_T_limit", little},
            {"mean_busy", per_time(&NodeSeen::busy, 1.0)},
            {"util", per_time(&NodeSeen::busy, capacity)},
            {"time_all_busy", per_time(&NodeSeen::busy, capacity)},
            {"throughput", completions},
            {"mean_rate", completions},
            {"max_util", hottest},
            {"time_availability",
             [](const Seen& seen) { return 1.0 - seen.sum("fault time") / seen.time; }},
            // Of exponential work as much is left for those who have gone as for the others.
            {"waste_fraction",
             [name](const Seen& seen) {
                 return 1.0 - seen.requests().answered / seen.tier(name).ended_by(Outcome::ok);
             }},
            {"goodput", [](const Seen& seen) { return seen.requests().good / seen.time; }}};
}

// One tier of several, or one class: the name behind the last underscore.
std::optional<Measure> of_part(const std::string& key, const Site& site)
{
    std::size_t cut = key.rfind('_');
    for (const Station& station : site.stations)
        if (key.ends_with('_' + station.name)) cut = key.size() - station.name.size() - 1;
    if (cut == std::string::npos) return std::nullopt;
    const std::string what = key.substr(0, cut);
    const std::string part = key.substr(cut + 1);
    for (std::size_t i = 0; i < site.stations.size(); ++i) {
        if (site.stations[i].name != part) continue;
        const double capacity = site.stations[i].capacity;
        if (what == "mean_T" || what == "mean_R")
            return [site, i](const Seen& seen) {
                return at_station(seen, site, i) / seen.tier(site.stations[i].name).arrived;
            };
        if (what == "Q")
            return [site, i](const Seen& seen) { return at_station(seen, site, i) / seen.time; };
        if (what == "util")
            return [part, capacity](const Seen& seen) {
                return seen.tier(part).work / seen.time / capacity;
            };
    }
    if (what == "mean_T" && part.starts_with("node"))
        return [part](const Seen& seen) {
            const char number = static_cast<char>('1' + part.back() - 'a');
            const NodeSeen node = seen.tier(std::string{"app-"} + number);
            return node.inside / node.arrived;
        };
    return std::nullopt;
}

// What one kind of requests sees.
std::optional<Measure> of_kind(const std::string& key, const Site& site)
{
    const std::size_t cut = key.rfind('_');
    if (cut == std::string::npos) return std::nullopt;
    const std::string what = key.substr(0, cut);
    const std::string kind = key.substr(cut + 1);
    if (!kind.starts_with("class") && kind != "write" && kind != "hit") return std::nullopt;
    const auto latency = [kind](const Seen& seen) { return mean(seen.kinds.at(kind).latency); };
    if (what == "mean_T" || what == "R") return latency;
    if (what == "X")
        return [kind](const Seen& seen) { return seen.kinds.at(kind).answered / seen.time; };
    if (what != "mean_Wq") return std::nullopt;
    double work = site.stations.front().mean_work;
    for (const tiersim::Route& route : site.scenario.app_servers.front().routes)
        if (route.kind == kind)
            work = tiersim::to_seconds(
                tiersim::mean(std::get<tiersim::Compute>(route.steps[0].does).work));
    return [latency, work](const Seen& seen) { return latency(seen) - work; };
}

// Where a request goes, and what is refused where.
std::optional<Measure> of_ways(const std::string& key, const Site& site)
{
    const auto share = [](const Seen& seen, const std::string& node, double part) {
        return part / seen.tier(node).arrived;
    };
    if (key == "mean_db_calls")
        return [share](const Seen& seen) { return share(seen, "web", seen.tier("db").arrived); };
    if (key == "db_rate")
        return [](const Seen& seen) { return seen.tier("db-").arrived / seen.time; };
    if (key == "share_node1")
        return [share](const Seen& seen) { return share(seen, "app", seen.tier("app-1").arrived); };
    if (key.starts_with("P_reject_"))
        return [share, tier = key.substr(9)](const Seen& seen) {
            return share(seen, "front", seen.tier(tier).ended_by(Outcome::overloaded));
        };
    // All that the first tier has let in, also those that a later one turns away.
    if (key == "mean_T_ok" && site.stations.size() > 1)
        return [](const Seen& seen) {
            return (seen.tier("web").inside + seen.tier("db").inside) / admitted(seen.tier("web"));
        };
    // Last come, first served: E[T^2] = E[W^2] + 2 E[W] E[S] + E[S^2], the wait being independent
    // of the work.
    if (key == "EWq2" || (key == "mean_Wq" && site.scenario.app_servers.front().workers == 0)) {
        const double work = site.stations.front().mean_work;
        const double work_square = site.stations.front().work_square;
        const bool first = key == "mean_Wq";
        return [=](const Seen& seen) {
            const double wait = latency_mean(seen) - work;
            if (first) return wait;
            return mean_square(seen.requests().latency) - 2.0 * wait * work - work_square;
        };
    }
    return std::nullopt;
}

// Shares of the time, by glances.
std::optional<Measurement> of_time(const std::string& key, const Site& site)
{
    const Station& station = site.stations.front();
    const std::string node = station.name + "-1";
    // What comes to a process that hangs is not inside, but in its kernel.
    const bool anywhere = !site.scenario.faults.empty();
    const auto while_inside = [&](double least) {
        return Measurement{share_named("hits", "glances"), [=](const View& view, Seen& seen) {
                               const double level = anywhere ? view.open() : view.inside(node);
                               seen.sums["glances"] += 1.0;
                               seen.sums["hits"] += level >= least ? 1.0 : 0.0;
                           }};
    };
    unsigned least = 0;
    if (std::sscanf(key.c_str(), "P_N_ge_%u", &least) == 1) return while_inside(least);
    if (std::sscanf(key.c_str(), "P_N_gt_%u", &least) == 1) return while_inside(least + 1);
    if (key == "P_saturated") return while_inside(54.0);
    if (key == "P_slowdown") return while_inside(station.capacity + 1.0);
    // Poisson arrivals see what an observer sees at any time.
    if (key == "P_first_blocked") return while_inside(station.room);
    if (key == "P_pool_full") {
        const double all = site.scenario.app_servers.front().workers;
        return Measurement{share_named("hits", "glances"), [=](const View& view, Seen& seen) {
                               seen.sums["glances"] += 1.0;
                               seen.sums["hits"] += view.busy(node) >= all ? 1.0 : 0.0;
                           }};
    }
    if (std::sscanf(key.c_str(), "P_ge_%u_limit", &least) == 1)
        return Measurement{
            share_named("hits", "glances"), [=](const View& view, Seen& seen) {
                const std::vector<double> levels = view.insides("app-");
                seen.sums["glances"] += static_cast<double>(levels.size());
                seen.sums["hits"] += static_cast<double>(std::count_if(
                    levels.begin(), levels.end(), [=](double level) { return level >= least; }));
            }};
    return std::nullopt;
}

}  // namespace

std::optional<Measurement> measurement(const std::string& key, const Site& site)
{
    const Station& station = site.stations.front();
    if (auto glances = of_time(key, site)) return glances;
    if (auto measure = of_ways(key, site)) return Measurement{*measure};
    if (auto measure = quantile_measure(key, station.name)) return Measurement{*measure};
    if (auto measure = of_kind(key, site)) return Measurement{*measure};
    if (auto measure = of_part(key, site)) return Measurement{*measure};
    for (const Table& table : {of_requests(station.name), of_waiting(station), of_levels(station)})
        if (const auto found = table.find(key); found != table.end())
            return Measurement{found->second};
    return std::nullopt;
}

}  // namespace oracles
