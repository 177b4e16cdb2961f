// SPDX-License-Identifier: MIT
/// One look at every server, and a word among equals.
#include "tiersim/policy/least_connections.hpp"

#include <limits>

namespace tiersim {

namespace {

constexpr std::uint64_t out_of_reach = std::numeric_limits<std::uint64_t>::max();

std::uint64_t business(const Candidate& server)
{
    const std::uint64_t requests = std::uint64_t{server.active} + server.queued;
    if (requests == 0) return 0;
    const std::uint64_t key = (requests + 1) * 256;
    return server.weight == 1 ? key : key / server.weight;
}

/// The least busy of the servers [begin, end), improving on what was found before.
struct Search {
    std::size_t best = nobody;
    std::uint64_t busy = out_of_reach;
    std::uint64_t moved = out_of_reach;
    std::uint32_t equals = 0;  ///< Servers as little busy as the best.

    void look(const Choice& choice, std::size_t begin, std::size_t end)
    {
        for (std::size_t i = begin; i < end; ++i) {
            if (!choice.may_take(i)) continue;
            const Candidate& server = choice.servers[i];
            const std::uint64_t here = business(server);
            if (here > busy) continue;
            equals = here < busy ? 1 : equals + 1;
            if (here == busy && server.moved >= moved) continue;
            best = i;
            busy = here;
            moved = server.moved;
        }
    }
};

/// The first of the equally busy servers, after passing over `skip` of them.
std::size_t equal_after(const Choice& choice, std::uint64_t busy, std::uint32_t skip)
{
    std::size_t server = 0;
    while (!choice.may_take(server) || business(choice.servers[server]) != busy || skip-- > 0) {
        ++server;
    }
    return server;
}

}  // namespace

std::size_t LeastConnections::pick(const Choice& choice, Rng& rng)
{
    const std::size_t count = choice.servers.size();
    const std::size_t begin = ties == Ties::turns && turn < count ? turn : 0;
    Search search;
    search.look(choice, begin, count);
    search.look(choice, 0, begin);
    if (search.best == nobody) return choice.last_resort();
    if (ties == Ties::turns) turn = static_cast<std::uint32_t>(search.best + 1);
    if (ties == Ties::turns || search.equals == 1) return search.best;
    const std::uint32_t skip = ties == Ties::random ? rng.below(search.equals) : 0;
    return equal_after(choice, search.busy, skip);
}

}  // namespace tiersim
