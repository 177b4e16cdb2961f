// SPDX-License-Identifier: MIT
/// How work is added up.
#include "scenario/demand.hpp"

#include <algorithm>

namespace tiersim {

namespace {

double seconds(const Distribution& law) { return to_seconds(mean(law)); }

/// Adds up the CPU time of steps, or the least time that it takes when branches do not wait for
/// each other.
class Work {
public:
    explicit Work(bool side_by_side) : side_by_side_{side_by_side} {}

    double of(const std::vector<Step>& steps) const
    {
        double sum = 0.0;
        for (const auto& step : steps)
            sum += std::visit([this](const auto& what) { return of(what); }, step.does);
        return sum;
    }

private:
    double of(const Compute& compute) const
    {
        return compute.recorded ? 0.0 : seconds(compute.work);
    }
    double of(const Query& /*query*/) const { return 0.0; }
    double of(const Lookup& /*lookup*/) const { return 0.0; }
    double of(const Wait& /*wait*/) const { return 0.0; }
    double of(const Attempt& attempt) const { return of(attempt.steps); }
    double of(const Repeat& repeat) const { return repeat.mean * of(repeat.steps); }
    double of(const Perhaps& perhaps) const { return perhaps.chance.value() * of(perhaps.steps); }
    double of(const OneOf& choice) const
    {
        double sum = 0.0;
        for (const auto& way : choice.ways)
            sum += way.chance.value() * of(way.steps);
        return sum;
    }
    double of(const Parallel& parallel) const
    {
        double sum = 0.0;
        for (const auto& branch : parallel.branches)
            if (!side_by_side_ && branch.after == Duration{0})
                sum += branch.copies * of(branch.steps);
        return sum;
    }

    bool side_by_side_;
};

Need need_of_web(const WebServer& web, const std::string& kind)
{
    const auto* content = content_for(web, kind);
    if (content == nullptr) return {.cpu = seconds(web.tls) + seconds(web.work)};
    return {.cpu = seconds(web.tls) + seconds(content->work),
            .disk = (1.0 - content->in_memory.value()) * seconds(content->disk)};
}

}  // namespace

Demand::Demand(const Site& site) : site_{site}, scenario_{site.scenario()}
{
    for (const auto& [stop, rate] : offered(site))
        add(*stop.first, stop.second, rate);
}

Load Demand::of(const Tier& tier) const
{
    const auto found = loads_.find(&tier);
    return found == loads_.end() ? Load{} : found->second;
}

void Demand::add(const Tier& tier, const std::string& kind, double rate)
{
    const auto need = need_of(tier, kind);
    auto& load = loads_[&tier];
    if (tier.role != Tier::Role::database) {
        load.calls += rate;
        load.cpu += rate * need.cpu;
        load.disk += rate * need.disk;
        load.held += rate * held(tier, kind);
    }
    for (const auto& ask : asks_of(site_, tier, kind)) {
        if (!ask.on_miss && ask.to->role == Tier::Role::database)
            add_statements(ask, rate * ask.times);
    }
}

void Demand::add_statements(const Ask& ask, double rate)
{
    const auto need = statement(*ask.to, ask.query);
    const bool write = ask.query != nullptr && ask.query->write;
    auto& load = loads_[ask.to];
    load.calls += rate;
    (write ? load.cpu_primary : load.cpu) += rate * need.cpu;
    (write ? load.disk_primary : load.disk) += rate * need.disk;
    load.held += rate * (need.cpu / speed(*ask.to) + need.disk);
}

Need Demand::need_of(const Tier& tier, const std::string& kind) const
{
    switch (tier.role) {
        case Tier::Role::balancer: return {.cpu = seconds(scenario_.balancers[tier.index].work)};
        case Tier::Role::haproxy: return {.cpu = seconds(scenario_.haproxies[tier.index].work)};
        case Tier::Role::web: return need_of_web(scenario_.web_servers[tier.index], kind);
        case Tier::Role::cache: return {.cpu = seconds(scenario_.caches[tier.index].work)};
        case Tier::Role::app: break;
        default: return {};
    }
    const auto* route = route_for(scenario_.app_servers[tier.index], kind);
    return {.cpu = route == nullptr ? 0.0 : Work{false}.of(route->steps)};
}

Need Demand::statement(const Tier& database, const Query* query) const
{
    const auto& tier = scenario_.databases[database.index];
    const bool write = query != nullptr && query->write;
    const auto& statement = write ? tier.write : tier.read;
    const double misses = write ? 1.0 : 1.0 - tier.buffer_hits.value();
    const bool own = query != nullptr && query->work.has_value();
    return {.cpu = seconds(own ? *query->work : statement.work),
            .disk = misses * seconds(statement.disk)};
}

double Demand::speed(const Tier& tier) const
{
    double fastest = 0.0;
    for (std::uint32_t number = 1; number <= nodes(tier); ++number)
        fastest = std::max(fastest, speed_of(tier, number));
    return fastest > 0.0 ? fastest : 1.0;
}

double Demand::speed_of(const Tier& tier, std::uint32_t number) const
{
    if (const auto* host = described(Site::host_of(tier, number))) return host->speed;
    const auto& place = *tier.place;
    return place.speeds.empty() ? place.speed : place.speeds[number - 1];
}

std::uint32_t Demand::nodes(const Tier& tier) { return std::min(tier.place->replicas, 1000U); }

const Host* Demand::described(const std::string& name) const
{
    const auto found = std::find_if(scenario_.hosts.begin(), scenario_.hosts.end(),
                                    [&](const Host& host) { return host.name == name; });
    return found == scenario_.hosts.end() ? nullptr : &*found;
}

// How long a call of `kind` takes a worker, at least.
double Demand::held(const Tier& tier, const std::string& kind)
{
    if (const auto known = held_.find({&tier, kind}); known != held_.end()) return known->second;
    double work = need_of(tier, kind).cpu;
    bool waits = tier.role != Tier::Role::web;
    if (tier.role == Tier::Role::app) {
        const auto& app = scenario_.app_servers[tier.index];
        const auto* route = route_for(app, kind);
        if (route != nullptr && !app.event_loop) work = Work{true}.of(route->steps);
        waits = !app.event_loop;
    }
    double time = work / speed(tier);
    if (waits) {
        for (const auto& ask : asks_of(site_, tier, kind)) {
            if (ask.on_miss || ask.beside) continue;
            time += ask.times * (ask.to->role == Tier::Role::database ? statement_time(ask)
                                                                      : held(*ask.to, kind));
        }
    }
    return held_[{&tier, kind}] = time;
}

double Demand::statement_time(const Ask& ask) const
{
    const auto need = statement(*ask.to, ask.query);
    return need.cpu / speed(*ask.to) + need.disk;
}

WorkerLimit Demand::workers(const Tier& tier) const
{
    switch (tier.role) {
        case Tier::Role::web:
            return {scenario_.web_servers[tier.index].workers, "workers", "workers"};
        case Tier::Role::app:
            return {scenario_.app_servers[tier.index].workers, "workers", "workers"};
        case Tier::Role::cache: return {scenario_.caches[tier.index].workers, "workers", "workers"};
        case Tier::Role::database:
            return {scenario_.databases[tier.index].connections, "connections", "connections"};
        default: return {};
    }
}

std::uint32_t Demand::disks(const Tier& tier) const
{
    if (tier.role == Tier::Role::web) return 1;
    return tier.role == Tier::Role::database ? scenario_.databases[tier.index].disks : 0;
}

}  // namespace tiersim
