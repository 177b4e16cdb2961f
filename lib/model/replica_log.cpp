// SPDX-License-Identifier: MIT
/// How the log travels from the primary to the other nodes, and back that they have it.
#include "model/replica_set.hpp"
#include "model/server.hpp"
#include "workload/sampling.hpp"

#include <algorithm>
#include <functional>

namespace tiersim {

// The primary sends a member what it has not sent yet.
void ReplicaSet::ship(std::size_t number)
{
    Member& member = members_[number];
    if (number == primary_ || member.stalled || !lives(members_[primary_])) return;
    const std::uint64_t sent = member.sent.empty() ? member.received : member.sent.back().upto;
    if (sent >= written_) return;
    const Duration travel = plan_->delay + site_->latency(members_[primary_].node, member.node);
    Instant arrives = site_->now() + travel;
    if (!member.sent.empty()) arrives = std::max(arrives, member.sent.back().arrives);
    member.sent.push_back({arrives, written_});
    schedule(Due::arrives, number, arrives - site_->now());
}

void ReplicaSet::ship_to_all()
{
    for (std::size_t i = 0; i < members_.size(); ++i)
        ship(i);
}

// What the primary had not sent when it died or hung stays with it.
void ReplicaSet::unsend()
{
    for (Member& member : members_) {
        const Instant last = site_->now() + site_->latency(members_[primary_].node, member.node);
        while (!member.sent.empty() && member.sent.back().arrives > last)
            member.sent.pop_back();
    }
}

void ReplicaSet::arrive(std::size_t number)
{
    Member& member = members_[number];
    if (member.sent.empty() || member.sent.front().arrives != site_->now()) return;
    const Member& primary = members_[primary_];
    const bool is_cut = !lives(member) || !reach_each_other(primary, member);
    if (is_cut) return stall(number);
    member.received = member.sent.front().upto;
    member.sent.pop_front();
    apply(number);
    if (plan_->acknowledged_by == 0) return;
    const Duration back = site_->latency(member.node, primary.node);
    member.answers.push_back({site_->now() + back, member.received});
    schedule(Due::acknowledged, number, back);
}

void ReplicaSet::acknowledge(std::size_t number)
{
    Member& member = members_[number];
    if (member.answers.empty() || member.answers.front().arrives != site_->now()) return;
    member.known = member.answers.front().upto;
    member.answers.pop_front();
    release();
}

// Writes that enough nodes have are answered.
void ReplicaSet::release()
{
    std::vector<std::uint64_t> known;
    for (std::size_t i = 0; i < members_.size(); ++i)
        if (i != primary_) known.push_back(members_[i].known);
    const std::size_t needed = plan_->acknowledged_by;
    if (needed == 0 || known.size() < needed || !lives(members_[primary_])) return;
    std::nth_element(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(needed - 1),
                     known.end(), std::greater<>{});
    auto& waiting = members_[primary_].waiting;
    while (!waiting.empty() && waiting.front().position <= known[needed - 1]) {
        const Waiting write = waiting.front();
        waiting.pop_front();
        acknowledged_ = write.position;
        note_acknowledged(write.slot);
        members_[primary_].server->go_on(write.slot);
    }
}

void ReplicaSet::apply(std::size_t number)
{
    Member& member = members_[number];
    if (is_zero(plan_->apply)) {
        member.applied = member.received;
    } else if (!member.applies && member.applied < member.received && lives(member)) {
        member.applies = true;
        schedule(Due::applied, number, sample(plan_->apply, draws_));
    }
}

// What was on its way is sent again once the member is back.
void ReplicaSet::stall(std::size_t number)
{
    members_[number].sent.clear();
    members_[number].stalled = true;
}

void ReplicaSet::resume(std::size_t number)
{
    Member& member = members_[number];
    if (!member.stalled || !lives(member) || !reach_each_other(members_[primary_], member)) return;
    member.stalled = false;
    apply(number);
    ship(number);
}

void ReplicaSet::send_or_not()
{
    if (!lives(members_[primary_])) return unsend();
    if (plan_->every == Duration{0}) ship_to_all();
}

}  // namespace tiersim
