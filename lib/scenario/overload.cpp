// SPDX-License-Identifier: MIT
/// Compares the work that open populations bring with what each tier and host can do.
#include "scenario/consequences.hpp"
#include "scenario/demand.hpp"
#include "scenario/findings.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <algorithm>
#include <map>

namespace tiersim {

namespace {

class Balance {
public:
    explicit Balance(const Site& site) : site_{site}, scenario_{site.scenario()}, demand_{site} {}

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
    /// The busiest node of a tier.
    double cores_of_first(const Tier& tier) const
    {
        const Load load = demand_.of(tier);
        return load.cpu / tier.place->replicas + load.cpu_primary;
    }

    void look_at_cores(const Tier& tier)
    {
        const auto& place = *tier.place;
        const double own = place.hosts.empty() ? place.cores : 0.0;
        const double cores = place.quota > 0.0 ? place.quota : own;
        const double busy = cores_of_first(tier) / demand_.speed(tier);
        if (cores == 0.0 || busy <= cores) return;
        warn(tier.pointer + "/place", tier, "CPU for " + rounded(busy) + " cores on a node",
             rounded(cores));
    }

    void look_at_workers(const Tier& tier)
    {
        const auto [workers, member, noun] = demand_.workers(tier);
        const double limit = static_cast<double>(workers) * tier.place->replicas;
        if (limit == 0.0 || demand_.of(tier).held <= limit) return;
        warn(tier.pointer + "/" + member, tier,
             rounded(demand_.of(tier).held) + " " + noun + " at the same time", rounded(limit));
    }

    void look_at_disks(const Tier& tier)
    {
        if (tier.role != Tier::Role::database) return;
        const Load load = demand_.of(tier);
        const double busy = load.disk / tier.place->replicas + load.disk_primary;
        const auto disks = demand_.disks(tier);
        if (busy > disks)
            warn(tier.pointer + "/disks", tier, rounded(busy) + " disks on a node",
                 std::to_string(disks));
    }

    void look_at_hosts()
    {
        std::map<std::string, double> busy;
        for (const auto& tier : site_.tiers()) {
            if (tier.place->hosts.empty()) continue;
            const Load load = demand_.of(tier);
            for (std::uint32_t number = 1; number <= Demand::nodes(tier); ++number)
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
            pointer, rounded(demand_.of(tier).calls) + " calls a second need " + need + ", but " +
                         tier.name + " has " + have + "; what waits for it grows without end"));
    }

    const Site& site_;
    const Scenario& scenario_;
    Demand demand_;
    std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> warn_of_overload(const Site& site) { return Balance{site}.find(); }

}  // namespace tiersim
