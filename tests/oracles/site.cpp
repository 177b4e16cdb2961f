// SPDX-License-Identifier: MIT
/// How queues become tiers.
#include "oracles/site.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace oracles {

using namespace tiersim;

namespace {

const std::set<std::string> known{"kind",
                                  "arrivals",
                                  "tiers",
                                  "network_latency_s",
                                  "failures",
                                  "on_full",
                                  "initial_state",
                                  "client",
                                  "routing",
                                  "clients",
                                  "think_time",
                                  "write_fraction",
                                  "visit",
                                  "admission",
                                  "load_balancers",
                                  "cache_hit_ratio_reads",
                                  "key_groups",
                                  "popularity",
                                  "pin"};

std::string class_name(std::size_t number) { return "class" + std::to_string(number); }

double square(const Distribution& work)
{
    const double average = to_seconds(mean(work));
    return average * average * (1.0 + scv(work));
}

// The work of a tier for each kind of request; under "" the same for all.
std::vector<std::pair<std::string, Distribution>> works(const Json& model, const Json& tier,
                                                        std::string& why_not)
{
    std::vector<std::pair<std::string, Distribution>> all;
    const auto add = [&](const std::string& kind, const Json& json) {
        const auto work = law(json);
        if (work)
            all.emplace_back(kind, *work);
        else
            why_not = "there is no such law of service: " + json.dump();
    };
    const Json service = tier.contains("nodes") ? tier["nodes"][0].at("service")
                                                : tier.at("service");
    if (service.is_string()) {
        std::size_t number = 0;
        for (const Json& one : model.at("arrivals").at("classes"))
            add(class_name(++number), one.at("service"));
    } else if (service.contains("per_class")) {
        std::size_t number = 0;
        for (const Json& one : service["per_class"])
            add(class_name(++number), one);
    } else {
        add("", service);
    }
    return all;
}

void set_discipline(const Json& tier, AppServer& server, Station& station, std::string& why_not)
{
    const std::string discipline = tier.value("discipline", "FCFS");
    const auto workers = static_cast<std::uint32_t>(number_of(tier, "workers_per_server", 1.0));
    station.capacity = workers;
    if (discipline == "FCFS") {
        server.workers = tier.value("workers_per_server", Json{}) == "infinite" ? 0 : workers;
        return;
    }
    server.place.cores = static_cast<std::uint32_t>(number_of(tier, "cores", workers));
    if (discipline == "LIFO")
        server.place.discipline = Discipline::last_first;
    else if (discipline == "priority-nonpreemptive")
        server.place.discipline = Discipline::by_priority;
    else if (discipline == "priority-preemptive-resume")
        server.place.discipline = Discipline::preemptive;
    else if (discipline != "PS")
        why_not = "no discipline called " + discipline;
    const double jobs = number_of(tier, "max_jobs", number_of(tier, "max_concurrency"));
    const double most = number_of(tier, "threads", jobs);
    server.workers = static_cast<std::uint32_t>(most);
}

void set_room(const Json& tier, const Json& model, AppServer& server, Station& station)
{
    Json room = tier.value("waiting_room", Json("unbounded"));
    if (tier.contains("max_jobs")) room = 0;
    server.queue_unbounded = !room.is_number();
    server.queue = room.is_number() ? room.get<std::uint32_t>() : 0;
    if (model.contains("admission")) {
        const double longest = model["admission"].at("reject_if_wait_exceeds_s").get<double>();
        server.queue_unbounded = false;
        server.queue = static_cast<std::uint32_t>(std::floor(longest / station.mean_work + 1e-9));
    }
    if (!server.queue_unbounded) station.room = station.capacity + server.queue;
}

// In a chain the stations before the last hold no worker while they wait for the next: they are
// queues for cores, first come, first served.
void queue_for_cores(AppServer& server)
{
    if (server.workers == 0) return;
    server.place.cores = server.workers;
    server.place.discipline = Discipline::in_turn;
    server.workers = 0;
}

void add_tier(const Json& model, const Json& tier, const std::string& next, Site& site)
{
    AppServer server{.name = tier.at("name").get<std::string>()};
    Station station{.name = server.name, .calls_next = !next.empty()};
    const auto all = works(model, tier, site.why_not);
    if (!site.why_not.empty()) return;
    for (const auto& [kind, work] : all) {
        Route route{.kind = kind};
        route.steps.emplace_back().does = Compute{.work = work};
        if (!next.empty()) route.steps.emplace_back().does = Query{.to = next};
        server.routes.push_back(std::move(route));
    }
    if (!next.empty()) server.upstreams = {{.to = next}};
    station.mean_work = to_seconds(mean(all.front().second));
    station.work_square = square(all.front().second);
    set_discipline(tier, server, station, site.why_not);
    set_room(tier, model, server, station);
    const bool in_chain = model["tiers"].size() > 1 && !tier.contains("threads");
    if (in_chain && server.queue_unbounded) queue_for_cores(server);
    site.stations.push_back(station);
    site.scenario.app_servers.push_back(std::move(server));
}

// A node before all tiers that calls one after the other: a full tier then refuses without holding
// anybody up.
void add_front(Site& site)
{
    AppServer front{.name = "front", .queue_unbounded = true};
    Route route;
    for (const AppServer& server : site.scenario.app_servers) {
        front.upstreams.push_back({.to = server.name});
        route.steps.emplace_back().does = Query{.to = server.name};
    }
    front.routes = {route};
    site.scenario.app_servers.push_back(std::move(front));
    site.scenario.clients.front().calls = "front";
}

// app -> db with a chance, and back to app, over and over.
void add_visits(const Json& routing, Site& site)
{
    const double again = routing.at("app").at("db").get<double>();
    AppServer& app = site.scenario.app_servers[1];
    std::vector<Step>& steps = app.routes.front().steps;
    Repeat visits{.mean = 1.0 / (1.0 - again), .geometric = true, .steps = {}};
    visits.steps.emplace_back().does = Query{.to = "db"};
    visits.steps.push_back(steps.front());
    Perhaps perhaps{.chance = Probability::of(again), .steps = {}};
    perhaps.steps.emplace_back().does = std::move(visits);
    steps.resize(1);
    steps.emplace_back().does = std::move(perhaps);
}

void add_population(Site& site, const std::string& kind, Arrivals arrivals)
{
    Clients clients{.name = kind.empty() ? "users" : kind,
                    .calls = site.scenario.app_servers.front().name,
                    .arrivals = std::move(arrivals)};
    if (!kind.empty()) clients.mix = {{.name = kind}};
    site.scenario.clients.push_back(std::move(clients));
}

void add_open(const Json& model, Site& site)
{
    const Json& process = model.at("arrivals");
    const auto translated = arrivals(process);
    if (!translated) return void(site.why_not = "no such arrivals: " + process.dump());
    site.rate = std::max(mean_rate(*translated).per_second(), 1e-9);
    add_population(site, "", *translated);
    if (!process.contains("classes")) return;
    Clients& clients = site.scenario.clients.front();
    std::size_t number = 0;
    for (const Json& one : process["classes"])
        clients.mix.push_back(
            {.name = class_name(++number),
             .share = Probability::of(one.at("rate_per_s").get<double>() / site.rate),
             .priority = one.at("priority").get<std::uint32_t>()});
}

// Users that think; `rate` is what they ask at most.
void add_users(const Json& users, const Json& think, const std::string& kind, Site& site)
{
    const auto count = users.get<std::uint32_t>();
    const std::string name = think.is_object() ? think.value("dist", "") : "";
    double average = 0.0;
    site.any_thinking = std::sscanf(name.c_str(), "any with mean %lf s", &average) == 1;
    std::optional<Distribution> thinking;
    if (site.any_thinking)
        thinking = Constant{from_seconds(average)};
    else if (think.is_number())
        thinking = Constant{from_seconds(think.get<double>())};
    else
        thinking = law(think);
    if (!thinking) return void(site.why_not = "no such law of thinking: " + think.dump());
    double work = to_seconds(mean(*thinking));
    double most = 1e300;
    for (const Station& station : site.stations) {
        work += station.mean_work;
        most = std::min(most, station.capacity / station.mean_work);
    }
    site.rate += std::min(most, count / work);
    add_population(site, kind, Thinking{.users = count, .think = *thinking});
}

void add_closed(const Json& model, Site& site)
{
    const Json& clients = model.at("clients");
    const Json& think = model.at("think_time");
    if (!clients.is_array()) return add_users(clients, think, "", site);
    for (std::size_t i = 0; i < clients.size(); ++i)
        add_users(clients[i], think[i], class_name(i + 1), site);
}

void set_network(const Json& model, Scenario& scenario)
{
    scenario.network.latency = scenario.network.local = Duration{0};
    const Json latency = model.value("network_latency_s", Json(0.0));
    if (!latency.is_object()) return;
    // The names of the ends are "client", "lb" and a tier; the clients are in the internet.
    for (const auto& [ends, length] : latency.items()) {
        const bool of_client = ends.starts_with("client");
        scenario.network.links.push_back({.from = "lb-1",
                                          .to = of_client ? "internet" : "app-1",
                                          .latency = from_seconds(length.get<double>())});
    }
}

std::string unknown_member(const Json& model)
{
    for (const auto& [name, value] : model.items())
        if (!known.contains(name)) return "nothing like \"" + name + "\" in tiersim";
    if (model.value("on_full", "") == "block_upstream_worker")
        return "no worker is held because the tier below is full and freed when that has room";
    return {};
}

bool finite(const Site& site)
{
    return site.stations.size() > 1 &&
           std::any_of(site.stations.begin(), site.stations.end(),
                       [](const Station& station) { return station.room > 0.0; });
}

void add_tiers(const Json& model, Site& site)
{
    const Json& tiers = model.at("tiers");
    const bool chain = std::none_of(tiers.begin(), tiers.end(), [](const Json& tier) {
        return tier.value("waiting_room", Json{}).is_number();
    });
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        const bool last = !chain || i + 1 == tiers.size();
        const std::string next = last ? "" : tiers[i + 1].at("name").get<std::string>();
        add_tier(model, tiers[i], next, site);
        if (!site.why_not.empty()) return;
    }
}

}  // namespace

Site translate(const Json& model)
{
    Site site;
    site.why_not = unknown_member(model);
    if (!site.why_not.empty()) return site;
    set_network(model, site.scenario);
    add_tiers(model, site);
    if (!site.why_not.empty()) return site;
    model.value("kind", "") == "closed" ? add_closed(model, site) : add_open(model, site);
    if (!site.why_not.empty()) return site;
    if (finite(site)) add_front(site);
    if (model.contains("routing")) add_visits(model["routing"], site);
    AppServer& server = site.scenario.app_servers.front();
    if (model.contains("client"))
        add_manners(model["client"], site.scenario.clients.front(), server, site.why_not);
    const Json failures = model.value("failures", Json("none"));
    if (failures.is_object()) add_failures(failures, server.name, site);
    add_balancer(model, site);
    return site;
}

}  // namespace oracles
