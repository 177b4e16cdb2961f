// SPDX-License-Identifier: MIT
/// Names that nothing bears.
#include "scenario/findings.hpp"
#include "scenario/names.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace tiersim {

namespace {

using Known = std::vector<std::string>;

/// Looks names up and collects those that are not there.
class References {
public:
    explicit References(const Site& site) : site_{site}, scenario_{site.scenario()} {}

    std::vector<Problem> find()
    {
        look_at_clients();
        look_at_tiers();
        look_at_apps();
        look_at_faults();
        look_at_links();
        look_at_promises();
        return std::move(problems_);
    }

private:
    void expect(bool known, const std::string& pointer, const std::string& name,
                const std::string& title, const Known& choices)
    {
        if (known) return;
        problems_.push_back(name.empty() ? error_at(pointer, "required, but missing: a name")
                                         : unknown_name(pointer, name, title, choices));
    }

    /// All tiers, or only the caches, or all but them: those are asked by lookups only.
    Known tiers(bool caches) const
    {
        Known names;
        for (const auto& tier : site_.tiers()) {
            if ((tier.role == Tier::Role::cache) == caches) names.push_back(tier.name);
        }
        return names;
    }

    void expect_callable(const std::string& pointer, const std::string& name)
    {
        const auto* tier = site_.tier(name);
        if (tier != nullptr && tier->role == Tier::Role::cache)
            problems_.push_back(error_at(
                pointer, "\"" + name + "\" is a cache; only lookups of app servers ask it"));
        else
            expect(tier != nullptr, pointer, name, "callable here", tiers(false));
    }

    void look_at_clients()
    {
        for (std::size_t i = 0; i < scenario_.clients.size(); ++i)
            expect_callable(item("/clients", i) + "/calls", scenario_.clients[i].calls);
    }

    void look_at_tiers()
    {
        Known hosts;
        for (const auto& host : scenario_.hosts)
            hosts.push_back(host.name);
        const std::set<std::string> known(hosts.begin(), hosts.end());
        for (const auto& tier : site_.tiers()) {
            for (std::size_t i = 0; i < tier.place->hosts.size(); ++i)
                expect(known.contains(tier.place->hosts[i]), item(tier.pointer + "/place/hosts", i),
                       tier.place->hosts[i], "hosts here", hosts);
            for (const auto* upstream : tier.upstreams)
                look_at(tier, *upstream);
        }
        const Known kinds(site_.kinds().begin(), site_.kinds().end());
        for (std::size_t i = 0; i < scenario_.web_servers.size(); ++i) {
            const auto list = item("/web_servers", i) + "/content";
            const auto& content = scenario_.web_servers[i].content;
            for (std::size_t j = 0; j < content.size(); ++j)
                expect(kinds.empty() || site_.kinds().contains(content[j].kind),
                       item(list, j) + "/kind", content[j].kind, "kinds here", kinds);
        }
    }

    void look_at(const Tier& caller, const Upstream& upstream)
    {
        const auto pointer = Site::pointer_to(caller, upstream);
        const bool may_look_up = caller.role == Tier::Role::app ||
                                 caller.role == Tier::Role::custom;
        const auto* to = site_.tier(upstream.to);
        if (!may_look_up)
            expect_callable(pointer + "/to", upstream.to);
        else
            expect(to != nullptr, pointer + "/to", upstream.to, "callable here", all_tiers());
        if (to == nullptr || upstream.weights.empty()) return;
        check_weights(upstream, *to, pointer);
    }

    void check_weights(const Upstream& upstream, const Tier& to, const std::string& pointer)
    {
        if (upstream.weights.size() != to.place->replicas)
            problems_.push_back({.pointer = pointer + "/weights",
                                 .expected = "one weight for each node of " + to.name + ", " +
                                             std::to_string(to.place->replicas),
                                 .found = std::to_string(upstream.weights.size())});
        else if (std::set(upstream.weights.begin(), upstream.weights.end()) == std::set{0U})
            problems_.push_back(
                error_at(pointer + "/weights", "all weights are 0; no server may be chosen"));
    }

