// SPDX-License-Identifier: MIT
/// Building, in the order in which things need each other: kinds, hosts, nodes, wires, cores,
/// pools, faults.
#include "model/builder.hpp"

#include "model/client.hpp"
#include "model/life.hpp"
#include "model/operators.hpp"
#include "model/shared_address.hpp"

#include <algorithm>
#include <limits>

namespace tiersim {

namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

double jobs_of(std::uint32_t workers)
{
    return workers > 0 ? static_cast<double>(workers) : unlimited;
}

}  // namespace

void Builder::build()
{
    name_kinds();
    add_hosts();
    add_tiers();
    add_clients();
    give_lives();
    lay_wires();
    share_cores();
    add_pools();
    place_servers();
    find_stricken();
    start();
}

void Builder::name_kinds()
{
    const auto note = [this](const std::string& name, std::uint32_t priority) {
        auto& kinds = site_->kinds_;
        if (std::find(kinds.begin(), kinds.end(), name) != kinds.end()) return;
        kinds.push_back(name);
        site_->priorities_.push_back(priority);
    };
    for (const Clients& clients : scenario_->clients) {
        if (clients.mix.empty()) note("request", 0);
        for (const Kind& kind : clients.mix)
            note(kind.name, kind.priority);
    }
    if (site_->kinds_.empty()) note("request", 0);
}

void Builder::add_hosts()
{
    for (const Host& host : scenario_->hosts) {
        machine_numbers_[host.name] = static_cast<std::uint16_t>(machines_.size());
        machines_.push_back({.host = host});
    }
}

// The host of the tier's `index`-th node (0, 1, ...); one of its own is made where none is named.
std::uint16_t Builder::machine_for(const std::string& tier, const Placement& place,
                                   std::uint32_t index)
{
    if (!place.hosts.empty()) return machine_numbers_.at(place.hosts[index % place.hosts.size()]);
    Host own{.name = node_name(tier, index + 1),
             .cores = place.cores,
             .speed = place.speed,
             .discipline = place.discipline};
    if (!place.zones.empty()) own.zone = place.zones[index % place.zones.size()];
    if (!place.speeds.empty()) own.speed = place.speeds[index % place.speeds.size()];
    const auto number = static_cast<std::uint16_t>(machines_.size());
    machine_numbers_[own.name] = number;
    machines_.push_back({.host = std::move(own)});
    return number;
}

void Builder::add_tier(const std::string& name, const Placement& place, double concurrency,
                       const Program* program, const MakeNode& make)
{
    for (std::uint32_t i = 0; i < place.replicas; ++i) {
        const std::uint16_t number = machine_for(name, place, i);
        Machine& machine = machines_[number];
        Standing standing;
        standing.host = number;
        standing.speed = machine.host.speed;
        const NodeId id = site_->add_node(make(i), node_name(name, i + 1), standing);
        site_->programs_.push_back(program);
        machine.nodes.push_back(id);
        machine.quotas.push_back(place.quota);
        machine.quota_periods.push_back(place.quota_period);
        machine.concurrency += place.quota > 0.0 ? unlimited : concurrency;
        tiers_[name].push_back(id);
    }
}

const Program* Builder::keep(Program program)
{
    site_->own_programs_.push_back(std::make_unique<Program>(std::move(program)));
    return site_->own_programs_.back().get();
}

void Builder::add_tiers()
{
    add_balancers();
    add_servers();
    for (const Cache& tier : scenario_->caches)
        add_cache(tier);
    for (const CustomTier& tier : scenario_->custom_tiers)
        add_tier(tier.name, tier.place, unlimited, nullptr,
                 [&](std::uint32_t) { return tier.make(); });
}

