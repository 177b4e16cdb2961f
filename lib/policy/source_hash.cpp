// SPDX-License-Identifier: MIT
/// The table of HAProxy's map-based hash, and the ring of its consistent one.
#include "tiersim/policy/source_hash.hpp"

#include "tiersim/policy/haproxy/hash.hpp"
#include "tiersim/policy/spread.hpp"

#include <algorithm>
#include <numeric>

namespace tiersim {

namespace {

std::uint32_t share_of(const Candidate& server) { return server.in_use() ? server.weight : 0; }

// As HAProxy takes an address: the words of it, one upon the other.
std::uint32_t fold(std::uint64_t source)
{
    return static_cast<std::uint32_t>(source ^ (source >> 32));
}

}  // namespace

std::size_t SourceHash::pick(const Choice& choice, Rng&)
{
    if (choice.edition == 0 || choice.edition != edition) notice(choice);
    if (consistent)
        return ring.empty() ? nobody
                            : nearest(haproxy::avalanche(fold(choice.source)), choice.avoid);
    return table.empty() ? nobody : table[fold(choice.source) % table.size()];
}

void SourceHash::notice(const Choice& choice)
{
    edition = choice.edition;
    if (std::ranges::equal(weights, choice.servers, {}, {}, share_of)) return;
    weights.clear();
    for (const Candidate& server : choice.servers) {
        weights.push_back(share_of(server));
    }
    if (consistent) {
        fill_ring();
    } else {
        fill_table(choice);
    }
}

// The weights are reduced by their common divisor, that of servers that are down included, so that
// an outage does not change the length of anybody's stretch.
void SourceHash::fill_table(const Choice& choice)
{
    std::uint32_t divisor = 0;
    for (const Candidate& server : choice.servers) {
        divisor = std::gcd(divisor, server.weight);
    }
    std::vector<std::uint32_t> shares;
    for (const std::uint32_t weight : weights) {
        shares.push_back(weight > 0 ? weight / divisor : 0);
    }
    table = spread(shares, std::accumulate(shares.begin(), shares.end(), 0U));
}

void SourceHash::fill_ring()
{
    constexpr std::uint32_t points_per_weight = 16;
    constexpr std::uint32_t points_per_server = 4096;
    ring.clear();
    for (std::uint32_t i = 0; i < weights.size(); ++i) {
        for (std::uint32_t j = 0; j < weights[i] * points_per_weight; ++j) {
            ring.push_back({haproxy::avalanche((i + 1) * points_per_server + j), i});
        }
    }
    std::ranges::stable_sort(ring, {}, &Point::at);
}

// The point before wins a tie.
std::size_t SourceHash::nearest(std::uint32_t hash, std::size_t avoid) const
{
    const auto above = std::ranges::lower_bound(ring, hash, {}, &Point::at);
    auto point = above == ring.end() ? ring.begin() : above;
    const auto before = (point == ring.begin() ? ring.end() : point) - 1;
    if (hash - before->at <= point->at - hash) point = before;
    for (std::size_t steps = 0; point->server == avoid && steps < ring.size(); ++steps) {
        if (++point == ring.end()) point = ring.begin();
    }
    return point->server;
}

}  // namespace tiersim
