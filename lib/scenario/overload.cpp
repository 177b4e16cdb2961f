// SPDX-License-Identifier: MIT
/// Compares the work that open populations bring with what each tier and host can do.
#include "scenario/consequences.hpp"
#include "scenario/findings.hpp"
#include "scenario/flow.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <algorithm>
#include <map>

namespace tiersim {

namespace {

double seconds(const Distribution& law) { return to_seconds(mean(law)); }

double seconds_of(const std::vector<Step>& steps)
{
    double sum = 0.0;
    for (const auto& step : steps) {
        if (const auto* compute = std::get_if<Compute>(&step.does))
            sum += compute->recorded ? 0.0 : seconds(compute->work);
        if (const auto* repeat = std::get_if<Repeat>(&step.does))
            sum += repeat->mean * seconds_of(repeat->steps);
        if (const auto* perhaps = std::get_if<Perhaps>(&step.does))
            sum += perhaps->chance.value() * seconds_of(perhaps->steps);
    }
    return sum;
}

/// What one call of a kind needs at a tier itself.
struct Need {
    double cpu = 0.0;   ///< Seconds on a core of speed 1.
    double disk = 0.0;  ///< Seconds of a disk.
};

/// Adds up what a tier has to do.
struct Load {
    double calls = 0.0;        ///< Per second.
    double cpu = 0.0;          ///< Cores of speed 1 that are busy, on nodes that share the load.
    double cpu_primary = 0.0;  ///< The same, on the first node alone.
    double disk = 0.0;
    double disk_primary = 0.0;
    double held = 0.0;  ///< Workers or connections that are taken.
};

class Balance {
public:
    explicit Balance(const Site& site) : site_{site}, scenario_{site.scenario()}
    {
        for (const auto& [stop, rate] : offered(site))
            add(*stop.first, stop.second, rate);
    }

    std::vector<Problem> find()
    {
        for (const auto& tier : site_.tiers()) {
            look_at_cores(tier);
            look_at_workers(tier);
            look_at_disks(tier);
        }
        look_at_hosts();
        return std::move(problems_);
    }

private:
    void add(const Tier& tier, const std::string& kind, double rate)
    {
        const auto need = need_of(tier, kind);
        auto& load = loads_[&tier];
        if (tier.role != Tier::Role::database) {
            load.calls += rate;
            load.cpu += rate * need.cpu;
            load.held += rate * held(tier, kind);
        }
        for (const auto& ask : asks_of(site_, tier, kind)) {
            if (!ask.on_miss && ask.to->role == Tier::Role::database)
                add_statements(ask, rate * ask.times);
        }
    }

    void add_statements(const Ask& ask, double rate)
    {
        const auto need = need_of(*ask.to, ask.query);
        const bool write = ask.query != nullptr && ask.query->write;
        auto& load = loads_[ask.to];
        load.calls += rate;
        (write ? load.cpu_primary : load.cpu) += rate * need.cpu;
        (write ? load.disk_primary : load.disk) += rate * need.disk;
        load.held += rate * (need.cpu / speed(*ask.to) + need.disk);
    }

    Need need_of(const Tier& tier, const std::string& kind) const
    {
        switch (tier.role) {
            case Tier::Role::balancer:
                return {.cpu = seconds(scenario_.balancers[tier.index].work)};
            case Tier::Role::haproxy: return {.cpu = seconds(scenario_.haproxies[tier.index].work)};
            case Tier::Role::web: return need_of(scenario_.web_servers[tier.index], kind);
            case Tier::Role::cache: return {.cpu = seconds(scenario_.caches[tier.index].work)};
            case Tier::Role::app: break;
            default: return {};
        }
        const auto* route = route_for(scenario_.app_servers[tier.index], kind);
        return {.cpu = route == nullptr ? 0.0 : seconds_of(route->steps)};
    }

    static Need need_of(const WebServer& web, const std::string& kind)
    {
        const auto* content = content_for(web, kind);
        return {.cpu = seconds(web.tls) + seconds(content == nullptr ? web.work : content->work)};
    }

    Need need_of(const Tier& database, const Query* query) const
    {
        const auto& tier = scenario_.databases[database.index];
        const bool write = query != nullptr && query->write;
        const auto& statement = write ? tier.write : tier.read;
        const double misses = write ? 1.0 : 1.0 - tier.buffer_hits.value();
        const bool own = query != nullptr && query->work.has_value();
        return {.cpu = seconds(own ? *query->work : statement.work),
                .disk = misses * seconds(statement.disk)};
    }

    /// The speed of the tier's fastest host.
    double speed(const Tier& tier) const
    {
        const auto& place = *tier.place;
        double fastest = 0.0;
        for (std::uint32_t number = 1; number <= nodes(tier); ++number) {
            const auto* host = described(Site::host_of(tier, number));
            const double own = place.speeds.empty() ? place.speed : place.speeds[number - 1];
            fastest = std::max(fastest, host == nullptr ? own : host->speed);
        }
        return fastest > 0.0 ? fastest : 1.0;
    }

