// SPDX-License-Identifier: MIT
/// What the death of a process or a host does to the calls that it has in hand, and what its return
/// does.
#include "model/fault_board.hpp"
#include "model/life.hpp"
#include "model/server_pool.hpp"
#include "model/shared_address.hpp"
#include "model/simulation.hpp"

namespace tiersim {

void Simulation::set_condition(NodeId id, const Condition& node, const Condition& host)
{
    Standing& standing = this->standing(id);
    standing.of_node = node;
    standing.of_host = host;
    if (Life* const life = this->life(id)) life->permit(node.process_up && host.process_up);
    renew_condition(id);
}

Life* Simulation::life(NodeId id) const
{
    const auto number = static_cast<std::size_t>(id);
    return number < lives_.size() ? lives_[number].get() : nullptr;
}

void Simulation::tell_callers(NodeId id, bool offered)
{
    for (const auto& node : nodes_)
        for (const auto& pool : node->pools_)
            pool->offer(id, offered);
}

void Simulation::renew_condition(NodeId id)
{
    Standing& standing = this->standing(id);
    const Condition& node = standing.of_node;
    const Condition& host = standing.of_host;
    const Life* const life = this->life(id);
    const bool lived = standing.process_up && standing.host_up;
    const bool host_lived = standing.host_up;
    standing.process_up = node.process_up && (life == nullptr || life->ready());
    standing.host_up = host.process_up;
    standing.errors = 1.0 - (1.0 - node.errors) * (1.0 - host.errors);
    const bool lives = standing.process_up && standing.host_up;
    const double speed = node.speed * host.speed * (life == nullptr ? 1.0 : life->pace());
    seats_[static_cast<std::size_t>(id)].calm = lives && standing.errors == 0.0 && speed > 0.0;
    set_speed(id, speed);
    if (host_lived != standing.host_up)
        for (const auto& address : addresses_)
            address->host_changed(id, standing.host_up);
    if (lived && !lives) kill(id, !standing.host_up);
    if (!lived && lives) revive(id);
    hang(id, speed == 0.0);
}

void Simulation::set_speed(NodeId id, double factor)
{
    Standing& standing = this->standing(id);
    standing.pace = factor;
    if (standing.cpu < 0) return;
    const auto cpu = static_cast<std::uint32_t>(standing.cpu);
    cpus_[cpu].set_speed(now(), standing.share, factor);
    watch_cores(cpu);
}

void Simulation::kill(NodeId id, bool silently)
{
    Standing& standing = this->standing(id);
    ++standing.life;
    agenda_.cancel_completions([&](const Due& due) {
        return static_cast<What>(due.what & 0xffU) == What::done &&
               requests_[due.subject].top().node == id;
    });
    if (standing.cpu >= 0) {
        cpus_[static_cast<std::uint32_t>(standing.cpu)].drop(now(), standing.share);
        watch_cores(static_cast<std::uint32_t>(standing.cpu));
    }
    Node& node = this->node(id);
    node.crash();
    drop_parked(id);
    for (const auto& pool : node.pools_)
        pool->stop();
    for (Slot slot = 0; slot < requests_.size(); ++slot)
        lose_calls(slot, id, silently);
}

// All calls of `slot` that `id` has in hand, the outermost first.
void Simulation::lose_calls(Slot slot, NodeId id, bool silently)
{
    if (requests_[slot].stage == Stage::free) return;
    if (requests_[slot].stage == Stage::adrift && requests_[slot].top().node == id)
        return close(slot);
    for (std::uint8_t level = requests_[slot].base; level < requests_[slot].depth; ++level) {
        const Request& request = requests_[slot];
        if (request.frames[level].node != id) continue;
        const bool arrived = level + 1 < request.depth || request.stage != Stage::connecting;
        if (arrived) lose_call(slot, level, silently);
    }
}

// The call at `level` is gone. What it asked goes on for nobody; its caller's connection breaks, or
// falls silent.
void Simulation::lose_call(Slot slot, std::uint8_t level, bool silently)
{
    Request& request = requests_[slot];
    const NodeId id = request.frames[level].node;
    const bool deepest = level + 1 == request.depth;
    const bool idle = deepest && request.stage != Stage::underway;
    if (request.population != probe && (level > request.base || !request.is_branch()))
        ++node_books(id).killed;
    if (level == request.base) {
        if (idle) return close(slot);
        return orphan(slot, level + 1);
    }
    Slot upper = slot;
    if (idle && request.stage != Stage::pausing) {
        --request.depth;
    } else {
        upper = part(slot, level - 1);
        if (idle)
            close_if_open(slot);
        else if (requests_[slot].stage != Stage::free)
            orphan(slot, level + 1);
    }
    requests_[upper].outcome = Outcome::reset;
    requests_[upper].culprit = id;
    blame(upper, Cause::broken, id);
    if (!silently) return send_up(upper, id);
    requests_[upper].stage = Stage::lost;
}

void Simulation::close_if_open(Slot slot)
{
    if (requests_[slot].stage != Stage::free) close(slot);
}

void Simulation::lose_answer(Slot slot)
{
    Request& request = requests_[slot];
    request.culprit = request.top().node;
    blame(slot, Cause::broken, request.culprit);
    if (--request.depth == request.base) return close(slot);
    request.stage = Stage::lost;
}

void Simulation::revive(NodeId id)
{
    Node& node = this->node(id);
    ++node_books(id).restarts;
    node.restart();
    for (const auto& pool : node.pools_)
        pool->start();
}

bool Simulation::connected(NodeId a, NodeId b) const { return wire(a, b).now.reachable; }

std::vector<std::vector<std::size_t>> Simulation::stricken_nodes() const
{
    std::vector<std::vector<std::size_t>> all(scenario_->faults.size());
    for (std::size_t fault = 0; fault < all.size(); ++fault)
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            if (faults_->strikes(fault, static_cast<NodeId>(i))) all[fault].push_back(i);
    return all;
}

void Simulation::fail_after(Slot slot, Duration takes) { pause(slot, takes, What::fail); }

void Simulation::fail(Slot slot, std::uint32_t generation)
{
    Request& request = requests_[slot];
    if (request.generation != generation || request.stage != Stage::pausing) return;
    request.stage = Stage::at_node;
    answer(slot, Outcome::error);
}

}  // namespace tiersim
