// SPDX-License-Identifier: MIT
/// How a balancer handles a call.
#include "model/balancer.hpp"

#include "model/server_pool.hpp"

namespace tiersim {

void Balancer::arrive(Call call)
{
    const Request& request = site().request(call.slot);
    NodeBooks& books = this->books();
    if (request.population == probe) return site().answer(call.slot, Outcome::ok);
    if (tier_->connections != 0 && books.inside.level() >= tier_->connections)
        return site().answer(call.slot, Outcome::overloaded);
    if (bucket_ && !bucket_->take(site().now()))
        return site().answer(call.slot, Outcome::overloaded);
    books.inside.raise(site().now());
    if (only_passes_on_) return pool(0).ask(call.slot, request.verb);
    Rng rng{mix(request.key ^ salt_)};
    work(call, sample(tier_->work, rng));
}

void Balancer::finish(Call call) { pool(0).ask(call.slot, site().request(call.slot).verb); }

// An answer from a node that no longer holds the address reaches nobody.
void Balancer::reply(Call call, Outcome outcome)
{
    books().inside.lower(site().now());
    if (cluster_ != nullptr && cluster_->holder() != id()) return site().lose_answer(call.slot);
    site().answer(call.slot, outcome);
}

void Balancer::restart()
{
    if (tier_->rate_limit) bucket_.emplace(*tier_->rate_limit);
}

void Balancer::crash() { books().inside.change(site().now(), 0); }

}  // namespace tiersim
