// SPDX-License-Identifier: MIT
/// What makes an oracle's site more than a queue: impatient clients, balancers, failures.
#include "oracles/site.hpp"

#include <algorithm>
#include <numeric>

namespace oracles {

using namespace tiersim;

namespace {

void add_retries(const Json& retry, Clients& clients, std::string& why_not)
{
    if (!retry.contains("max")) return void(why_not = "no retry by lot");
    const Json& most = retry.at("max");
    clients.retry.attempts = most.is_number() ? most.get<std::uint32_t>() + 1 : 0;
    const Json& backoff = retry.at("backoff");
    clients.retry.backoff = from_seconds(backoff.at("mean_s").get<double>());
    clients.retry.exponential = backoff.at("dist") == "exponential";
    clients.retry.factor = 1.0;
}

std::optional<Balancing> balancing(const std::string& name)
{
    if (name == "random" || name == "hash") return RandomDraws{.draws = 1};
    if (name == "round_robin") return RoundRobin{};
    if (name == "smooth_weighted_round_robin") return SmoothRoundRobin{};
    if (name == "central_queue") return First{};
    if (name == "least_connections") return LeastConnections{.ties = Ties::random};
    if (name == "power_of_two_distinct" || name == "power_of_2_distinct")
        return RandomDraws{.draws = 2, .distinct = true};
    if (name == "power_of_two_with_replacement") return RandomDraws{.draws = 2};
    return std::nullopt;
}

// Keys of Zipf popularity, pinned to nodes in turn: a random split by the sums of their shares.
std::vector<std::uint32_t> pinned(std::uint32_t groups, std::uint32_t nodes)
{
    std::uint32_t common = 1;
    for (std::uint32_t i = 2; i <= groups; ++i)
        common = std::lcm(common, i);
    std::vector<std::uint32_t> weights(nodes);
    for (std::uint32_t i = 0; i < groups; ++i)
        weights[i % nodes] += common / (i + 1);
    return weights;
}

// Nodes that differ in speed and weight, or fail.
void set_nodes(const Json& nodes, AppServer& server, Upstream& upstream, Site& site)
{
    server.place.replicas = static_cast<std::uint32_t>(nodes.size());
    std::uint32_t number = 0;
    double healthy = 0.0;
    for (const Json& node : nodes)
        healthy = std::max(healthy, node.at("service").at("mean_s").get<double>());
    for (const Json& node : nodes) {
        const Json& service = node.at("service");
        ++number;
        upstream.weights.push_back(node.value("weight", 1U));
        if (node.value("error_probability", 0.0) == 1.0) {
            server.place.speeds.push_back(1.0);
            site.scenario.faults.push_back(
                {.effect = Errors{.takes = *law(service)}, .node = node_name(server.name, number)});
        } else {
            server.place.speeds.push_back(healthy / service.at("mean_s").get<double>());
        }
    }
    std::get<Compute>(server.routes.front().steps.front().does).work = Exponential{
        from_seconds(healthy)};
}

// A web tier, an application with a cache in front of replicas, and a primary for writes. Hits are
// a kind of request, because tiersim has no cache with a given share of hits.
void add_cached(const Json& model, Site& site)
{
    Scenario& scenario = site.scenario;
    const double writes = model.at("write_fraction").get<double>();
    const double hits = (1.0 - writes) * model.at("cache_hit_ratio_reads").get<double>();
    scenario.clients.front().mix = {
        {.name = "write", .share = Probability::of(writes)},
        {.name = "hit", .share = Probability::of(hits)},
        {.name = "miss", .share = Probability::of(1.0 - writes - hits)}};
    AppServer& app = scenario.app_servers.at(1);
    const Step burst = app.routes.front().steps.front();
    app.routes = {{.kind = "write"}, {.kind = "hit"}, {.kind = "miss"}};
    for (Route& route : app.routes)
        route.steps.push_back(burst);
    app.routes[0].steps.emplace_back().does = Query{.to = "db-primary"};
    app.routes[2].steps.emplace_back().does = Query{.to = "db-replica"};
    const Balancing by_lot = RandomDraws{.draws = 1};
    scenario.app_servers[0].upstreams = {{.to = "app", .balance = by_lot}};
    app.upstreams = {{.to = "db-primary"}, {.to = "db-replica", .balance = by_lot}};
    AppServer& primary = scenario.app_servers.at(2);
    primary.upstreams.clear();
    primary.routes.front().steps.resize(1);
    for (std::size_t i = 0; i < scenario.app_servers.size(); ++i)
        scenario.app_servers[i]
            .place.replicas = model["tiers"][i].at("servers").get<std::uint32_t>();
}

}  // namespace

void add_manners(const Json& client, Clients& clients, AppServer& server, std::string& why_not)
{
    if (client.contains("queue_timeout")) {
        server.patience = law(client["queue_timeout"]);
    } else if (client.contains("response_timeout")) {
        server.cancels = client.value("server_cancels", false);
        clients.timeout = from_seconds(client["response_timeout"].at("value_s").get<double>());
    } else if (client.contains("attempt_timeout")) {
        clients.patience = law(client["attempt_timeout"]);
        const double again = client.at("retry").at("probability").get<double>();
        clients.retry = {.attempts = 0, .on_failure = false, .chance = Probability::of(again)};
    } else if (client.contains("retry") && client.size() == 1) {
        add_retries(client["retry"], clients, why_not);
    } else {
        why_not = "no client like " + client.dump();
    }
}

void add_failures(const Json& failures, const std::string& tier, Site& site)
{
    Fault fault{.node = node_name(tier, 1)};
    if (failures.contains("pause_s")) {
        fault.effect = Hang{};
        fault.at = from_seconds(failures["pause_s"][0].get<double>());
        fault.lasts = from_seconds(failures["pause_s"][1].get<double>()) - fault.at;
    } else {
        const std::string held = failures.value("in_service", "");
        if (held == "lost")
            fault.effect = Crash{};
        else if (held == "preempt-resume")
            fault.effect = Hang{};
        else
            return void(
                site.why_not = "no server gives its work back to the head of a common queue");
        fault.up = law(failures.at("lifetime"));
        fault.down = law(failures.at("repair"));
    }
    if (std::holds_alternative<Hang>(fault.effect)) {
        AppServer& server = site.scenario.app_servers.front();
        server.place.cores = server.workers;
        server.place.discipline = Discipline::in_turn;
    }
    site.scenario.faults.push_back(std::move(fault));
}

void add_balancer(const Json& model, Site& site)
{
    const Json& tier = model.at("tiers")[0];
    if (model.contains("write_fraction")) add_cached(model, site);
    const bool far = model.value("network_latency_s", Json{}).is_object();
    if (!tier.contains("load_balancing") && !far) return;
    const std::string name = tier.value("load_balancing", "round_robin");
    const auto balance = balancing(name);
    if (!balance) return void(site.why_not = "no balancing called " + name);
    AppServer& server = site.scenario.app_servers.front();
    LoadBalancer lb{.name = "lb", .upstream = {.to = server.name, .balance = *balance}};
    lb.place.replicas = model.value("load_balancers", 1U);
    server.place.replicas = tier.value("servers", 1U);
    if (tier.contains("nodes")) set_nodes(tier["nodes"], server, lb.upstream, site);
    if (name == "central_queue") lb.upstream.server_limit = server.workers;
    if (model.contains("key_groups"))
        lb.upstream.weights = pinned(model["key_groups"].get<std::uint32_t>(),
                                     server.place.replicas);
    site.scenario.balancers = {std::move(lb)};
    site.scenario.clients.front().calls = "lb";
}

}  // namespace oracles