void Builder::add_servers()
{
    const auto add = [this](const auto& tier, std::uint32_t workers, const ServerTraits& traits) {
        const Program* const program = keep(compile(tier, site_->kinds()));
        const double jobs = program->forks() ? unlimited : jobs_of(workers);
        add_tier(tier.name, tier.place, jobs, program,
                 [&](std::uint32_t) { return std::make_unique<Server>(*program, traits); });
    };
    const auto places = [](std::uint32_t queue, bool unbounded) {
        return unbounded ? std::numeric_limits<std::uint32_t>::max() : queue;
    };
    for (const WebServer& tier : scenario_->web_servers)
        add(tier, tier.workers,
            {.workers = tier.workers,
             .line = places(0, true),
             .inside = tier.connections,
             .cancels = tier.cancels});
    for (const AppServer& tier : scenario_->app_servers)
        add(tier, tier.workers,
            {.workers = tier.workers,
             .line = places(tier.queue, tier.queue_unbounded),
             .line_timeout = tier.queue_timeout,
             .line_patience = tier.patience ? &*tier.patience : nullptr,
             .cancels = tier.cancels,
             .drops = tier.queue_drops});
    for (const Database& tier : scenario_->databases) {
        ReplicaSet* const replicas = replica_set_of(tier);
        add(tier, tier.connections,
            {.workers = tier.connections,
             .line = places(tier.queue, tier.queue_unbounded),
             .disks = tier.disks,
             .buffer = {.hits = tier.buffer_hits.value(), .warms_up = tier.warms_up},
             .replicas = replicas,
             .cancels = tier.cancels});
        for (const NodeId id : tiers_.at(tier.name))
            if (replicas != nullptr) replicas->add(static_cast<Server&>(site_->node(id)));
    }
}

void Builder::give_lives()
{
    for (const AppServer& tier : scenario_->app_servers) {
        const bool operated = !tier.deploys.empty() || tier.autoscale;
        if (operated || tier.starts_in > Duration{0} || tier.warms_up || tier.pauses)
            give_life(tier);
        if (operated)
            site_->operators_.push_back(
                std::make_unique<Operators>(*site_, tier, tiers_.at(tier.name),
                                            static_cast<std::uint32_t>(site_->operators_.size())));
    }
}

void Builder::give_life(const AppServer& tier)
{
    site_->lives_.resize(site_->node_count());
    for (const NodeId id : tiers_.at(tier.name)) {
        site_->lives_[static_cast<std::size_t>(id)] = std::make_unique<Life>(*site_, id, tier);
        if (tier.warms_up || tier.pauses) machines_[site_->standing(id).host].changes_speed = true;
    }
}

ReplicaSet* Builder::replica_set_of(const Database& tier)
{
    if (!tier.replication) return nullptr;
    auto& sets = site_->replica_sets_;
    sets.push_back(
        std::make_unique<ReplicaSet>(*site_, tier, static_cast<std::uint32_t>(sets.size())));
    return replica_sets_[tier.name] = sets.back().get();
}

void Builder::add_cache(const Cache& tier)
{
    site_->popularities_.push_back(std::make_unique<Zipf>(tier.keys, tier.zipf));
    const Zipf* const popularity = site_->popularities_.back().get();
    const Program* const program = keep(compile(tier, site_->kinds()));
    add_tier(tier.name, tier.place, jobs_of(tier.workers), program, [&](std::uint32_t) {
        ServerTraits traits{.workers = tier.workers,
                            .line = std::numeric_limits<std::uint32_t>::max()};
        traits.store.emplace(Store{.popularity = popularity,
                                   .held = KeyStore{tier.keys, tier.capacity, tier.ttl},
                                   .salt = hash_name(tier.name + "/key")});
        return std::make_unique<Server>(*program, std::move(traits));
    });
}

void Builder::add_clients()
{
    std::uint8_t number = 0;
    for (const Clients& clients : scenario_->clients)
        add_client(clients, number++);
    for (PopulationBooks& books : site_->books_.populations) {
        books.kinds.resize(site_->kinds().size());
        books.batches.resize(batch_count);
        books.failures.resize(outcome_count * site_->node_count());
    }
}