    Known all_tiers() const
    {
        Known names;
        for (const auto& tier : site_.tiers())
            names.push_back(tier.name);
        return names;
    }

    void look_at_apps()
    {
        for (std::size_t i = 0; i < scenario_.app_servers.size(); ++i) {
            const auto& app = scenario_.app_servers[i];
            for (std::size_t j = 0; j < app.routes.size(); ++j) {
                const auto pointer = item(item("/app_servers", i) + "/routes", j);
                const auto& kind = app.routes[j].kind;
                expect(kind.empty() || site_.kinds().empty() || site_.kinds().contains(kind),
                       pointer + "/kind", kind, "kinds here",
                       Known(site_.kinds().begin(), site_.kinds().end()));
                look_at_steps(app, app.routes[j].steps, pointer + "/steps");
            }
        }
    }

    void look_at_steps(const AppServer& app, const std::vector<Step>& steps,
                       const std::string& list)
    {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const auto pointer = item(list, i);
            const auto& does = steps[i].does;
            if (const auto* query = std::get_if<Query>(&does))
                look_up(app, query->to, pointer + "/query/to", false);
            if (const auto* lookup = std::get_if<Lookup>(&does)) {
                look_up(app, lookup->to, pointer + "/lookup/to", true);
                look_at_steps(app, lookup->otherwise, pointer + "/lookup/otherwise");
            }
            look_at_inner_steps(app, steps[i], pointer);
        }
    }

    void look_at_inner_steps(const AppServer& app, const Step& step, const std::string& pointer)
    {
        const auto& does = step.does;
        if (const auto* repeat = std::get_if<Repeat>(&does))
            look_at_steps(app, repeat->steps, pointer + "/repeat/steps");
        if (const auto* perhaps = std::get_if<Perhaps>(&does))
            look_at_steps(app, perhaps->steps, pointer + "/perhaps/steps");
        if (const auto* choice = std::get_if<OneOf>(&does))
            for (std::size_t i = 0; i < choice->ways.size(); ++i)
                look_at_steps(app, choice->ways[i].steps,
                              item(pointer + "/one_of/ways", i) + "/steps");
        if (const auto* parallel = std::get_if<Parallel>(&does))
            for (std::size_t i = 0; i < parallel->branches.size(); ++i)
                look_at_steps(app, parallel->branches[i].steps,
                              item(pointer + "/parallel/branches", i) + "/steps");
        if (const auto* attempt = std::get_if<Attempt>(&does)) {
            look_at_steps(app, attempt->steps, pointer + "/attempt/steps");
            look_at_steps(app, attempt->otherwise, pointer + "/attempt/otherwise");
        }
    }

    /// What a step asks must be among the upstreams, and a cache exactly when it is looked up.
    void look_up(const AppServer& app, const std::string& name, const std::string& pointer,
                 bool cache)
    {
        const auto* tier = site_.tier(name);
        if (tier == nullptr) return look_up_stranger(app, name, pointer, cache);
        const auto is_named = [&](const Upstream& upstream) { return upstream.to == name; };
        if ((tier->role == Tier::Role::cache) != cache)
            problems_.push_back(
                error_at(pointer, "\"" + name + "\" is " +
                                      (cache ? "no cache; a lookup asks caches"
                                             : "a cache; a query asks other tiers")));
        else if (std::none_of(app.upstreams.begin(), app.upstreams.end(), is_named))
            problems_.push_back(error_at(pointer, "\"" + name + "\" is no upstream of " + app.name +
                                                      "; add it to `upstreams`"));
    }

    /// A name that no tier has; when an upstream has it too, it is told there.
    void look_up_stranger(const AppServer& app, const std::string& name, const std::string& pointer,
                          bool cache)
    {
        Known known;
        for (const auto& upstream : app.upstreams) {
            if (upstream.to == name) return;
            const auto* to = site_.tier(upstream.to);
            if (to != nullptr && (to->role == Tier::Role::cache) == cache)
                known.push_back(upstream.to);
        }
        expect(false, pointer, name, "upstreams here", known);
    }

