// SPDX-License-Identifier: MIT
/// Who the primary is, what it acknowledges, and what is lost when another node takes over.
#include "model/replica_set.hpp"

#include "model/monitor.hpp"
#include "model/readers.hpp"
#include "model/server.hpp"

#include <algorithm>
#include <utility>

namespace tiersim {

namespace {

constexpr Duration reconnect = std::chrono::seconds{1};  // before a broken stream is opened again

}  // namespace

ReplicaSet::ReplicaSet(Simulation& site, const Database& tier, std::uint32_t number)
    : site_{&site},
      tier_{&tier},
      plan_{&*tier.replication},
      number_{number},
      draws_{site.seed(), tier.name + "/replication"},
      readers_{std::make_unique<Readers>()}
{
    if (tier.failover) monitor_ = std::make_unique<Monitor>(*this, *tier.failover);
}

ReplicaSet::~ReplicaSet() = default;

void ReplicaSet::add(Server& server)
{
    members_.push_back({.server = &server, .node = server.id(), .is_primary = members_.empty()});
}

void ReplicaSet::start()
{
    if (monitor_) monitor_->start();
    if (plan_->every > Duration{0})
        schedule(Due::ships, 0, from_seconds(to_seconds(plan_->every) * draws_.unit()));
}

ReplicaSet::Member& ReplicaSet::member(NodeId node)
{
    return const_cast<Member&>(std::as_const(*this).member(node));
}

const ReplicaSet::Member& ReplicaSet::member(NodeId node) const
{
    return *std::find_if(members_.begin(), members_.end(),
                         [&](const Member& one) { return one.node == node; });
}

bool ReplicaSet::lives(const Member& member) const
{
    const Standing& standing = site_->standing(member.node);
    return standing.process_up && standing.host_up && !standing.hangs;
}

bool ReplicaSet::reach_each_other(const Member& a, const Member& b) const
{
    return &a == &b || site_->connected(a.node, b.node);
}

void ReplicaSet::schedule(Due what, std::size_t member, Duration delay)
{
    site_->agenda().schedule(
        Agenda::unsorted, site_->now() + delay, number_ | static_cast<std::uint32_t>(member) << 16U,
        static_cast<std::uint32_t>(What::data) | static_cast<std::uint32_t>(what) << 8U);
}

void ReplicaSet::due(std::uint32_t member, std::uint32_t what)
{
    switch (static_cast<Due>(what)) {
        case Due::arrives: return arrive(member);
        case Due::acknowledged: return acknowledge(member);
        case Due::applied:
            members_[member].applies = false;
            if (lives(members_[member])) ++members_[member].applied;
            return apply(member);
        case Due::resumes: return resume(member);
        case Due::ships: ship_to_all(); return schedule(Due::ships, 0, plan_->every);
        case Due::check: return monitor_->check();
        case Due::verdict: return monitor_->conclude();
        case Due::promoted: return monitor_->promote();
        case Due::told: return tell_callers();
    }
}

// A node that only takes itself for the primary has a log that ends where the new one's began: what
// it acknowledges is lost.
bool ReplicaSet::commit(Slot slot, NodeId node)
{
    Member& here = member(node);
    note_duplicate(slot);
    const bool is_own = &here == &members_[primary_];
    if (is_own) {
        here.received = here.applied = ++written_;
        if (plan_->every == Duration{0}) ship_to_all();
    }
    if (plan_->acknowledged_by > 0) {
        here.waiting.push_back({slot, is_own ? written_ : UINT64_MAX});
        return false;
    }
    if (is_own) {
        acknowledged_ = written_;
    } else {
        ++books_.diverged;
        ++books_.lost;
    }
    note_acknowledged(slot);
    return true;
}

void ReplicaSet::note_acknowledged(Slot slot)
{
    ++books_.acknowledged;
    const Request& request = site_->request(slot);
    if (site_->comes_again(request)) readers_->view(request).written = acknowledged_;
}

void ReplicaSet::note_duplicate(Slot slot)
{
    const Request& request = site_->request(slot);
    if (request.population != probe && !readers_->is_first(request)) ++books_.duplicated;
}

void ReplicaSet::conditions_changed()
{
    clock();
    for (std::size_t i = 0; i < members_.size(); ++i) {
        Member& member = members_[i];
        const bool is_back = lives(member) && reach_each_other(members_[primary_], member);
        if (i == primary_ || !is_back) continue;
        if (member.stalled) schedule(Due::resumes, i, reconnect);
        apply(i);
    }
    send_or_not();
    tell_deposed();
    release();
    if (!monitor_) return;
    Member& primary = members_[primary_];
    if (primary.is_primary && lives(primary) && !monitor_->has_quorum(primary)) depose(primary);
    monitor_->conditions_changed();
}

// A primary that has been replaced hears of it as soon as it can be reached.
void ReplicaSet::tell_deposed()
{
    for (std::size_t i = 0; i < members_.size(); ++i) {
        Member& member = members_[i];
        if (i == primary_ || !member.is_primary || !lives(member)) continue;
        if (reach_each_other(members_[primary_], member)) depose(member);
    }
}

void ReplicaSet::depose(Member& member)
{
    clock();
    member.is_primary = false;
    give_up(member);
    clock();
}

// Writes that wait here are answered with an error: whether they will be kept is not known.
void ReplicaSet::give_up(Member& member)
{
    for (const Waiting& write : std::exchange(member.waiting, {}))
        member.server->give_up(write.slot);
}

// Where nodes elect the primary, one that comes back is none.
void ReplicaSet::crashed(NodeId node)
{
    member(node).waiting.clear();
    member(node).applies = false;
    if (monitor_ && monitor_->plan().quorum) member(node).is_primary = false;
}

// The new primary's log is what counts from now on. Of the old one's, what it lacks is lost.
void ReplicaSet::promote(std::size_t number)
{
    clock();
    Member& old = members_[primary_];
    Member& chosen = members_[number];
    if (number != primary_) {
        ++books_.failovers;
        books_.lost += behind(number);
        const bool stays = !monitor_->plan().fencing && lives(old);
        primary_ = number;
        written_ = chosen.received;
        acknowledged_ = std::min(acknowledged_, written_);
        readers_->cut(written_);
        if (!stays) depose(old);
    }
    chosen.is_primary = true;
    chosen.applied = chosen.received;
    for (std::size_t i = 0; i < members_.size(); ++i) {
        Member& member = members_[i];
        member.received = std::min(member.received, written_);
        member.applied = std::min(member.applied, written_);
        member.known = 0;
        member.sent.clear();
        member.answers.clear();
        if (i != number) stall(i);
    }
    clock();
    schedule(Due::told, number, monitor_->plan().redirect);
    conditions_changed();
}

// Callers out of reach learn of it when they are back.
void ReplicaSet::tell_callers()
{
    bool all_know = true;
    for (ServerPool* const pool : callers_) {
        if (site_->connected(members_[primary_].node, pool->owner()))
            pool->set_primary(primary_);
        else
            all_know = all_know && pool->primary() == primary_;
    }
    if (!all_know) schedule(Due::told, primary_, reconnect);
}

void ReplicaSet::read(Slot slot, NodeId node)
{
    const Request& request = site_->request(slot);
    if (request.population == probe) return;
    const std::uint64_t sees = member(node).applied;
    ++books_.reads;
    books_.stale_reads += sees < acknowledged_ ? 1 : 0;
    if (!site_->comes_again(request)) return;
    Readers::View& view = readers_->view(request);
    books_.own_missed += sees < view.written ? 1 : 0;
    books_.backward_reads += sees < view.seen ? 1 : 0;
    view.seen = std::max(view.seen, sees);
}

std::uint64_t ReplicaSet::behind(std::size_t member) const
{
    return acknowledged_ - std::min(acknowledged_, members_[member].received);
}

std::uint64_t ReplicaSet::unapplied(std::size_t member) const
{
    return acknowledged_ - std::min(acknowledged_, members_[member].applied);
}

// Adds the time since it was last called to what has held since then.
void ReplicaSet::clock()
{
    const Duration since = site_->now() - clocked_;
    if (!writable_) books_.unwritable += since;
    if (split_) books_.split += since;
    clocked_ = site_->now();
    const auto working = std::count_if(members_.begin(), members_.end(), [&](const Member& one) {
        return one.is_primary && lives(one);
    });
    books_.outages += writable_ && working == 0 ? 1 : 0;
    writable_ = working > 0;
    split_ = working > 1;
}

void ReplicaSet::count_from_here()
{
    clock();
    books_ = {};
}

void ReplicaSet::close_books() { clock(); }

}  // namespace tiersim
