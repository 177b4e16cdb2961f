// SPDX-License-Identifier: MIT
/// How a primary is found to be lost, and who follows it.
#include "model/monitor.hpp"

#include "workload/sampling.hpp"

#include <algorithm>

namespace tiersim {

Monitor::Monitor(ReplicaSet& set, const Failover& plan) : set_{&set}, plan_{&plan} {}

void Monitor::start()
{
    Simulation& site = *set_->site_;
    Rng phase{site.seed(), set_->tier_->name + "/monitor"};
    phase_ = from_seconds(to_seconds(plan_->interval) * phase.unit());
    for (PlaceId place = 0; place < site.wires().count(); ++place) {
        const PlaceName& name = site.wires().name(place);
        if (name.zone == plan_->from && name.host.empty()) place_ = place;
    }
}

bool Monitor::reaches(const ReplicaSet::Member& member) const
{
    const PlaceId there = set_->site_->standing(member.node).place;
    return !place_ || set_->site_->wires().between(*place_, there).now.reachable;
}

bool Monitor::sees(const ReplicaSet::Member& member) const
{
    return set_->lives(member) && reaches(member);
}

bool Monitor::has_quorum(const ReplicaSet::Member& member) const
{
    if (!plan_->quorum) return true;
    const auto& all = set_->members_;
    const auto reached = std::count_if(all.begin(), all.end(), [&](const auto& other) {
        return set_->lives(other) && set_->reach_each_other(member, other);
    });
    return 2 * static_cast<std::size_t>(reached) > all.size();
}

bool Monitor::is_sound() const
{
    const auto& primary = set_->members_[set_->primary_];
    return primary.is_primary && sees(primary);
}

// A dead process on a host that lives and can be reached answers at once, with a refusal; so does
// a node that has stepped down.
bool Monitor::refuses() const
{
    const auto& primary = set_->members_[set_->primary_];
    const Standing& standing = set_->site_->standing(primary.node);
    return standing.host_up && reaches(primary) && (!standing.process_up || !standing.hangs);
}

// Checks begin at phase, phase + interval, ...: while nothing is wrong nobody needs to see it.
void Monitor::conditions_changed()
{
    if (!looks_ && !promotes_ && !is_sound()) schedule_check();
}

void Monitor::schedule_check()
{
    looks_ = true;
    const Duration since = set_->site_->now().time_since_epoch() - phase_;
    const Duration into = (since % plan_->interval + plan_->interval) % plan_->interval;
    set_->schedule(ReplicaSet::Due::check, 0,
                   into == Duration{0} ? Duration{0} : plan_->interval - into);
}

void Monitor::check()
{
    if (is_sound()) {
        failed_ = 0;
        looks_ = false;
    } else if (refuses()) {
        fail(Duration{0});
    } else {
        set_->schedule(ReplicaSet::Due::verdict, 0, plan_->timeout);
    }
}

void Monitor::conclude()
{
    if (!is_sound()) return fail(plan_->timeout);
    failed_ = 0;
    looks_ = false;
}

// Without a successor nothing can be done until something is mended.
void Monitor::fail(Duration since_start)
{
    if (++failed_ < plan_->fall)
        return set_->schedule(ReplicaSet::Due::check, 0, plan_->interval - since_start);
    looks_ = false;
    if (!successor()) return;
    promotes_ = true;
    if (plan_->fencing) set_->depose(set_->members_[set_->primary_]);
    set_->schedule(ReplicaSet::Due::promoted, 0, sample(plan_->promotion, set_->draws_));
}

// What was decided is done, even when the old primary is back by then.
void Monitor::promote()
{
    promotes_ = false;
    failed_ = 0;
    if (const auto chosen = successor()) set_->promote(*chosen);
    conditions_changed();
}

// Of the nodes that are seen the one that has most of the log.
std::optional<std::size_t> Monitor::successor() const
{
    std::optional<std::size_t> best;
    const auto& all = set_->members_;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!sees(all[i]) || !has_quorum(all[i])) continue;
        if (!best || all[i].received > all[*best].received) best = i;
    }
    return best;
}

}  // namespace tiersim
