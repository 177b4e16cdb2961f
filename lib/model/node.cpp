// SPDX-License-Identifier: MIT
/// What nodes do by default, and what they may do.
#include "tiersim/model/node.hpp"

#include "model/server_pool.hpp"
#include "model/simulation.hpp"

namespace tiersim {

namespace {

// Timers of a node's own have this bit, those of its pools have not.
constexpr std::uint32_t own_timer = 1U << 23U;

}  // namespace

Node::Node() = default;
Node::~Node() = default;

void Node::finish(Call call) { answer(call); }

void Node::reply(Call call, Outcome outcome) { answer(call, outcome); }

Instant Node::patience(Call) const { return never; }

Instant Node::now() const { return site_->now(); }

void Node::answer(Call call, Outcome outcome) { site_->answer(call.slot, outcome); }

void Node::ask(Call call, std::size_t upstream)
{
    site_->pool(id_, upstream).ask(call.slot, site_->request(call.slot).verb);
}

void Node::work(Call call, Duration demand) { site_->work(call.slot, demand); }

Rng Node::draws(Call call, std::string_view purpose) const
{
    return Rng{mix(site_->request(call.slot).key ^ hash_name(purpose))};
}

std::string_view Node::kind(Call call) const
{
    return site_->kind_name(site_->request(call.slot).kind);
}

void Node::set_timer(Duration delay, std::uint32_t number)
{
    site_->set_timer(id_, delay, number | own_timer);
}

void Node::sound(std::uint32_t number)
{
    if ((number & own_timer) != 0) return timer(number & ~own_timer);
    pools_[number & 0xfU]->timer(number >> 4U);
}

}  // namespace tiersim
