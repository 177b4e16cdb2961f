// SPDX-License-Identifier: MIT
/// How round robin learns what has changed since it was last asked.
#include "tiersim/policy/round_robin.hpp"

#include <vector>

namespace tiersim {

namespace {

constexpr std::uint32_t weight_scale = 16;  // HAProxy's, so that a slow start has sixteen steps.

std::uint32_t weight_of(const Candidate& server)
{
    return server.in_use() ? server.weight * weight_scale : 0;
}

}  // namespace

void RoundRobin::notice(const Choice& choice)
{
    const auto servers = choice.servers;
    edition_ = choice.edition;
    if (turns_.size() == 0) return start(choice);
    for (Turns::Index i = 0; i < turns_.size(); ++i) {
        const bool stays = i < servers.size() && servers[i].in_use();
        if (!stays && turns_.weight(i) > 0) turns_.leave(i);
    }
    turns_.resize(servers.size());
    for (Turns::Index i = 0; i < turns_.size(); ++i) {
        const std::uint32_t weight = weight_of(servers[i]);
        if (turns_.weight(i) > 0 && turns_.weight(i) != weight) turns_.reweigh(i, weight);
    }
    for (Turns::Index i = 0; i < turns_.size(); ++i) {
        if (turns_.weight(i) == 0 && servers[i].in_use()) turns_.enter(i, weight_of(servers[i]));
    }
}

void RoundRobin::start(const Choice& choice)
{
    std::vector<std::uint32_t> weights;
    for (const Candidate& server : choice.servers) {
        weights.push_back(weight_of(server));
    }
    turns_.start(weights);
}

}  // namespace tiersim
