// SPDX-License-Identifier: MIT
/// Names that are given twice.
#include "scenario/names.hpp"

#include "scenario/findings.hpp"

#include <map>
#include <string>

namespace tiersim {

namespace {

/// Notes who bears a name first, and complains of the second.
class Register {
public:
    explicit Register(std::vector<Problem>& problems) : problems_{problems} {}

    void add(const std::string& name, const std::string& pointer, const std::string& bearer)
    {
        if (name.empty()) return;  // is out of range already
        const auto [entry, fresh] = bearers_.emplace(name, bearer);
        if (fresh) return;
        problems_.push_back(error_at(pointer, "\"" + name + "\" is " + entry->second + " already"));
    }

private:
    std::map<std::string, std::string> bearers_;
    std::vector<Problem>& problems_;
};

void check_kinds(const Scenario& scenario, std::vector<Problem>& problems)
{
    for (std::size_t i = 0; i < scenario.clients.size(); ++i) {
        Register kinds{problems};
        const auto list = item("/clients", i) + "/mix";
        for (std::size_t j = 0; j < scenario.clients[i].mix.size(); ++j)
            kinds.add(scenario.clients[i].mix[j].name, item(list, j) + "/name", "in this mix");
    }
    for (std::size_t i = 0; i < scenario.web_servers.size(); ++i) {
        Register kinds{problems};
        const auto list = item("/web_servers", i) + "/content";
        for (std::size_t j = 0; j < scenario.web_servers[i].content.size(); ++j)
            kinds.add(scenario.web_servers[i].content[j].kind, item(list, j) + "/kind",
                      "content here");
    }
}

void check_crews(const Scenario& scenario, std::vector<Problem>& problems)
{
    Register crews{problems};
    for (std::size_t i = 0; i < scenario.crews.size(); ++i)
        crews.add(scenario.crews[i].name, item("/crews", i) + "/name", "a crew");
}

void check_routes(const Scenario& scenario, std::vector<Problem>& problems)
{
    for (std::size_t i = 0; i < scenario.app_servers.size(); ++i) {
        const auto& app = scenario.app_servers[i];
        const auto list = item("/app_servers", i);
        Register kinds{problems};
        Register upstreams{problems};
        std::size_t rest = 0;
        for (std::size_t j = 0; j < app.routes.size(); ++j) {
            kinds.add(app.routes[j].kind, item(list + "/routes", j) + "/kind", "routed here");
            if (!app.routes[j].kind.empty() || ++rest == 1) continue;
            problems.push_back(error_at(item(list + "/routes", j),
                                        "another route has no kind already; only one can take "
                                        "what no other names"));
        }
        for (std::size_t j = 0; j < app.upstreams.size(); ++j)
            upstreams.add(app.upstreams[j].to, item(list + "/upstreams", j) + "/to",
                          "an upstream here");
    }
}

// Whoever names a tier, a node or a host does not mean a population.
void check_strangers(const Site& site, std::vector<Problem>& problems)
{
    std::map<std::string, std::string> taken;
    for (const Tier& tier : site.tiers())
        taken.emplace(tier.name, "a tier");
    for (const std::string& node : site.nodes())
        taken.emplace(node, "a node");
    for (const std::string& host : site.hosts())
        taken.emplace(host, "a host");
    const auto& clients = site.scenario().clients;
    for (std::size_t i = 0; i < clients.size(); ++i) {
        const auto found = taken.find(clients[i].name);
        if (found == taken.end() || clients[i].name.empty()) continue;
        problems.push_back(error_at(item("/clients", i) + "/name",
                                    "\"" + found->first + "\" is " + found->second + " already"));
    }
}

}  // namespace

std::vector<Problem> check_unique_names(const Site& site)
{
    const auto& scenario = site.scenario();
    std::vector<Problem> problems;
    Register populations{problems};
    for (std::size_t i = 0; i < scenario.clients.size(); ++i)
        populations.add(scenario.clients[i].name, item("/clients", i) + "/name", "a population");
    Register hosts{problems};
    for (std::size_t i = 0; i < scenario.hosts.size(); ++i)
        hosts.add(scenario.hosts[i].name, item("/hosts", i) + "/name", "a host");
    Register tiers{problems};
    for (const auto& tier : site.tiers())
        tiers.add(tier.name, tier.pointer + "/name", "a tier");
    for (const auto& tier : site.tiers()) {
        const bool taken = site.nodes().contains(tier.name);
        if (taken)
            problems.push_back(error_at(tier.pointer + "/name",
                                        "\"" + tier.name + "\" is a node of another tier already"));
    }
    check_strangers(site, problems);
    check_kinds(scenario, problems);
    check_crews(scenario, problems);
    check_routes(scenario, problems);
    return problems;
}

}  // namespace tiersim
