// SPDX-License-Identifier: MIT
/// Chains of calls that do not end, and requests that come where nobody knows them.
#include "scenario/findings.hpp"
#include "scenario/flow.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace tiersim {

namespace {

/// Follows every kind of request through all tiers.
class Chains {
public:
    explicit Chains(const Site& site) : site_{site} {}

    std::vector<Problem> find()
    {
        const auto& clients = site_.scenario().clients;
        for (std::size_t i = 0; i < clients.size(); ++i) {
            const auto* entry = site_.tier(clients[i].calls);
            if (entry == nullptr) continue;
            const auto pointer = "/clients/" + std::to_string(i) + "/calls";
            for (const auto& kind : kinds_of(clients[i])) {
                depths_.clear();
                const auto depth = 1 + deepest(*entry, kind);
                if (depth <= deepest_chain || looped_) continue;
                problems_.push_back(error_at(
                    pointer, "requests of " + clients[i].name + " pass through " +
                                 std::to_string(depth) + " calls, one inside the other; at most " +
                                 std::to_string(deepest_chain) + " are possible"));
                break;
            }
        }
        return std::move(problems_);
    }

private:
    /// Calls one inside the other from `tier` on; a loop is noted and cut.
    std::uint32_t deepest(const Tier& tier, const std::string& kind)
    {
        if (const auto known = depths_.find(&tier); known != depths_.end()) return known->second;
        if (std::find(path_.begin(), path_.end(), &tier) != path_.end()) {
            note_loop(tier);
            return 0;
        }
        note_stranger(tier, kind);
        path_.push_back(&tier);
        std::uint32_t below = 0;
        for (const auto& ask : asks_of(site_, tier, kind))
            below = std::max(below, deepest(*ask.to, kind));
        path_.pop_back();
        return depths_[&tier] = below + 1;
    }

    void note_loop(const Tier& tier)
    {
        looped_ = true;
        auto start = std::find(path_.begin(), path_.end(), &tier);
        if (!told_.insert({*std::min_element(start, path_.end()), "loop"}).second) return;
        std::string way;
        for (; start != path_.end(); ++start)
            way += (*start)->name + " -> ";
        problems_.push_back(error_at(tier.pointer, "calls without end: " + way + tier.name));
    }

    /// A request that is neither content nor passed on, or that no route takes.
    void note_stranger(const Tier& tier, const std::string& kind)
    {
        if (!told_.insert({&tier, kind}).second) return;
        const auto& scenario = site_.scenario();
        if (tier.role == Tier::Role::web) {
            const auto& web = scenario.web_servers[tier.index];
            if (content_for(web, kind) == nullptr && web.upstream.to.empty())
                problems_.push_back(error_at(
                    tier.pointer + "/upstream",
                    "required, but missing: \"" + kind + "\" is no `content`, so it is passed on"));
        }
        if (tier.role != Tier::Role::app) return;
        const auto& app = scenario.app_servers[tier.index];
        if (!app.routes.empty() && route_for(app, kind) == nullptr)
            problems_.push_back(error_at(tier.pointer + "/routes",
                                         "no route for \"" + kind + "\", which comes here"));
    }

    const Site& site_;
    std::map<const Tier*, std::uint32_t> depths_;
    std::vector<const Tier*> path_;
    std::set<Stop> told_;
    bool looped_ = false;
    std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> check_calls(const Site& site) { return Chains{site}.find(); }

}  // namespace tiersim
