// SPDX-License-Identifier: MIT
/// A backend with its balancer, for trying out HAProxy's algorithms request by request.
#pragma once

#include "tiersim/policy/haproxy/balancer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace haproxy_farm {

using namespace tiersim::haproxy;

/// Servers with these weights, numbered from 1.
inline Farm weighing(const std::vector<std::uint32_t>& weights)
{
    Farm farm;
    for (const std::uint32_t weight : weights) {
        const auto id = static_cast<std::uint32_t>(farm.servers.size() + 1);
        farm.servers.push_back({.id = id, .weight = weight});
    }
    return farm;
}

/// The backend of a process that has just started.
struct Backend {
    Backend(Balancer::Algorithm algorithm, Farm servers)
        : farm{std::move(servers)}, balancer{std::move(algorithm)}
    {
        balancer.start(farm);
    }
    Backend(Balancer::Algorithm algorithm, const std::vector<std::uint32_t>& weights)
        : Backend(std::move(algorithm), weighing(weights))
    {
    }

    void limit(std::uint32_t maxconn)
    {
        for (Farm::Server& server : farm.servers) {
            server.maxconn = server.minconn = maxconn;
        }
    }
    void up(std::size_t number) { balancer.server_up(farm, number - 1); }
    void down(std::size_t number) { balancer.server_down(farm, number - 1); }
    void weigh(std::size_t number, std::uint32_t weight)
    {
        balancer.set_weight(farm, number - 1, weight);
    }
    void drop(std::size_t number) { balancer.drop(farm, number - 1); }

    /// The number of the server that gets the request; '-' when it has to wait, '!' when nobody is
    /// usable.
    char ask(const Asker& asker)
    {
        const Assignment answer = balancer.assign(farm, asker);
        if (answer.verdict == Verdict::no_server) return '!';
        if (answer.verdict == Verdict::full) return '-';
        balancer.take(farm, answer.server);
        return static_cast<char>('1' + answer.server);
    }

    /// The servers of so many requests that stay where they are.
    std::string held(std::size_t requests, const Asker& asker = {})
    {
        std::string servers;
        for (std::size_t i = 0; i < requests; ++i) {
            servers += ask(asker);
        }
        return servers;
    }

    /// The servers of so many requests, each over before the next.
    std::string sequence(std::size_t requests, const Asker& asker = {})
    {
        std::string servers;
        for (std::size_t i = 0; i < requests; ++i) {
            servers += ask(asker);
            if (servers.back() >= '1') drop(static_cast<std::size_t>(servers.back() - '0'));
        }
        return servers;
    }

    Farm farm;
    Balancer balancer;
};

}  // namespace haproxy_farm