    static std::uint32_t nodes(const Tier& tier) { return std::min(tier.place->replicas, 1000U); }

    const Host* described(const std::string& name) const
    {
        const auto found = std::find_if(scenario_.hosts.begin(), scenario_.hosts.end(),
                                        [&](const Host& host) { return host.name == name; });
        return found == scenario_.hosts.end() ? nullptr : &*found;
    }

    /// How long a call of `kind` takes a worker, at least.
    double held(const Tier& tier, const std::string& kind)
    {
        if (const auto known = held_.find({&tier, kind}); known != held_.end())
            return known->second;
        double time = need_of(tier, kind).cpu / speed(tier);
        if (tier.role != Tier::Role::web) {
            for (const auto& ask : asks_of(site_, tier, kind)) {
                if (ask.on_miss) continue;
                time += ask.times * (ask.to->role == Tier::Role::database ? statement_time(ask)
                                                                          : held(*ask.to, kind));
            }
        }
        return held_[{&tier, kind}] = time;
    }

    double statement_time(const Ask& ask) const
    {
        const auto need = need_of(*ask.to, ask.query);
        return need.cpu / speed(*ask.to) + need.disk;
    }

    /// The busiest node of a tier.
    double cores_of_first(const Tier& tier) const
    {
        const auto found = loads_.find(&tier);
        if (found == loads_.end()) return 0.0;
        return found->second.cpu / tier.place->replicas + found->second.cpu_primary;
    }

    void look_at_cores(const Tier& tier)
    {
        const auto& place = *tier.place;
        const double own = place.hosts.empty() ? place.cores : 0.0;
        const double cores = place.quota > 0.0 ? place.quota : own;
        const double busy = cores_of_first(tier) / speed(tier);
        if (cores == 0.0 || busy <= cores) return;
        warn(tier.pointer + "/place", tier, "CPU for " + rounded(busy) + " cores on a node",
             rounded(cores));
    }

    void look_at_workers(const Tier& tier)
    {
        const auto [workers, member, noun] = limit_of(tier);
        const double limit = static_cast<double>(workers) * tier.place->replicas;
        if (limit == 0.0 || loads_[&tier].held <= limit) return;
        warn(tier.pointer + "/" + member, tier,
             rounded(loads_[&tier].held) + " " + noun + " at the same time", rounded(limit));
    }

    struct Limit {
        std::uint32_t count = 0;
        std::string member{};
        std::string noun{};
    };

    Limit limit_of(const Tier& tier) const
    {
        switch (tier.role) {
            case Tier::Role::web:
                return {scenario_.web_servers[tier.index].workers, "workers", "workers"};
            case Tier::Role::app:
                return {scenario_.app_servers[tier.index].workers, "workers", "workers"};
            case Tier::Role::cache:
                return {scenario_.caches[tier.index].workers, "workers", "workers"};
            case Tier::Role::database:
                return {scenario_.databases[tier.index].connections, "connections", "connections"};
            default: return {};
        }
    }

    void look_at_disks(const Tier& tier)
    {
        if (tier.role != Tier::Role::database) return;
        const auto& load = loads_[&tier];
        const double busy = load.disk / tier.place->replicas + load.disk_primary;
        const auto disks = scenario_.databases[tier.index].disks;
        if (busy > disks)
            warn(tier.pointer + "/disks", tier, rounded(busy) + " disks on a node",
                 std::to_string(disks));
    }

    void look_at_hosts()
    {
        std::map<std::string, double> busy;
        for (const auto& tier : site_.tiers()) {
            if (tier.place->hosts.empty()) continue;
            const auto& load = loads_[&tier];
            for (std::uint32_t number = 1; number <= nodes(tier); ++number)
                busy[Site::host_of(tier, number)] += load.cpu / tier.place->replicas +
                                                     (number == 1 ? load.cpu_primary : 0.0);
        }
        for (std::size_t i = 0; i < scenario_.hosts.size(); ++i) {
            const auto& host = scenario_.hosts[i];
            const double needed = busy[host.name] / host.speed;
            if (host.cores == 0 || needed <= host.cores) continue;
            problems_.push_back(warning_at(
                "/hosts/" + std::to_string(i) + "/cores",
                "the load needs " + rounded(needed) + " cores of " + host.name + ", which has " +
                    std::to_string(host.cores) + "; what waits for it grows without end"));
        }
    }

    void warn(const std::string& pointer, const Tier& tier, const std::string& need,
              const std::string& have)
    {
        problems_.push_back(warning_at(
            pointer, rounded(loads_[&tier].calls) + " calls a second need " + need + ", but " +
                         tier.name + " has " + have + "; what waits for it grows without end"));
    }

    const Site& site_;
    const Scenario& scenario_;
    std::map<const Tier*, Load> loads_;
    std::map<Stop, double> held_;
    std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> warn_of_overload(const Site& site) { return Balance{site}.find(); }

}  // namespace tiersim
