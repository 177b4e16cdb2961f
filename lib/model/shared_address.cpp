// SPDX-License-Identifier: MIT
/// How an address changes hands.
#include "model/shared_address.hpp"

#include <algorithm>

namespace tiersim {

SharedAddress::SharedAddress(Simulation& site, const Standby& standby, std::uint32_t number)
    : site_{&site}, standby_{&standby}, number_{number}
{
}

void SharedAddress::add(NodeId node)
{
    const auto rank = static_cast<std::uint32_t>(members_.size());
    const auto& own = standby_->priorities;
    const std::uint32_t priority = rank < own.size()
                                       ? own[rank]
                                       : std::max(standby_->priority, rank + 1) - rank;
    members_.push_back({.node = node, .priority = priority});
}

void SharedAddress::start()
{
    for (std::size_t i = 0; i < members_.size(); ++i) {
        Rng phase{site_->seed(), site_->node(members_[i].node).name() + "/vrrp"};
        const auto part_of = [&](Duration length) { return length * phase.below(1000) / 1000; };
        if (i == 0) {
            members_[i].state = State::master;
            claim(i);
            schedule(i, Due::advert, part_of(standby_->advert));
        } else {
            become_backup(i, master_down(members_[i]));
        }
        if (standby_->script_interval > Duration{0})
            schedule(i, Due::look, part_of(standby_->script_interval));
    }
}

std::uint32_t SharedAddress::priority(const Member& member) const
{
    if (!member.failing) return member.priority;
    return member.priority - std::min(standby_->script_cost, member.priority - 1);
}

Duration SharedAddress::skew(const Member& member) const
{
    return standby_->advert * (256 - std::min(priority(member), 255U)) / 256;
}

Duration SharedAddress::master_down(const Member& member) const
{
    return 3 * standby_->advert + skew(member);
}

void SharedAddress::schedule(std::size_t member, Due due, Duration delay)
{
    const std::uint32_t what = static_cast<std::uint32_t>(due) |
                               static_cast<std::uint32_t>(member) << 2U |
                               (members_[member].life & 0xffU) << 10U;
    site_->agenda().schedule(Agenda::unsorted, site_->now() + delay, number_,
                             static_cast<std::uint32_t>(What::address) | what << 8U);
}

void SharedAddress::timer(std::uint32_t what)
{
    const std::size_t number = what >> 2U & 0xffU;
    Member& member = members_[number];
    if ((member.life & 0xffU) != what >> 10U) return;
    switch (static_cast<Due>(what & 3U)) {
        case Due::advert:
            if (member.state != State::master) return;
            advertise(number, priority(member));
            return schedule(number, Due::advert, standby_->advert);
        case Due::takeover:
            if (member.state != State::backup || site_->now() < member.deadline) return;
            return become_master(number);
        case Due::look: return look(number);
    }
}

// Adverts take no time to speak of; a partition stops them.
void SharedAddress::advertise(std::size_t member, std::uint32_t priority)
{
    for (std::size_t other = 0; other < members_.size(); ++other) {
        if (other == member || members_[other].state == State::dead) continue;
        if (site_->connected(members_[member].node, members_[other].node))
            hear(other, member, priority);
    }
}

void SharedAddress::hear(std::size_t number, std::size_t from, std::uint32_t priority)
{
    Member& member = members_[number];
    const std::uint32_t own = this->priority(member);
    if (member.state == State::master && priority > own)
        return become_backup(number, master_down(member));
    if (member.state == State::master && priority > 0 && holder_ == from) return claim(number);
    if (member.state != State::backup) return;
    if (priority == 0) return become_backup(number, skew(member));
    if (!standby_->preempt || priority >= own || site_->now() < member.patient_until)
        become_backup(number, master_down(member));
}

void SharedAddress::become_backup(std::size_t number, Duration wait)
{
    Member& member = members_[number];
    member.state = State::backup;
    member.deadline = site_->now() + wait;
    schedule(number, Due::takeover, wait);
}

void SharedAddress::become_master(std::size_t number)
{
    members_[number].state = State::master;
    claim(number);
    advertise(number, priority(members_[number]));
    schedule(number, Due::advert, standby_->advert);
}

// Gratuitous ARP: from now on messages for the address come here.
void SharedAddress::claim(std::size_t number)
{
    holder_ = number;
    const NodeId node = members_[number].node;
    site_->books().sightings.push_back(
        {.at = site_->now(), .observer = node, .subject = node, .up = true, .address = true});
}

// keepalived's vrrp_script: does the balancer's process live?
void SharedAddress::look(std::size_t number)
{
    Member& member = members_[number];
    schedule(number, Due::look, standby_->script_interval);
    const bool lives = site_->standing(member.node).process_up;
    member.bad_looks = lives ? 0 : member.bad_looks + 1;
    member.good_looks = lives ? member.good_looks + 1 : 0;
    if (member.failing && member.good_looks >= std::max(1U, standby_->script_rise))
        return recover(number);
    if (!member.failing && member.bad_looks >= std::max(1U, standby_->script_fall)) fail(number);
}

void SharedAddress::fail(std::size_t number)
{
    Member& member = members_[number];
    member.failing = true;
    if (standby_->script_cost > 0) return;
    const bool was_master = member.state == State::master;
    member.state = State::fault;
    if (was_master) advertise(number, 0);
}

void SharedAddress::recover(std::size_t number)
{
    Member& member = members_[number];
    member.failing = false;
    member.patient_until = site_->now() + standby_->preempt_delay;
    if (member.state == State::fault) become_backup(number, master_down(member));
}

void SharedAddress::host_changed(NodeId node, bool up)
{
    for (std::size_t i = 0; i < members_.size(); ++i) {
        Member& member = members_[i];
        if (member.node != node || (member.state != State::dead) == up) continue;
        ++member.life;
        member.bad_looks = 0;
        member.good_looks = 0;
        member.failing = false;
        member.patient_until = site_->now() + standby_->preempt_delay;
        if (!up) {
            member.state = State::dead;
            continue;
        }
        become_backup(i, master_down(member));
        if (standby_->script_interval > Duration{0})
            schedule(i, Due::look, standby_->script_interval);
    }
}

}  // namespace tiersim
