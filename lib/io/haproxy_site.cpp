// SPDX-License-Identifier: MIT
/// Servers that take 5 ms for everything, and ten requests a second at every frontend.
#include "tiersim/io/haproxy_site.hpp"

#include <cstdint>
#include <set>
#include <utility>

namespace tiersim {
namespace {

using namespace std::chrono_literals;

constexpr auto proxy_name = "haproxy";

/// Names as scenario files allow them, each once.
class Names {
public:
    std::string next(std::string name)
    {
        for (char& letter : name) {
            const auto lower = static_cast<char>(letter | 0x20);
            const bool good = (lower >= 'a' && lower <= 'z') || (letter >= '0' && letter <= '9') ||
                              letter == '-' || letter == '_' || letter == '.';
            if (!good) letter = '-';
        }
        while (!used_.insert(name).second)
            name += "-servers";
        return name;
    }

private:
    std::set<std::string> used_{proxy_name};
};

AppServer servers_of(const haproxy::Backend& backend, std::string name)
{
    const Step step{.does = Compute{.work = Exponential{5ms}}};
    return {.name = std::move(name),
            .place = {.replicas = static_cast<std::uint32_t>(backend.servers.size())},
            .workers = 32,
            .routes = {{.steps = {step}}}};
}

Clients users_of(const haproxy::Frontend& frontend, std::string name)
{
    return {.name = std::move(name),
            .calls = proxy_name,
            .arrivals = Poisson{.rate = Rate::per_second(10.0)},
            .mix = {{.name = "request", .port = frontend.binds.front().port}},
            .timeout = 10s};
}

bool is_asked(const haproxy::Frontend& frontend)
{
    return !frontend.disabled && !frontend.binds.empty();
}

}  // namespace

Scenario site_around(const haproxy::Config& config, const std::string& file)
{
    Scenario site{.name = file, .about = "A site of equal servers around " + file + "."};
    site.run = {.duration = 10s};
    Haproxy proxy{.name = proxy_name, .file = file, .config = config};
    Names names;
    for (const haproxy::Backend& backend : config.backends) {
        if (backend.servers.empty()) continue;
        site.app_servers.push_back(servers_of(backend, names.next(backend.name)));
        std::uint32_t number = 0;
        for (const haproxy::Server& server : backend.servers)
            proxy.servers.push_back({.server = backend.name + "/" + server.name,
                                     .node = node_name(site.app_servers.back().name, ++number)});
    }
    for (const haproxy::Frontend& frontend : config.frontends) {
        if (is_asked(frontend))
            site.clients.push_back(users_of(frontend, names.next("users-of-" + frontend.name)));
    }
    site.haproxies.push_back(std::move(proxy));
    return site;
}

}  // namespace tiersim
