// SPDX-License-Identifier: MIT
/// Looks at tiers of HAProxy. What the model does not do is told with its consequence.
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

/// A node of some tier, or a tier by which one node or one address is meant.
bool stands(const Site& site, const std::string& name)
{
    if (site.nodes().count(name) > 0) return true;
    const Tier* const tier = site.tier(name);
    return tier != nullptr && site.has_one_address(*tier);
}

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
        if (!listens) error("", "no frontend listens; nobody can ask " + tier.name);
        for (const Backend& backend : tier.config.backends)
            look_at(tier, backend);
        for (std::size_t i = 0; i < tier.servers.size(); ++i)
            look_at("/servers/" + std::to_string(i), tier.servers[i]);
        for (std::size_t i = 0; i < tier.admin.size(); ++i)
            if (tier.admin[i].action != AdminAction::reload)
                expect_server("/admin/" + std::to_string(i) + "/server", tier.admin[i].server);
        for (std::size_t i = 0; i < tier.agents.size(); ++i)
            expect_server("/agents/" + std::to_string(i) + "/server", tier.agents[i].server);
    }

    void look_at(const Frontend& frontend)
    {
        const std::string name = "frontend " + frontend.name + ": ";
        look_at_rules(name, frontend.rules, frontend.acls);
        bool ssl = false;
        for (const haproxy::Bind& bind : frontend.binds)
            ssl = ssl || bind.ssl;
        warn(ssl, name + "the TLS handshakes of its clients cost nothing");
    }

    void look_at(const Haproxy& tier, const Backend& backend)
    {
        const std::string name = "backend " + backend.name + ": ";
        for (const Server& server : backend.servers) {
            const std::string full = backend.name + "/" + server.name;
            servers_.insert(full);
            if (server_place(site_, tier, backend, server).empty())
                error("/servers", "no node for " + full + " (" + server.address +
                                      "); say where it stands: {\"server\": \"" + full +
                                      "\", \"node\": ...}");
            look_at(full + ": ", server);
        }
        look_at_rules(name, backend.rules, backend.acls);
        look_at_persistence(name, backend);
        for (const haproxy::Expect& expect : backend.check.expects)
            warn(expect.kind != haproxy::ExpectKind::status &&
                     expect.kind != haproxy::ExpectKind::standard,
                 name + "answers to checks have no text here; a good one passes");
    }

    void look_at_persistence(const std::string& name, const Backend& backend)
    {
        if (const auto& cookie = backend.cookie) {
            warn(cookie->mode != haproxy::CookieMode::insert,
                 name + "servers set no cookies here; only `cookie ... insert` binds anybody");
            warn(cookie->maxidle || cookie->maxlife, name + "cookies do not grow old");
        }
        warn(backend.table && !backend.table->peers.empty(),
             name + "its table is not told to peers");
    }

    void look_at_rules(const std::string& name, const haproxy::Rules& rules,
                       const std::vector<haproxy::Acl>& acls)
    {
        warn(!rules.http_response.empty(), name + "http-response rules are not looked at");
        bool waits = false;
        bool target = false;
        for (const haproxy::Acl& acl : acls)
            for (const haproxy::Test& test : acl.tests) {
                waits = waits || test.sample.fetch == haproxy::Fetch::waited;
                target = target || test.sample.fetch == haproxy::Fetch::target;
            }
        warn(waits, name + "nobody waits for an inspect-delay; wait_end holds at once");
        warn(target, name + "dst is not known; conditions on it never hold");
    }

    void look_at(const std::string& name, const Server& server)
    {
        warn(!server.check.address.empty() || server.check.port != 0,
             name + "checks go to the server itself, whatever address and port they name");
        warn(!server.redirect_prefix.empty(), name + "`redir` is not done; the server is asked");
        warn(server.ssl || server.check.ssl, name + "its TLS handshakes cost nothing");
    }

    void look_at(const std::string& where, const ServerPlace& place)
    {
        expect_server(where + "/server", place.server);
        if (stands(site_, place.node)) return;
        problems_.push_back(unknown_name(pointer_ + where + "/node", place.node,
                                         "nodes here, and tiers of one",
                                         {site_.nodes().begin(), site_.nodes().end()}));
    }

    void warn(bool asked, const std::string& says)
    {
        if (asked) problems_.push_back(warning_at(pointer_, says));
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
