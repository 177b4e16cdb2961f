// SPDX-License-Identifier: MIT
/// How a server's call forks and is joined, and how a call is taken off what it does when nobody
/// wants its answer any more.
#include "model/client.hpp"
#include "model/server.hpp"

namespace tiersim {

namespace {

bool waits_for_pool(Action action)
{
    return action == Action::ask || action == Action::look_up || action == Action::fill ||
           action == Action::pass_on;
}

}  // namespace

// All branches are there before the first begins, for that may end at once.
void Server::fork(Slot slot, const Op& op)
{
    const Fan& fan = program_->fan(op.jump);
    const std::uint32_t number = forks_.open(slot, op.jump);
    site().request(slot).stage = Stage::forked;
    for (const Prong& prong : fan.prongs)
        for (std::uint32_t copy = 0; copy < prong.copies; ++copy) {
            const Slot branch = site().open();
            Request& request = site().fill(branch, site().request(slot));
            request.branch_off(number);
            request.top().step = prong.start;
            if (copy > 0) request.key = mix(request.key + copy);
            forks_[number].branches.push_back(branch);
            site().sleep(branch, prong.after);
        }
}

// A branch has ended, well or not.
void Server::end_branch(Slot slot, Outcome outcome)
{
    const std::uint32_t number = site().request(slot).fork();
    const NodeId culprit = site().request(slot).culprit;
    Trouble trouble = site().troubles().of(slot);
    site().close(slot);
    if (number == no_fork) return;
    forks_.end(number, slot);
    Fork& fork = forks_[number];
    const Fan& fan = program_->fan(fork.fan);
    ++(outcome == Outcome::ok ? fork.good : fork.bad);
    const bool decides = fork.good == fan.wanted || fork.bad > fan.branches - fan.wanted;
    trouble.failed = trouble.failed && outcome != Outcome::ok;
    if (decides) site().troubles().note(fork.parent, trouble);
    if (fork.good == fan.wanted) return join(number, Outcome::ok, culprit);
    if (fork.bad > fan.branches - fan.wanted) return join(number, outcome, culprit);
    if (outcome != Outcome::ok) hasten(number);
}

// The next branch that has not begun does so now.
void Server::hasten(std::uint32_t number)
{
    for (const Slot branch : forks_[number].branches) {
        Request& request = site().request(branch);
        if (request.has_begun()) continue;
        request.begin_branch();
        ++request.generation;  // The time that was set before is void.
        return site().sleep(branch, Duration{0});
    }
}

void Server::join(std::uint32_t number, Outcome outcome, NodeId culprit)
{
    const Fork fork = forks_.close(number);
    const Fan& fan = program_->fan(fork.fan);
    for (const Slot branch : fork.branches)
        let_go(branch, fan.cancel);
    Request& request = site().request(fork.parent);
    request.stage = Stage::at_node;
    request.top().step = fan.landing;
    if (outcome == Outcome::ok) return advance(fork.parent);
    request.outcome = outcome;
    request.culprit = culprit;
    fail(fork.parent, outcome);
}

// The fork goes on without `branch`.
void Server::let_go(Slot branch, bool cancel)
{
    Request& request = site().request(branch);
    request.belong_to(no_fork);
    if (!request.has_begun()) return site().close(branch);
    if (!cancel) return;
    const Slot rest = release(branch);
    if (rest != no_slot) site().close(rest);
}

// The call at the base of `slot` gives back what it holds and gives up what it asked. Returns the
// record in which it can be ended; no_slot when it cannot be stopped, and ends by itself.
Slot Server::release(Slot slot)
{
    const Request& request = site().request(slot);
    const bool own = request.base + 1 == request.depth;
    const bool elsewhere = request.stage == Stage::connecting || request.stage == Stage::parked;
    // While a call is dealt with it may hand its worker to one that ends the fork of both.
    if (own && (elsewhere || request.stage == Stage::at_node)) return no_slot;
    const Op& op = (*program_)[request.frames[request.base].step - 1U];
    if (own && request.stage == Stage::working) {
        if (op.action == Action::disk || op.action == Action::commit) return no_slot;
        const Slot rest = site().stop_work(slot);
        if (op.holds_worker) give_worker();
        return rest;
    }
    if (own && request.stage == Stage::in_line) {
        leave_line(slot);
        return slot;
    }
    if (own && request.stage == Stage::forked)
        abandon(forks_.of(slot));
    else
        slot = give_up_below(slot);
    site().request(slot).stage = Stage::at_node;
    const bool holds = (*program_)[site().request(slot).top().step].holds_worker;
    if (holds) give_worker();
    return slot;
}

// What the call at the base of `slot` has asked goes on for nobody, if it has asked. Returns the
// record of the call itself.
Slot Server::give_up_below(Slot slot)
{
    const Request& request = site().request(slot);
    const Frame& frame = request.frames[request.base];
    const bool own = request.base + 1 == request.depth;
    const Stage stage = request.stage;
    const std::uint8_t upstream = frame.upstream;
    if (own && stage == Stage::in_pool) {
        site().pool(id(), upstream).forget(slot);
        return slot;
    }
    if (!waits_for_pool((*program_)[frame.step - 1U].action)) return slot;
    const Slot rest = site().part(slot, request.base);
    if (own && stage == Stage::pausing) site().close(slot);
    site().pool(id(), upstream).give_up(rest);
    return rest;
}

void Server::abandon(std::uint32_t number)
{
    const Fork fork = forks_.close(number);
    for (const Slot branch : fork.branches)
        let_go(branch, true);
    site().request(fork.parent).top().step = program_->fan(fork.fan).landing;
}

Call Server::waits_for(Call call) { return Call{forks_[forks_.of(call.slot)].branches.front()}; }

void Server::leave_line(Slot slot)
{
    workers_.line().remove(site().requests(), slot);
    site().node_books(id()).queue.lower(site().now());
    site().request(slot).stage = Stage::at_node;
}

void Server::renumber(Call call, Call now)
{
    const Request& request = site().request(now.slot);
    if (!request.is_branch() || request.fork() == no_fork) return;
    if (request.frames[request.base].node == id())
        forks_.renumber(request.fork(), call.slot, now.slot);
}

// A dead process does nothing, and what it had in hand is ended elsewhere.
void Server::desert(Call call)
{
    const Standing& standing = site().standing(id());
    if (!traits_.cancels || !standing.process_up || !standing.host_up || standing.hangs) return;
    const Slot rest = release(call.slot);
    if (rest != no_slot) leave(rest, Outcome::timed_out);
}

}  // namespace tiersim
