// SPDX-License-Identifier: MIT
/// From what a call stack looks like to why its request is stuck.
#include "model/troubles.hpp"

#include "model/fault_board.hpp"
#include "model/simulation.hpp"

namespace tiersim {

namespace {

// Where the deepest call is tells what it waits for.
Cause cause_of(Stage stage)
{
    switch (stage) {
        case Stage::in_line:
        case Stage::at_node: return Cause::line;
        case Stage::in_pool: return Cause::servers;
        case Stage::working:
        case Stage::pausing:
        case Stage::parked: return Cause::work;
        case Stage::connecting:
        case Stage::underway:
        case Stage::lost: return Cause::network;
        case Stage::forked:
        case Stage::adrift:
        case Stage::free: break;
    }
    return Cause::unexplained;
}

Cause cause_of(Outcome outcome)
{
    switch (outcome) {
        case Outcome::overloaded: return Cause::limit;
        case Outcome::queue_timeout: return Cause::line;
        case Outcome::unavailable: return Cause::no_server;
        case Outcome::gateway_timeout:
        case Outcome::unreachable:
        case Outcome::timed_out: return Cause::network;
        case Outcome::refused:
        case Outcome::reset:
        case Outcome::bad_gateway: return Cause::broken;
        case Outcome::error: return Cause::error;
        case Outcome::ok:
        case Outcome::miss: break;
    }
    return Cause::unexplained;
}

// What a node says on behalf of others, from which it had no answer in time or none at all.
bool is_hearsay(Outcome outcome)
{
    return outcome == Outcome::gateway_timeout || outcome == Outcome::unavailable ||
           outcome == Outcome::unreachable || outcome == Outcome::bad_gateway;
}

}  // namespace

std::uint32_t cost_of(Duration time)
{
    return static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(time / std::chrono::microseconds{1}, 1, UINT32_MAX));
}

void Simulation::hold_up(Slot slot, Cause cause, NodeId place, Duration time)
{
    const std::uint16_t fault = faults_->at(place);
    troubles_.note(slot, {.cause = fault != no_fault ? Cause::fault : cause,
                          .place = place,
                          .fault = fault,
                          .cost = cost_of(time)});
}

void Simulation::blame(Slot slot, Cause cause, NodeId place)
{
    const std::uint16_t fault = faults_->at(place);
    blame(slot, fault != no_fault ? Cause::fault : cause, place, fault);
}

void Simulation::blame(Slot slot, Cause cause, NodeId place, std::uint16_t fault)
{
    const Duration lost = now() - requests_[slot].frames.front().entered;
    troubles_.note(
        slot,
        {.cause = cause, .failed = true, .place = place, .fault = fault, .cost = cost_of(lost)});
}

// An outcome that arises at `place`.
void Simulation::blame(Slot slot, Outcome outcome, NodeId place)
{
    if (is_hearsay(outcome) && troubles_.of(slot).failed) return;
    blame(slot, cause_of(outcome), place);
}

// Some caller gives `slot` up: the deepest call shows where it is stuck, or that of a branch for
// which it waits. Who has lost an answer knows already.
void Simulation::blame_delay(Slot slot)
{
    if (requests_[slot].population == probe) return;
    Slot stuck = slot;
    while (requests_[stuck].stage == Stage::forked)
        stuck = node(requests_[stuck].top().node).waits_for(Call{stuck}).slot;
    const Request& request = requests_[stuck];
    const bool known = request.stage == Stage::lost || request.stage == Stage::pausing ||
                       request.stage == Stage::connecting;
    if (known && troubles_.of(stuck).failed) return troubles_.note(slot, troubles_.of(stuck));
    const Frame& deepest = request.top();
    std::uint16_t fault = faults_->at(deepest.node);
    if (fault == no_fault && request.depth > 1)
        fault = faults_->between(request.frames[request.depth - 2U].node, deepest.node);
    blame(slot, fault != no_fault ? Cause::fault : cause_of(request.stage), deepest.node, fault);
}

}  // namespace tiersim