    void look_at_faults()
    {
        Known nodes = all_tiers();
        nodes.insert(nodes.end(), site_.nodes().begin(), site_.nodes().end());
        const Known hosts(site_.hosts().begin(), site_.hosts().end());
        const Known zones(site_.zones().begin(), site_.zones().end());
        Known crews;
        for (const auto& crew : scenario_.crews)
            crews.push_back(crew.name);
        for (std::size_t i = 0; i < scenario_.faults.size(); ++i) {
            const auto& fault = scenario_.faults[i];
            const auto pointer = item("/faults", i);
            const bool in_hands = std::find(crews.begin(), crews.end(), fault.crew) != crews.end();
            expect(fault.crew.empty() || in_hands, pointer + "/crew", fault.crew, "crews here",
                   crews);
            expect(fault.node.empty() || is_node(fault.node), pointer + "/node", fault.node,
                   "tiers and nodes here", nodes);
            expect(fault.host.empty() || site_.hosts().contains(fault.host), pointer + "/host",
                   fault.host, "hosts here", hosts);
            expect(fault.zone.empty() || site_.zones().contains(fault.zone), pointer + "/zone",
                   fault.zone, "zones here", zones);
            for (std::size_t j = 0; j < fault.between.size(); ++j)
                expect(is_node(fault.between[j]) || is_place(fault.between[j]),
                       item(pointer + "/between", j), fault.between[j],
                       "zones, hosts, tiers and nodes here", joined({zones, hosts, nodes}));
        }
    }

    void look_at_links()
    {
        const auto known = joined({Known(site_.zones().begin(), site_.zones().end()),
                                   Known(site_.hosts().begin(), site_.hosts().end())});
        const auto& links = scenario_.network.links;
        for (std::size_t i = 0; i < links.size(); ++i) {
            const auto pointer = item("/network/links", i);
            expect(links[i].from == "*" || is_place(links[i].from), pointer + "/from",
                   links[i].from, "zones and hosts here", known);
            expect(links[i].to == "*" || is_place(links[i].to), pointer + "/to", links[i].to,
                   "zones and hosts here", known);
        }
    }

    void look_at_promises()
    {
        Known populations;
        for (const auto& clients : scenario_.clients)
            populations.push_back(clients.name);
        Known databases;
        for (const auto& tier : scenario_.databases)
            if (tier.replication) databases.push_back(tier.name);
        for (std::size_t i = 0; i < scenario_.expect.size(); ++i) {
            const auto& promise = scenario_.expect[i];
            const auto pointer = item("/expect", i) + "/of";
            if (is_of_data(promise.metric))
                look_at(promise, pointer, databases, "replicated databases");
            else
                look_at(promise, pointer, populations, "populations");
        }
    }

    void look_at(const Expect& promise, const std::string& pointer, const Known& known,
                 const std::string& what)
    {
        const auto& of = promise.of;
        const bool found = std::find(known.begin(), known.end(), of) != known.end();
        const bool nothing = known.empty() && is_of_data(promise.metric);
        if (of.empty() && (nothing || known.size() > 1))
            problems_.push_back(
                error_at(pointer, "required, but missing: which of the " + what + " is meant"));
        else
            expect(of.empty() || found, pointer, of, what + " here", known);
    }

    bool is_node(const std::string& name) const
    {
        return site_.tier(name) != nullptr || site_.nodes().contains(name);
    }

    bool is_place(const std::string& name) const
    {
        return site_.zones().contains(name) || site_.hosts().contains(name);
    }

    static Known joined(const std::vector<Known>& lists)
    {
        std::set<std::string> all;
        for (const auto& list : lists)
            all.insert(list.begin(), list.end());
        return {all.begin(), all.end()};
    }

    const Site& site_;
    const Scenario& scenario_;
    std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> check_references(const Site& site) { return References{site}.find(); }

}  // namespace tiersim
