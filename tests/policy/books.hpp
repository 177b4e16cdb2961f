// SPDX-License-Identifier: MIT
/// A caller that keeps books on its servers as a balancer does, for trying out algorithms.
#pragma once

#include "tiersim/policy/balancing.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace books {

/// The servers as one caller sees them. Every change is counted, unless `counted` is off.
class Books {
public:
    explicit Books(std::vector<tiersim::Candidate> servers) : servers_{std::move(servers)} {}

    /// As many idle servers as there are weights.
    static Books weighing(const std::vector<std::uint32_t>& weights)
    {
        std::vector<tiersim::Candidate> servers;
        for (const std::uint32_t weight : weights) {
            servers.push_back({.weight = weight});
        }
        return Books{std::move(servers)};
    }

    void take(std::size_t server) { set(server).active += 1; }
    void release(std::size_t server) { set(server).active -= 1; }
    void weigh(std::size_t server, std::uint32_t weight) { edit(server).weight = weight; }
    void down(std::size_t server) { edit(server).usable = false; }
    void up(std::size_t server) { edit(server).usable = true; }
    void limit(std::uint32_t most)
    {
        for (tiersim::Candidate& server : servers_) {
            server.limit = most;
        }
    }
    void add(const tiersim::Candidate& server)
    {
        servers_.push_back(server);
        edit(servers_.size() - 1);
    }
    void drop_last()
    {
        servers_.pop_back();
        ++edition_;
    }

    const std::vector<tiersim::Candidate>& servers() const { return servers_; }
    tiersim::Choice choice() const
    {
        return {.servers = servers_, .edition = counted ? edition_ : 0};
    }

    bool counted = true;

private:
    tiersim::Candidate& set(std::size_t server)
    {
        if (counted) servers_[server].moved = ++moves_;
        return servers_[server];
    }
    tiersim::Candidate& edit(std::size_t server)
    {
        ++edition_;
        return set(server);
    }

    std::vector<tiersim::Candidate> servers_;
    std::uint64_t moves_ = 0;
    std::uint64_t edition_ = 1;
};

/// Servers named 1, 2, ... as the algorithm picks them for `count` requests; nobody is '-'. The
/// requests stay at their servers when `held`, otherwise each is over before the next.
inline std::string sequence(tiersim::Balancing& algorithm, Books& servers, std::size_t count,
                            bool held = false)
{
    tiersim::Rng rng{1, "sequence"};
    std::string names;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t server = tiersim::pick(algorithm, servers.choice(), rng);
        names += server == tiersim::nobody ? '-' : static_cast<char>('1' + server);
        if (server == tiersim::nobody) continue;
        servers.take(server);
        if (!held) servers.release(server);
    }
    return names;
}

/// The same with servers of these weights and a fresh algorithm.
inline std::string sequence(tiersim::Balancing algorithm, const std::vector<std::uint32_t>& weights,
                            std::size_t count)
{
    Books servers = Books::weighing(weights);
    return sequence(algorithm, servers, count);
}

/// `pattern` again and again, `length` letters in all.
inline std::string repeated(const std::string& pattern, std::size_t length)
{
    std::string text;
    while (text.size() < length) {
        text += pattern;
    }
    return text.substr(0, length);
}

}  // namespace books
