// SPDX-License-Identifier: MIT
/// Looks at tiers of HAProxy. What the model does not do is an error where requests would go
/// another way, and a warning where only details differ.
#include "scenario/haproxies.hpp"

#include "scenario/findings.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace tiersim {

namespace {

using haproxy::Backend;
using haproxy::Frontend;
using haproxy::Server;

class Haproxies {
public:
    explicit Haproxies(const Site& site) : site_{site} {}

    std::vector<Problem> find()
    {
        const auto& tiers = site_.scenario().haproxies;
        for (std::size_t i = 0; i < tiers.size(); ++i) {
            pointer_ = "/haproxies/" + std::to_string(i);
            look_at(tiers[i]);
        }
        return std::move(problems_);
    }

private:
    void look_at(const Haproxy& tier)
    {
        servers_.clear();
        bool listens = false;
        for (const Frontend& frontend : tier.config.frontends) {
            listens = listens || (!frontend.disabled && !frontend.binds.empty());
            look_at(frontend);
        }
        if (!listens) error("/config", "no frontend listens; nobody can ask " + tier.name);
        for (const Backend& backend : tier.config.backends)
            look_at(tier, backend);
        for (std::size_t i = 0; i < tier.servers.size(); ++i)
            expect_server("/servers/" + std::to_string(i) + "/server", tier.servers[i].server);
        for (std::size_t i = 0; i < tier.admin.size(); ++i)
            expect_server("/admin/" + std::to_string(i) + "/server", tier.admin[i].server);
    }

    void look_at(const Frontend& frontend)
    {
        const std::string name = "frontend " + frontend.name + ": ";
        const haproxy::Rules& rules = frontend.rules;
        not_done(!rules.tcp_connection.empty() || !rules.tcp_session.empty() ||
                     !rules.tcp_content.empty() || !rules.http_request.empty() ||
                     !rules.redirects.empty() || !rules.http_response.empty(),
                 name + "rules (tcp-request, http-request)");
        not_done(!frontend.monitor_uri.empty(), name + "monitor-uri");
        not_done(frontend.rate_limit.value_or(0) > 0, name + "rate-limit sessions");
    }

    void look_at(const Haproxy& tier, const Backend& backend)
    {
        for (const Server& server : backend.servers) {
            const std::string full = backend.name + "/" + server.name;
            servers_.insert(full);
            if (server_place(site_, tier, backend, server).empty())
                error("/servers", "no node for " + full + " (" + server.address +
                                      "); say where it stands: {\"server\": \"" + full +
                                      "\", \"node\": ...}");
            look_at(full, server);
        }
        using haproxy::Algorithm;
        const Algorithm algorithm = backend.balance.algorithm;
        const std::string name = "backend " + backend.name + ": ";
        not_done(algorithm != Algorithm::roundrobin && algorithm != Algorithm::static_rr &&
                     algorithm != Algorithm::leastconn && algorithm != Algorithm::first,
                 name + "this algorithm");
        not_done(backend.cookie.has_value() || !backend.stick_rules.empty() ||
                     !backend.use_servers.empty() || !backend.persist_rules.empty(),
                 name + "persistence (cookie, stick, use-server)");
        const haproxy::Rules& rules = backend.rules;
        not_done(!backend.of_listen && (!rules.tcp_content.empty() || !rules.http_request.empty() ||
                                        !rules.redirects.empty() || !rules.http_response.empty()),
                 name + "rules (tcp-request, http-request)");
    }

    void look_at(const std::string& name, const Server& server)
    {
        not_done(server.check.enabled || server.agent.enabled || !server.track.empty(),
                 name + ": health checks");
        not_done(server.observe != haproxy::Observe::none, name + ": observe");
    }

    void not_done(bool asked, const std::string& what)
    {
        if (asked) error("/config", what + " is not modelled");
    }

    void expect_server(const std::string& where, const std::string& name)
    {
        if (servers_.count(name) > 0) return;
        problems_.push_back(unknown_name(pointer_ + where, name, "servers here",
                                         {servers_.begin(), servers_.end()}));
    }

    void error(const std::string& where, const std::string& says)
    {
        problems_.push_back(error_at(pointer_ + where, says));
    }

    const Site& site_;
    std::string pointer_;
    std::set<std::string> servers_;  ///< Of the tier at hand.
    std::vector<Problem> problems_;
};

/// A node of some tier, or a tier by which one node or one address is meant.
bool stands(const Site& site, const std::string& name)
{
    if (site.nodes().count(name) > 0) return true;
    const Tier* const tier = site.tier(name);
    return tier != nullptr && site.has_one_address(*tier);
}

}  // namespace

std::string server_place(const Site& site, const Haproxy& tier, const Backend& backend,
                         const Server& server)
{
    const std::string full = backend.name + "/" + server.name;
    for (const ServerPlace& place : tier.servers)
        if (place.server == full) return place.node;
    for (const std::string* name : {&server.address, &server.name})
        if (stands(site, *name)) return *name;
    return {};
}

std::vector<Problem> check_haproxies(const Site& site) { return Haproxies{site}.find(); }

}  // namespace tiersim
