// SPDX-License-Identifier: MIT
/// Choosing a server, waiting for one, asking it, and asking again (HAProxy 2.6's rules for retries
/// and redispatch).
#include "model/server_pool.hpp"

#include "model/replica_set.hpp"
#include "model/shared_address.hpp"

#include <algorithm>
#include <utility>

namespace tiersim {

namespace {

bool connection_failed(Outcome outcome)
{
    return outcome == Outcome::refused || outcome == Outcome::unreachable;
}

}  // namespace

NodeId Address::holder() const { return cluster != nullptr ? cluster->holder() : node; }

ServerPool::ServerPool(Simulation& site, NodeId owner, std::uint8_t index, const Upstream& upstream,
                       const std::vector<Address>& servers, const Manners& manners)
    : site_{&site},
      owner_{owner},
      index_{index},
      upstream_{&upstream},
      manners_{manners},
      balance_{upstream.balance},
      draws_{site.seed(), site.node(owner).name() + "/choices/" + upstream.to}
{
    for (std::size_t i = 0; i < servers.size(); ++i) {
        const std::uint32_t weight = i < upstream.weights.size() ? upstream.weights[i] : 1;
        candidates_.push_back({.limit = upstream.server_limit, .weight = weight});
        servers_.push_back({.address = servers[i]});
    }
    usable_ = servers_.size();
    guarded_ = upstream.calls_limit > 0 || upstream.breaker;
    if (upstream.breaker) circuit_.emplace(*upstream.breaker);
    insists_ = std::holds_alternative<SourceHash>(balance_);
    asks_who_ = insists_ || std::holds_alternative<CustomBalancing>(balance_);
    if (manners.replicas != nullptr) manners.replicas->add_caller(this);
    patience_ = upstream.connect_timeout > Duration{0} ? upstream.connect_timeout
                                                       : upstream.timeout;
    if (upstream.timeout > Duration{0}) patience_ = std::min(patience_, upstream.timeout);
}

void ServerPool::ask(Slot slot, Verb verb)
{
    Request& request = site_->request(slot);
    request.verb = verb;
    request.top().upstream = index_ & 0xfU;
    request.top().tries = 0;
    if (guarded_ && !admits(slot)) [[unlikely]]
        return;
    place(slot, nobody);
}

// A call that the breaker or the limit of all calls refuses ends at once.
bool ServerPool::admits(Slot slot)
{
    const bool full = upstream_->calls_limit > 0 && calls_ >= upstream_->calls_limit;
    if (full || (circuit_ && !circuit_->admits(site_->now()))) {
        refuse(slot, full ? Outcome::overloaded : Outcome::unavailable);
        return false;
    }
    ++calls_;
    return true;
}

void ServerPool::note_end(Instant asked, Outcome outcome)
{
    --calls_;
    if (circuit_) circuit_->end(site_->now(), asked, outcome <= Outcome::miss);
}

// Nothing can be said of the server.
void ServerPool::withdraw(Instant asked)
{
    if (!guarded_) return;
    --calls_;
    if (circuit_) circuit_->withdraw(asked);
}

void ServerPool::give_up(Slot slot)
{
    const Request& request = site_->request(slot);
    const std::size_t server = request.top().server;
    withdraw(request.frames[request.depth].entered);
    leave(server);
    wake(server);
}

void ServerPool::forget(Slot slot)
{
    const Request& request = site_->request(slot);
    withdraw(request.frames[request.depth].entered);
    take_out_of_line(slot);
}

// Sends the request to a server, puts it in a line, or lets it fail.
inline void ServerPool::place(Slot slot, std::size_t avoid)
{
    const bool own = insists(site_->request(slot));
    if (!line_.empty() && !own) return wait(slot, line_);
    const std::size_t server = choose(slot, avoid);
    if (server == nobody) {
        if (usable_ == 0 || own) return fail(slot, Outcome::unavailable);
        return wait(slot, line_);
    }
    if (own && candidates_[server].is_full()) {
        site_->request(slot).top().server = static_cast<std::uint16_t>(server);
        ++candidates_[server].queued;
        return wait(slot, servers_[server].line);
    }
    send(slot, server);
}

inline std::size_t ServerPool::choose(Slot slot, std::size_t avoid)
{
    const Request& request = site_->request(slot);
    if (needs_primary(request)) return candidates_[primary_].usable ? primary_ : nobody;
    if (candidates_.size() == 1) return candidates_.front().has_room() ? 0 : nobody;
    const Choice choice{.servers = candidates_,
                        .source = asks_who_ ? source_of(request) : 0,
                        .avoid = avoid,
                        .edition = edition_};
    return pick(balance_, choice, draws_);
}

std::uint64_t ServerPool::source_of(const Request& request) const
{
    if (manners_.keys_salt != 0) return mix(request.key ^ manners_.keys_salt);
    return mix(site_->asker(request) + (std::uint64_t{request.population} << 32U));
}

inline void ServerPool::send(Slot slot, std::size_t server)
{
    site_->request(slot).top().server = static_cast<std::uint16_t>(server);
    enter(server);
    send_again(slot, server);
}

inline void ServerPool::enter(std::size_t server)
{
    ++candidates_[server].active;
    candidates_[server].moved = ++changes_;
}

inline void ServerPool::leave(std::size_t server)
{
    --candidates_[server].active;
    candidates_[server].moved = ++changes_;
}

// Asks a server in whose books the request already is.
inline void ServerPool::send_again(Slot slot, std::size_t server)
{
    const Instant deadline = patience_ > Duration{0} ? site_->now() + patience_ : never;
    const Address& address = servers_[server].address;
    site_->ask(slot, address.cluster == nullptr ? address.node : address.holder(), deadline);
}

void ServerPool::fail(Slot slot, Outcome outcome)
{
    if (guarded_) note_end(site_->now(), outcome);
    refuse(slot, outcome);
}

void ServerPool::refuse(Slot slot, Outcome outcome)
{
    Request& request = site_->request(slot);
    request.outcome = outcome;
    request.culprit = owner_;
    if (outcome == Outcome::queue_timeout)
        site_->blame(slot, Cause::servers, owner_);
    else
        site_->blame(slot, outcome, owner_);
    site_->node(owner_).reply(Call{slot}, outcome);
}

void ServerPool::wait(Slot slot, Line& line)
{
    if (upstream_->queue > 0 && line.size() >= upstream_->queue)
        return fail(slot, Outcome::overloaded);
    Request& request = site_->request(slot);
    request.stage = Stage::in_pool;
    request.frames[request.depth].entered = site_->now();
    line.push(site_->requests(), slot);
    if (upstream_->queue_timeout > Duration{0})
        site_->wind_alarm(slot, site_->now() + upstream_->queue_timeout);
}

Instant ServerPool::patience_in_line(const Request& request) const
{
    if (upstream_->queue_timeout <= Duration{0}) return never;
    return request.frames[request.depth].entered + upstream_->queue_timeout;
}

void ServerPool::leave_line(Slot slot)
{
    take_out_of_line(slot);
    fail(slot, Outcome::queue_timeout);
}

void ServerPool::take_out_of_line(Slot slot)
{
    const Request& request = site_->request(slot);
    const std::size_t server = request.top().server;
    const bool own = insists(request);
    if (own) --candidates_[server].queued;
    (own ? servers_[server].line : line_).remove(site_->requests(), slot);
    site_->request(slot).stage = Stage::at_node;
}

bool ServerPool::settle(Slot slot)
{
    Request& request = site_->request(slot);
    const std::size_t server = request.top().server;
    leave(server);
    if (request.outcome <= Outcome::miss) [[likely]] {
        servers_[server].belief.served();
        if (guarded_) [[unlikely]]
            note_end(request.frames[request.depth].entered, request.outcome);
        if (candidates_[server].queued > 0 || !line_.empty()) wake(server);
        return true;
    }
    observe(server);
    if (try_again(slot, server)) return false;
    Outcome& outcome = site_->request(slot).outcome;
    if (connection_failed(outcome)) outcome = Outcome::unavailable;
    if (outcome == Outcome::reset) outcome = Outcome::bad_gateway;
    if (guarded_) note_end(request.frames[request.depth].entered, outcome);
    wake(server);
    return true;
}

// Whether the request goes on with another attempt.
bool ServerPool::try_again(Slot slot, std::size_t server)
{
    Request& request = site_->request(slot);
    const bool connection = connection_failed(request.outcome);
    if (!connection && !upstream_->retry_errors) return false;
    if (request.top().tries >= std::min(upstream_->retries, 15U)) return false;
    request.top().tries = (request.top().tries + 1U) & 0xfU;
    if (connection) {
        retry_connection(slot, server);
    } else {
        wake(server);
        place(slot, server);
    }
    return true;
}

// Another server at once where there is one to go to; otherwise the same one, after a pause when it
// refused (section 3 of HAProxy's behaviour: "redispatch").
void ServerPool::retry_connection(Slot slot, std::size_t server)
{
    const Request& request = site_->request(slot);
    const bool last = request.top().tries == std::min(upstream_->retries, 15U);
    const bool elsewhere = upstream_->redispatch && (!candidates_[server].usable || last ||
                                                     (usable_ > 1 && !insists(request)));
    if (elsewhere && usable_ > 1) {
        wake(server);
        return place(slot, server);
    }
    enter(server);
    if (request.outcome == Outcome::unreachable) return send_again(slot, server);
    const Duration connect = upstream_->connect_timeout;
    const Duration pause = connect > Duration{0} ? std::min(connect, upstream_->retry_pause)
                                                 : upstream_->retry_pause;
    site_->resume_after(slot, pause);
}

void ServerPool::resume(Slot slot)
{
    const Request& request = site_->request(slot);
    const std::size_t server = request.top().server;
    if (!needs_primary(request) || server == primary_) return send_again(slot, server);
    leave(server);
    place(slot, server);
}

// Those who waited for the old primary wait for the new one.
void ServerPool::set_primary(std::size_t server)
{
    const std::size_t old = std::exchange(primary_, server);
    if (old != server) scatter(old);
}

Instant ServerPool::patience(const Request& request, std::uint8_t level) const
{
    const Frame& asked = request.frames[level + 1U];
    const bool checking = level == 0;
    if (checking) {
        const HealthCheck& check = upstream_->check;
        return servers_[request.frames[0].server].check_began +
               (check.timeout > Duration{0} ? check.timeout : check.interval);
    }
    const bool connected = request.stage != Stage::connecting;
    const bool child_is_deepest = level + 2 == request.depth;
    Duration limit = upstream_->timeout;
    if (child_is_deepest && !connected && upstream_->connect_timeout > Duration{0})
        limit = upstream_->connect_timeout;
    return limit > Duration{0} ? asked.entered + limit : never;
}

void ServerPool::lose_patience(Slot slot, std::uint8_t level)
{
    const Request& asked = site_->request(slot);
    const bool connecting = level + 2 == asked.depth && asked.stage == Stage::connecting;
    const NodeId culprit = asked.frames[level + 1U].node;
    const Slot upper = site_->part(slot, level);
    Request& request = site_->request(upper);
    request.outcome = connecting ? Outcome::unreachable : Outcome::gateway_timeout;
    request.culprit = culprit;
    if (level == 0) return hear_probe(upper);
    if (settle(upper)) site_->node(owner_).reply(Call{upper}, site_->request(upper).outcome);
}

// `server` has room again, or has come up: it takes who waits next (HAProxy asks no algorithm
// then).
void ServerPool::wake(std::size_t server)
{
    if (candidates_[server].queued > 0) wake_own(server);
    while (!line_.empty() && candidates_[server].has_room()) {
        const Slot slot = line_.pop(site_->requests());
        admit(slot, server);
    }
}

// Who has waited in a line goes on.
void ServerPool::admit(Slot slot, std::size_t server)
{
    Request& request = site_->request(slot);
    request.stage = Stage::at_node;
    const Instant since = request.frames[request.depth].entered;
    site_->hold_up(slot, Cause::servers, owner_, site_->now() - since);
    send(slot, server);
}

void ServerPool::wake_own(std::size_t server)
{
    Candidate& candidate = candidates_[server];
    Line& line = servers_[server].line;
    while (!line.empty() && candidate.usable &&
           (candidate.limit == 0 || candidate.active < candidate.limit)) {
        const Slot slot = line.pop(site_->requests());
        --candidate.queued;
        admit(slot, server);
    }
}

}  // namespace tiersim
