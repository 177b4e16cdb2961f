// SPDX-License-Identifier: MIT
/// Every algorithm of HAProxy beside its naive description, through random histories.
#include "catch.hpp"
#include "haproxy_naive.hpp"
#include "tiersim/core/random.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace tiersim::haproxy;
using tiersim::Rng;

namespace {

Farm some_farm(Rng& rng)
{
    Farm farm;
    farm.all_backups = rng.chance(0.5);
    farm.fullconn = rng.chance(0.3) ? 1 + rng.below(20) : 0;
    const std::uint32_t count = 1 + rng.below(7);
    const bool backups = rng.chance(0.5);
    const std::uint32_t limit = rng.below(4);
    for (std::uint32_t i = 0; i < count; ++i) {
        Farm::Server server{.id = 1 + (i * 5 + 3) % 7, .weight = rng.below(10)};
        server.backup = backups && rng.chance(0.4);
        server.maxconn = limit;
        server.minconn = limit > 0 ? rng.below(limit + 1) : 0;
        server.maxqueue = rng.chance(0.3) ? rng.below(3) : 0;
        if (rng.chance(0.5)) server.slow_start = Seconds{1 + rng.below(20)};
        server.up = rng.chance(0.9);
        farm.servers.push_back(server);
    }
    return farm;
}

Balancer some_balancer(naive::Kind kind, std::uint32_t draws, std::uint32_t factor)
{
    switch (kind) {
        case naive::Kind::roundrobin: return Balancer{RoundRobin{}};
        case naive::Kind::static_rr: return Balancer{StaticRoundRobin{}};
        case naive::Kind::leastconn: return Balancer{LeastConnections{}};
        case naive::Kind::first: return Balancer{First{}};
        case naive::Kind::map: return Balancer{MapHash{}};
        case naive::Kind::consistent: return Balancer{ConsistentHash{Alone::zero, factor}};
        case naive::Kind::random: break;
    }
    return Balancer{Random{draws, factor}};
}

/// The balancer and its description side by side.
class Pair {
public:
    Pair(naive::Kind kind, std::uint64_t seed)
        : rng_{seed, "pair"},
          farm_{some_farm(rng_)},
          draws_{1 + rng_.below(3)},
          factor_{rng_.chance(0.4) ? 101 + rng_.below(100) : 0},
          balancer_{some_balancer(kind, draws_, factor_)}
    {
        balancer_.start(farm_);
        naive_.emplace(kind, farm_, draws_, factor_);
        for (const Farm::Server& server : farm_.servers) {
            first_weights_.push_back(server.weight);
        }
        is_static_ = kind == naive::Kind::static_rr || kind == naive::Kind::map;
    }

    void change_something()
    {
        const std::size_t i = any();
        Farm::Server& server = farm_.servers[i];
        const bool starting = server.rise.has_value();
        switch (rng_.below(8)) {
            case 0: balancer_.server_down(farm_, i); break;
            case 1: balancer_.server_up(farm_, i); break;
            case 2: balancer_.drain(farm_, i); break;
            case 3: balancer_.ready(farm_, i); break;
            case 4: balancer_.set_weight(farm_, i, other_weight(i)); break;
            case 5: server.queued = rng_.below(3); break;
            case 6: farm_.queued = rng_.chance(0.2) ? 1 : 0; break;
            default: pass_a_second(); return;
        }
        naive_->server_changed(farm_, i, starting && server.up && !server.rise);
    }

    /// Whether both say the same, and something that can be.
    bool ask()
    {
        Asker asker;
        if (rng_.chance(0.7)) asker.hash = static_cast<std::uint32_t>(rng_.next());
        if (rng_.chance(0.15)) asker.avoid = any();
        farm_.requests = farm_.served + 1;
        const std::string expected = naive_->assign(farm_, asker);
        const Assignment answer = balancer_.assign(farm_, asker);
        if (answer.verdict == Verdict::no_server) return expected == "none";
        if (answer.verdict == Verdict::full) return expected == "full";
        if (expected != std::to_string(answer.server)) return false;
        if (!farm_.servers[answer.server].usable()) return false;
        balancer_.take(farm_, answer.server);
        naive_->load_changed(farm_, answer.server);
        return true;
    }

    void end_something()
    {
        const std::size_t i = any();
        if (farm_.servers[i].served == 0) return;
        balancer_.drop(farm_, i);
        naive_->load_changed(farm_, i);
    }

    /// Whether the farm's own books are in order.
    bool agrees() const
    {
        std::uint32_t served = 0;
        std::uint32_t usable = 0;
        for (std::size_t i = 0; i < farm_.servers.size(); ++i) {
            served += farm_.servers[i].served;
            if (farm_.servers[i].usable() != naive_->usable(i)) return false;
            if (farm_.servers[i].usable()) ++usable;
        }
        return served == farm_.served && usable == farm_.active_usable + farm_.backups_usable;
    }

private:
    std::size_t any() { return rng_.below(static_cast<std::uint32_t>(farm_.servers.size())); }

    std::uint32_t other_weight(std::size_t server)
    {
        if (is_static_) return rng_.chance(0.5) ? 0 : first_weights_[server];
        return rng_.below(rng_.chance(0.1) ? 30 : 10);
    }

    void pass_a_second()
    {
        farm_.now += Seconds{1};
        for (std::size_t i = 0; i < farm_.servers.size(); ++i) {
            const bool starting = farm_.servers[i].rise.has_value();
            balancer_.slow_step(farm_, i);
            naive_->server_changed(farm_, i, starting && !farm_.servers[i].rise);
        }
    }

    Rng rng_;
    Farm farm_;
    std::uint32_t draws_;
    std::uint32_t factor_;
    Balancer balancer_;
    std::optional<naive::Backend> naive_{};
    std::vector<std::uint32_t> first_weights_{};
    bool is_static_ = false;
};

int differences(naive::Kind kind, std::uint64_t seed)
{
    Pair pair{kind, seed};
    Rng rng{seed, "events"};
    int count = 0;
    for (int i = 0; i < 150; ++i) {
        if (rng.chance(0.2)) pair.change_something();
        if (rng.chance(0.8)) pair.end_something();
        if (!pair.ask() || !pair.agrees()) ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("HAProxy's algorithms follow their description through any history",
          "[policy][haproxy][property]")
{
    const std::vector<naive::Kind> kinds{naive::Kind::roundrobin, naive::Kind::static_rr,
                                         naive::Kind::leastconn,  naive::Kind::first,
                                         naive::Kind::map,        naive::Kind::consistent,
                                         naive::Kind::random};
    for (const naive::Kind kind : kinds) {
        for (std::uint64_t seed = 1; seed <= 100; ++seed) {
            CAPTURE(static_cast<int>(kind), seed);
            CHECK(differences(kind, seed) == 0);
        }
    }
}
