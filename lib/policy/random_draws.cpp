// SPDX-License-Identifier: MIT
/// Drawing by weight: a few dips, each taken with a chance as its weight, then a walk along the
/// weights of all.
#include "tiersim/policy/random_draws.hpp"

#include <algorithm>

namespace tiersim {

namespace {

std::uint32_t greatest_weight(std::span<const Candidate> servers)
{
    std::uint32_t weight = 0;
    for (const Candidate& server : servers) {
        if (server.in_use()) weight = std::max(weight, server.weight);
    }
    return weight;
}

bool busier(const Candidate& a, const Candidate& b)
{
    return std::uint64_t{a.active} * b.weight > std::uint64_t{b.active} * a.weight;
}

}  // namespace

std::size_t RandomDraws::pick(const Choice& choice, Rng& rng)
{
    if (choice.edition == 0 || choice.edition != edition) {
        heaviest = greatest_weight(choice.servers);
        edition = choice.edition;
    }
    drawn.clear();
    std::size_t best = nobody;
    for (std::uint32_t i = 0; i < draws; ++i) {
        const std::size_t server = draw(choice, rng);
        if (server == nobody) break;
        if (distinct) drawn.push_back(static_cast<std::uint32_t>(server));
        const bool kept = best != nobody && busier(choice.servers[server], choice.servers[best]);
        if (!kept) best = server;
    }
    if (best == nobody) return choice.last_resort();
    return choice.servers[best].has_room() ? best : nobody;
}

// A dip that meets a server out of the urn is repeated, which leaves the chances of the others as
// they are.
std::size_t RandomDraws::draw(const Choice& choice, Rng& rng) const
{
    constexpr int dips = 8;
    const auto count = static_cast<std::uint32_t>(choice.servers.size());
    for (int i = 0; heaviest > 0 && i < dips; ++i) {
        const std::size_t server = rng.below(count);
        if (in_the_urn(choice, server) && accepts(choice.servers[server], rng)) return server;
    }
    return draw_from_all(choice, rng);
}

// With the chance weight / heaviest.
bool RandomDraws::accepts(const Candidate& server, Rng& rng) const
{
    return server.weight == heaviest || rng.below(heaviest) < server.weight;
}

std::size_t RandomDraws::draw_from_all(const Choice& choice, Rng& rng) const
{
    std::uint32_t total = 0;
    for (std::size_t i = 0; i < choice.servers.size(); ++i) {
        if (in_the_urn(choice, i)) total += choice.servers[i].weight;
    }
    if (total == 0) return nobody;
    std::uint32_t point = rng.below(total);
    std::size_t server = 0;
    while (!in_the_urn(choice, server) || point >= choice.servers[server].weight) {
        if (in_the_urn(choice, server)) point -= choice.servers[server].weight;
        ++server;
    }
    return server;
}

bool RandomDraws::in_the_urn(const Choice& choice, std::size_t server) const
{
    const Candidate& candidate = choice.servers[server];
    if (server == choice.avoid || !(blind ? candidate.in_use() : candidate.has_room()))
        return false;
    return !distinct || std::ranges::find(drawn, server) == drawn.end();
}

}  // namespace tiersim