void Builder::add_client(const Clients& clients, std::uint8_t number)
{
    std::vector<std::uint8_t> kinds;
    const auto number_of = [this](const std::string& kind) {
        const auto& all = site_->kinds();
        return static_cast<std::uint8_t>(std::find(all.begin(), all.end(), kind) - all.begin());
    };
    if (clients.mix.empty()) kinds.push_back(number_of("request"));
    for (const Kind& kind : clients.mix)
        kinds.push_back(number_of(kind.name));
    const auto machine = static_cast<std::uint16_t>(machines_.size());
    machines_.push_back({.host = {.name = clients.name, .zone = clients.zone}});
    machine_numbers_[clients.name] = machine;
    Standing standing;
    standing.host = machine;
    auto client = std::make_unique<Client>(clients, number, addresses(clients.calls), kinds);
    site_->clients_.push_back(client.get());
    site_->books_.populations.emplace_back();
    const NodeId id = site_->add_node(std::move(client), clients.name, standing);
    site_->programs_.push_back(nullptr);
    tiers_[clients.name].push_back(id);
}

std::vector<Address> Builder::addresses(const std::string& tier) const
{
    if (const auto shared = shared_.find(tier); shared != shared_.end())
        return {{.node = tiers_.at(tier).front(), .cluster = shared->second}};
    std::vector<Address> all;
    for (const NodeId id : tiers_.at(tier))
        all.push_back({.node = id});
    return all;
}

Manners Builder::manners(const std::string& tier) const
{
    for (const Database& database : scenario_->databases)
        if (database.name == tier) return manners(database);
    for (const Cache& cache : scenario_->caches)
        if (cache.name == tier) return {.keys_salt = hash_name(tier + "/key")};
    return {};
}

Manners Builder::manners(const Database& tier) const
{
    if (!tier.replication) return {.writes_to_first = true};
    return {.writes_to_first = true,
            .replicas = replica_sets_.at(tier.name),
            .reads_to_first = tier.replication->reads_at_primary};
}

void Builder::add_pools()
{
    for (const LoadBalancer& tier : scenario_->balancers)
        add_pools_of(tier.name, {&tier.upstream});
    for (const WebServer& tier : scenario_->web_servers)
        if (!tier.upstream.to.empty()) add_pools_of(tier.name, {&tier.upstream});
    const auto all = [](const std::vector<Upstream>& upstreams) {
        std::vector<const Upstream*> pointers;
        for (const Upstream& upstream : upstreams)
            pointers.push_back(&upstream);
        return pointers;
    };
    for (const AppServer& tier : scenario_->app_servers)
        add_pools_of(tier.name, all(tier.upstreams));
    for (const CustomTier& tier : scenario_->custom_tiers)
        add_pools_of(tier.name, all(tier.upstreams));
}

void Builder::add_pools_of(const std::string& tier, std::vector<const Upstream*> upstreams)
{
    for (const NodeId id : tiers_.at(tier)) {
        std::uint8_t index = 0;
        for (const Upstream* upstream : upstreams)
            site_->add_pool(
                id, std::make_unique<ServerPool>(*site_, id, index++, *upstream,
                                                 addresses(upstream->to), manners(upstream->to)));
    }
}

void Builder::start()
{
    site_->start_ticking();
    for (const auto& node : site_->nodes_) {
        for (const auto& pool : node->pools_)
            pool->start();
        node->come_up();
    }
    for (const auto& address : site_->addresses_)
        address->start();
    for (const auto& set : site_->replica_sets_)
        set->start();
    for (const auto& life : site_->lives_)
        if (life) life->begin();
    for (const auto& operators : site_->operators_)
        operators->start();
    for (Client* const client : site_->clients_)
        client->start();
    for (const Machine& machine : machines_)
        site_->host_names_.push_back(machine.host.name);
    site_->faults_->start(site_->end_);
}

}  // namespace tiersim
