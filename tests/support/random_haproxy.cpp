// SPDX-License-Identifier: MIT
/// Puts a HAProxy before the highest tier of a random scenario.
#include "support/random_haproxy.hpp"

#include "support/dice.hpp"
#include "support/random_haproxy_cfg.hpp"
#include "support/random_scenario.hpp"
#include "tiersim/io/haproxy_config.hpp"

#include <stdexcept>

namespace support {

using namespace tiersim;
using namespace std::chrono_literals;

namespace {

haproxy::Config config_of(const std::string& cfg)
{
    const haproxy::Import import = haproxy::read_haproxy_text(cfg);
    if (!import.accepted()) throw std::logic_error{haproxy::to_text(import) + cfg};
    return import.config;
}

std::vector<std::string> nodes_of(const std::string& tier, const Placement& place)
{
    std::vector<std::string> nodes;
    for (std::uint32_t i = 1; i <= place.replicas; ++i)
        nodes.push_back(node_name(tier, i));
    return nodes;
}

std::vector<AdminStep> commands(Dice& dice, const haproxy::Config& config)
{
    std::vector<AdminStep> steps;
    const auto& servers = config.backends.front().servers;
    for (std::uint32_t i = dice.number(0, 4); i > 0; --i)
        steps.push_back(
            {.at = dice.length(4s),
             .server = "be/" + dice.one_of(servers).name,
             .action = dice.one_of<AdminAction>(
                 {AdminAction::ready, AdminAction::drain, AdminAction::maint, AdminAction::weight,
                  AdminAction::maxconn, AdminAction::health_up, AdminAction::health_stopping,
                  AdminAction::health_down, AdminAction::shutdown_sessions}),
             .value = dice.number(0, 20)});
    if (dice.chance(0.3)) steps.push_back({.at = dice.length(4s), .action = AdminAction::reload});
    return steps;
}

std::vector<AgentStep> sayings(Dice& dice, const haproxy::Config& config)
{
    std::vector<AgentStep> steps;
    for (std::uint32_t i = dice.number(0, 4); i > 0; --i)
        steps.push_back(
            {.at = dice.length(4s),
             .server = "be/" + dice.one_of(config.backends.front().servers).name,
             .says = dice.one_of<std::string>({"up 50%", "down", "up", "drain", "ready up 100%",
                                               "maint", "stopped", "maxconn:3", ""})});
    return steps;
}

Body body(Dice& dice) { return {.takes = dice.law(200ms), .stalls = dice.chance(0.2)}; }

/// What rules and cookies look at.
void dress_requests(Dice& dice, Scenario& scenario)
{
    for (Clients& clients : scenario.clients) {
        if (dice.chance(0.4))
            clients.keep_alive = KeepAlive{
                .requests = dice.number(0, 20),
                .idle = dice.chance(0.5) ? dice.length(500ms) : Duration{}};
        for (Kind& kind : clients.mix) {
            if (dice.chance(0.2)) kind.upload = body(dice);
            if (dice.chance(0.2)) kind.download = body(dice);
            kind.path = "/" + kind.name + (dice.chance(0.3) ? "?id=7" : "");
            if (dice.chance(0.3)) kind.host = "shop";
            if (dice.chance(0.2)) kind.method = "POST";
            if (dice.chance(0.2)) kind.headers = {{.name = "X-Shop", .value = "a,b"}};
            if (dice.chance(0.2))
                kind.cookies = {{.name = "SRV", .value = dice.one_of<std::string>({"cs1", "x"})}};
        }
    }
}

}  // namespace

HaproxySite random_haproxy_site(std::uint64_t seed)
{
    HaproxySite site{.scenario = random_scenario(seed)};
    Scenario& scenario = site.scenario;
    Dice dice{seed + 1'000'000};
    Haproxy proxy{.name = "lb", .file = "haproxy.cfg"};
    if (!scenario.balancers.empty()) {
        const LoadBalancer& balancer = scenario.balancers.front();
        proxy.place = balancer.place;
        proxy.cluster = balancer.cluster;
        proxy.work = balancer.work;
    }
    scenario.balancers.clear();
    const bool web = !scenario.web_servers.empty();
    site.cfg = random_haproxy_cfg(dice, web ? nodes_of("web", scenario.web_servers.front().place)
                                            : nodes_of("app", scenario.app_servers.back().place));
    proxy.config = config_of(site.cfg);
    proxy.admin = commands(dice, proxy.config);
    proxy.agents = sayings(dice, proxy.config);
    scenario.haproxies = {proxy};
    for (Clients& clients : scenario.clients)
        clients.calls = "lb";
    dress_requests(dice, scenario);
    return site;
}

}  // namespace support
