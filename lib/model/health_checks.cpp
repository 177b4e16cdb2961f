// SPDX-License-Identifier: MIT
/// How a pool finds out which servers are up: checks that travel like requests, and what its
/// requests saw.
#include "model/server_pool.hpp"
#include "model/shared_address.hpp"

namespace tiersim {

void ServerPool::start()
{
    line_.clear();
    usable_ = 0;
    balance_ = upstream_->balance;
    ++edition_;
    calls_ = 0;
    if (upstream_->breaker) circuit_.emplace(*upstream_->breaker);
    const Duration interval = upstream_->check.interval;
    for (std::size_t i = 0; i < servers_.size(); ++i) {
        const bool offered = servers_[i].offered;
        servers_[i] = {.address = servers_[i].address, .offered = offered};
        candidates_[i] = {
            .limit = candidates_[i].limit, .weight = candidates_[i].weight, .usable = offered};
        usable_ += offered ? 1 : 0;
        if (!upstream_->check.enabled()) continue;
        Rng phase{mix(site_->seed() + i), site_->node(owner_).name() + "/check/" + upstream_->to};
        const Duration wait = from_seconds(to_seconds(interval) * phase.unit());
        site_->set_timer(owner_, wait, index_ | static_cast<std::uint32_t>(i) << 4U);
    }
}

void ServerPool::stop()
{
    line_.clear();
    for (Server& server : servers_)
        server.line.clear();
}

void ServerPool::timer(std::uint32_t server)
{
    if (upstream_->check.enabled()) return begin_check(server);
    servers_[server].belief.pardon();
    set_usable(server, true);
}

void ServerPool::begin_check(std::size_t server)
{
    servers_[server].check_began = site_->now();
    const Slot slot = site_->open();
    Request& request = site_->fill(slot, Request{});
    request.population = probe;
    request.began = site_->now();
    request.key = draws_.next();
    request.depth = 1;
    request.verb = upstream_->check.kind == CheckKind::tcp ? Verb::connect : Verb::read;
    request.frames[0] = {
        .entered = site_->now(), .node = owner_, .server = static_cast<std::uint16_t>(server)};
    request.frames[0].upstream = index_ & 0xfU;
    const Duration timeout = upstream_->check.timeout > Duration{0} ? upstream_->check.timeout
                                                                    : upstream_->check.interval;
    site_->ask(slot, servers_[server].address.holder(), site_->now() + timeout);
}

void ServerPool::hear_probe(Slot slot)
{
    const Request& request = site_->request(slot);
    const std::size_t server = request.top().server;
    const bool passed = request.outcome == Outcome::ok;
    site_->close(slot);
    end_check(server, passed);
}

void ServerPool::end_check(std::size_t number, bool passed)
{
    Server& server = servers_[number];
    const HealthCheck& check = upstream_->check;
    if (passed ? server.belief.good(check.rise) : server.belief.bad(check.fall))
        set_usable(number, passed);
    const Instant from = check.from_start ? server.check_began : site_->now();
    const Instant next = std::max(site_->now(), from + check_interval(server));
    site_->set_timer(owner_, next - site_->now(),
                     index_ | static_cast<std::uint32_t>(number) << 4U);
}

// HAProxy's inter, fastinter and downinter.
Duration ServerPool::check_interval(const Server& server) const
{
    const HealthCheck& check = upstream_->check;
    if (server.belief.wavering() && check.interval_fast > Duration{0}) return check.interval_fast;
    if (!server.belief.up() && check.interval_down > Duration{0}) return check.interval_down;
    return check.interval;
}

void ServerPool::observe(std::size_t number)
{
    const Observe& observe = upstream_->observe;
    if (!candidates_[number].usable || !servers_[number].belief.erred(observe.errors)) return;
    set_usable(number, false);
    if (upstream_->check.enabled() || observe.retry_after <= Duration{0}) return;
    site_->set_timer(owner_, observe.retry_after,
                     index_ | static_cast<std::uint32_t>(number) << 4U);
}

void ServerPool::offer(NodeId node, bool offered)
{
    for (std::size_t i = 0; i < servers_.size(); ++i) {
        if (servers_[i].address.cluster != nullptr || servers_[i].address.node != node) continue;
        servers_[i].offered = offered;
        set_usable(i, servers_[i].belief.up());
    }
}

void ServerPool::set_usable(std::size_t number, bool usable)
{
    Candidate& candidate = candidates_[number];
    usable = usable && servers_[number].offered;
    if (candidate.usable == usable) return;
    candidate.usable = usable;
    candidate.moved = ++changes_;
    ++edition_;
    usable ? ++usable_ : --usable_;
    site_->books().sightings.push_back({.at = site_->now(),
                                        .observer = owner_,
                                        .subject = servers_[number].address.node,
                                        .up = usable});
    if (!usable) scatter(number);
    wake(number);
}

// Those who insisted on a server that is down go elsewhere.
void ServerPool::scatter(std::size_t number)
{
    Line& line = servers_[number].line;
    while (!line.empty()) {
        const Slot slot = line.pop(site_->requests());
        --candidates_[number].queued;
        site_->request(slot).stage = Stage::at_node;
        place(slot, nobody);
    }
}

}  // namespace tiersim
