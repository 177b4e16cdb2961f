// SPDX-License-Identifier: MIT
/// How calls travel: asked, delivered, answered, heard; and what a broken link or a dead server
/// does to them on the way.
#include "model/client.hpp"
#include "model/fault_board.hpp"
#include "model/server_pool.hpp"
#include "model/simulation.hpp"

namespace tiersim {

inline const Hop& Simulation::hop(NodeId from, NodeId to) const
{
    const Seat& a = seat(from);
    const Seat& b = seat(to);
    return a.host == b.host ? wires_->local_hop() : a.hops[b.place];
}

const Wire& Simulation::wire(NodeId from, NodeId to) const
{
    const Seat& a = seat(from);
    const Seat& b = seat(to);
    return a.host == b.host ? wires_->local() : wires_->between(a.place, b.place);
}

Duration Simulation::latency(NodeId a, NodeId b) const { return hop(a, b).latency; }

void Simulation::ask(Slot slot, NodeId to, Instant deadline)
{
    Request& request = requests_[slot];
    assert(request.depth < deepest_chain);
    Frame& frame = request.frames[request.depth++];
    frame = Frame{.entered = now(), .node = to};
    request.stage = Stage::connecting;
    request.outcome = Outcome::ok;
    wind_alarm(slot, deadline);
    send_down(slot);
}

inline void Simulation::send_down(Slot slot)
{
    const Request& request = requests_[slot];
    const NodeId from = request.frames[request.depth - 2U].node;
    const Hop& hop = this->hop(from, request.top().node);
    if (!hop.plain) return send_troubled(wire(from, request.top().node), slot, What::deliver, 0);
    if (hop.latency == Duration{0}) return deliver(slot, 0);
    agenda_.schedule(hop.lane, now() + hop.latency, slot,
                     static_cast<std::uint32_t>(What::deliver));
}

void Simulation::send_up(Slot slot, NodeId from)
{
    Request& request = requests_[slot];
    request.stage = Stage::underway;
    const Hop& hop = this->hop(from, request.top().node);
    if (!hop.plain) return send_troubled(wire(from, request.top().node), slot, What::reply, 0);
    agenda_.schedule(hop.lane, now() + hop.latency, slot, static_cast<std::uint32_t>(What::reply));
}

// A wire with jitter, loss or a fault. A message that is lost is sent again after TCP's timeout.
void Simulation::send_troubled(const Wire& wire, Slot slot, What what, std::uint32_t tries)
{
    Request& request = requests_[slot];
    Rng draws{mix(request.key ^ static_cast<std::uint64_t>(now().time_since_epoch().count())) +
              tries};
    const double passes = (1.0 - wire.loss) * (1.0 - wire.now.loss);
    if (!wire.now.reachable || !draws.chance(passes)) return send_later(slot, what, tries);
    Duration delay = wire.hop->latency + wire.now.delay;
    if (wire.now.delay > Duration{0}) note_wire(slot, what, wire.now.delay);
    if (wire.jitter != nullptr) delay += sample(*wire.jitter, draws);
    agenda_.schedule(Agenda::unsorted, now() + delay, slot,
                     static_cast<std::uint32_t>(what) | tries << 8U);
}

// A message takes longer, for a fault of the wire or of the place where it goes to.
void Simulation::note_wire(Slot slot, What what, Duration time)
{
    const Request& request = requests_[slot];
    const bool down = what == What::deliver;
    const std::uint8_t level = down ? request.depth - 1 : request.depth;
    const NodeId below = request.frames[level].node;
    std::uint16_t fault = level > 0 ? faults_->between(request.frames[level - 1U].node, below)
                                    : no_fault;
    if (fault == no_fault) fault = faults_->at(below);
    troubles_.note(slot, {.cause = fault != no_fault ? Cause::fault : Cause::network,
                          .place = below,
                          .fault = fault,
                          .cost = cost_of(time)});
}

// A message that nobody has confirmed is due again after TCP's timeout.
void Simulation::send_later(Slot slot, What what, std::uint32_t tries)
{
    const bool down = what == What::deliver;
    const Duration wait = retransmission_timeout(down, tries);
    note_wire(slot, what, wait);
    const auto again = static_cast<std::uint32_t>(down ? What::resend_down : What::resend_up);
    agenda_.schedule(Agenda::unsorted, now() + wait, slot, again | (tries + 1) << 8U);
}

// A lost message is due again, unless whom it serves has given up meanwhile. A call goes to whoever
// holds the address now.
void Simulation::resend(Slot slot, What what, std::uint32_t tries)
{
    Request& request = requests_[slot];
    const bool down = what == What::deliver;
    const auto level = static_cast<std::uint8_t>(down ? request.depth - 1 : request.depth);
    if (request.base >= level) return close(slot);
    const auto caller = static_cast<std::uint8_t>(level - 1);
    if (down) request.frames[level].node = holder_of_asked(request, caller);
    send_troubled(wire(request.frames[caller].node, request.frames[level].node), slot, what, tries);
}

// Who answers now at the address that the call at `level` has asked.
NodeId Simulation::holder_of_asked(const Request& request, std::uint8_t level)
{
    const Frame& caller = request.frames[level];
    if (level == 0 && request.population != probe)
        return clients_[request.population]->address(request).holder();
    if (node(caller.node).pools_.empty()) return request.frames[level + 1U].node;
    return pool(caller.node, caller.upstream).address(caller.server).holder();
}

void Simulation::deliver(Slot slot, std::uint32_t tries)
{
    Request& request = requests_[slot];
    Frame& frame = request.top();
    const Seat& seat = this->seat(frame.node);
    if (!seat.calm) return deliver_to_troubled(slot, *seat.node, tries);
    frame.entered = now();
    request.stage = Stage::at_node;
    if (request.verb == Verb::connect) return shake_hands(slot);
    ++seat.books->arrived;
    seat.node->arrive(Call{slot});
}

// The kernel accepts a connection, whatever the process does. It is no call, and in no books.
void Simulation::shake_hands(Slot slot)
{
    Request& request = requests_[slot];
    const NodeId id = request.top().node;
    if (--request.depth == request.base) return forget(slot, id);
    send_up(slot, id);
}

void Simulation::drop(Slot slot, std::uint32_t tries)
{
    Request& request = requests_[slot];
    if (request.base + 1 == request.depth) return close(slot);
    request.stage = Stage::connecting;
    send_later(slot, What::deliver, tries);
}

// What a dead host, a dead process, a hanging or a failing one does with a call. (A host that is
// dead does nothing, and so the call is sent again: it may be back by then, or another hold its
// address.)
void Simulation::deliver_to_troubled(Slot slot, Node& node, std::uint32_t tries)
{
    Request& request = requests_[slot];
    const Standing& standing = this->standing(node.id());
    if (!standing.host_up) {
        if (request.base + 1 == request.depth) return close(slot);
        return send_later(slot, What::deliver, tries);
    }
    if (!standing.process_up) {
        request.stage = Stage::at_node;
        return answer(slot, Outcome::refused);
    }
    request.top().entered = now();
    request.stage = Stage::at_node;
    if (request.verb == Verb::connect) return shake_hands(slot);
    if (standing.hangs) {
        request.stage = Stage::parked;
        park(node.id(), {.subject = slot, .what = static_cast<std::uint32_t>(What::accept)});
        return;
    }
    accept(slot, standing);
}

namespace {

// Tells the visits of a request to a node apart: by the steps and attempts at which its callers
// are.
std::uint64_t visit_of(const Request& request)
{
    std::uint64_t visit = 0;
    for (std::uint8_t level = 1; level + 1 < request.depth; ++level) {
        const Frame& frame = request.frames[level];
        visit = visit * 0x2545f4914f6cdd1dU + frame.step + (std::uint64_t{frame.rounds} << 16U) +
                (std::uint64_t{frame.tries} << 48U);
    }
    return visit;
}

}  // namespace

// A process that is not quite well has got the call.
void Simulation::accept(Slot slot, const Standing& standing)
{
    Request& request = requests_[slot];
    Node& node = *seat(request.top().node).node;
    ++node_books(node.id()).arrived;
    Rng draws{mix(request.key ^ hash_name(node.name())) + visit_of(request)};
    if (standing.errors > 0.0 && draws.chance(standing.errors)) return faults_->fail(slot, draws);
    node.arrive(Call{slot});
}

void Simulation::answer(Slot slot, Outcome outcome)
{
    Request& request = requests_[slot];
    const Frame& frame = request.top();
    const NodeId id = frame.node;
    if (request.population != probe) [[likely]] {
        NodeBooks& books = node_books(id);
        if (request.began >= counted_from_) books.residence.add(now() - frame.entered);
        ++books.ended[static_cast<std::size_t>(outcome)];
    }
    if (outcome > Outcome::miss && request.outcome <= Outcome::miss) {
        request.culprit = id;
        blame(slot, outcome, id);
    }
    if (faults_->any()) [[unlikely]]
        note_slowness(slot);
    request.outcome = outcome;
    if (--request.depth == request.base) return forget(slot, id);
    send_up(slot, id);
}

// A node that works slowly has held up what it answers now.
void Simulation::note_slowness(Slot slot)
{
    const Frame& frame = requests_[slot].top();
    const bool slow = standing(frame.node).pace < 1.0;
    if (slow) hold_up(slot, Cause::work, frame.node, now() - frame.entered);
}

// Nobody waits for this answer any more.
void Simulation::forget(Slot slot, NodeId id)
{
    ++node_books(id).orphans;
    close(slot);
}

void Simulation::hear(Slot slot)
{
    Request& request = requests_[slot];
    if (request.depth == request.base) return close(slot);
    const Frame& frame = request.top();
    const Due reply{.subject = slot, .what = static_cast<std::uint32_t>(What::reply)};
    if (!seat(frame.node).calm && park(frame.node, reply)) return;
    request.stage = Stage::at_node;
    if (request.depth == 1) return hear_at_the_top(slot);
    Node& node = *seat(frame.node).node;
    if (node.pools_.empty()) [[unlikely]]
        return node.reply(Call{slot}, request.outcome);
    if (node.pools_[frame.upstream]->settle(slot)) node.reply(Call{slot}, request.outcome);
}

inline void Simulation::hear_at_the_top(Slot slot)
{
    const Request& request = requests_[slot];
    if (request.population != probe) return clients_[request.population]->hear(slot);
    Node& checker = node(request.top().node);
    if (checker.pools_.empty()) return checker.reply(Call{slot}, request.outcome);
    pool(request.top().node, request.top().upstream).hear_probe(slot);
}

}  // namespace tiersim
