// SPDX-License-Identifier: MIT
/// How new versions come, and how nodes come and go with the load.
#include "model/operators.hpp"

#include "model/life.hpp"
#include "model/server_pool.hpp"

#include <algorithm>
#include <cmath>

namespace tiersim {

namespace {

constexpr Duration looks_again = std::chrono::seconds{1};  // Whether a node is ready at last.

}  // namespace

Operators::Operators(Simulation& site, const AppServer& tier, std::vector<NodeId> nodes,
                     std::uint32_t number)
    : site_{&site}, tier_{&tier}, nodes_{std::move(nodes)}, number_{number}, running_{nodes_.size()}
{
}

void Operators::start()
{
    if (!tier_->deploys.empty()) schedule(Due::deploy, tier_->deploys.front().at, 0);
    if (!tier_->autoscale) return;
    running_ = tier_->autoscale->least;
    for (std::size_t node = running_; node < nodes_.size(); ++node) {
        offer(node, false);
        site_->life(nodes_[node])->stop();
    }
    schedule(Due::look, tier_->autoscale->every, 0);
}

void Operators::schedule(Due what, Duration after, std::size_t subject)
{
    const auto more = static_cast<std::uint32_t>(what) | static_cast<std::uint32_t>(subject) << 4U;
    site_->agenda().schedule(Agenda::unsorted, site_->now() + after, number_,
                             static_cast<std::uint32_t>(What::operators) | more << 8U);
}

void Operators::due(std::uint32_t more)
{
    const std::size_t subject = more >> 4U;
    switch (static_cast<Due>(more & 0xfU)) {
        case Due::deploy: return begin_deploy();
        case Due::drain: return drain_batch(subject);
        case Due::stop: return stop_batch(subject);
        case Due::start: return start_batch(subject);
        case Due::ready: return end_batch(subject);
        case Due::look: return look();
        case Due::boot:
            if (subject < running_) site_->life(nodes_[subject])->start();
            return schedule(Due::offer, tier_->starts_in, subject);
        case Due::offer:
            if (subject >= running_) return;
            return works(subject) ? offer(subject, true)
                                  : schedule(Due::offer, looks_again, subject);
        case Due::shut:
            if (subject >= running_) site_->life(nodes_[subject])->stop();
            return;
    }
}

void Operators::begin_deploy()
{
    if (!tier_->deploys[deploy_].blue_green) return drain_batch(0);
    for (const NodeId node : nodes_)
        site_->life(node)->renew();
    end_batch(nodes_.size());
}

std::size_t Operators::batch_end(std::size_t first) const
{
    const std::uint32_t batch = tier_->deploys[deploy_].batch;
    return batch == 0 ? nodes_.size() : std::min<std::size_t>(first + batch, nodes_.size());
}

void Operators::drain_batch(std::size_t first)
{
    for (std::size_t node = first; node < batch_end(first); ++node)
        offer(node, false);
    schedule(Due::stop, tier_->deploys[deploy_].drain, first);
}

void Operators::stop_batch(std::size_t first)
{
    for (std::size_t node = first; node < batch_end(first); ++node)
        site_->life(nodes_[node])->stop();
    schedule(Due::start, tier_->deploys[deploy_].takes, first);
}

void Operators::start_batch(std::size_t first)
{
    for (std::size_t node = first; node < batch_end(first); ++node)
        if (node < running_) site_->life(nodes_[node])->start();
    schedule(Due::ready, tier_->starts_in, first);
}

// The batch from `first` on takes requests again; then comes the next, or the next version.
void Operators::end_batch(std::size_t first)
{
    const std::size_t end = batch_end(first);
    for (std::size_t node = first; node < end; ++node)
        if (node < running_ && !works(node)) return schedule(Due::ready, looks_again, first);
    for (std::size_t node = first; node < end; ++node)
        offer(node, node < running_);
    if (end < nodes_.size()) return schedule(Due::drain, tier_->deploys[deploy_].pause, end);
    if (++deploy_ == tier_->deploys.size()) return;
    const Instant next{tier_->deploys[deploy_].at};
    schedule(Due::deploy, std::max(next, site_->now()) - site_->now(), 0);
}

// As many nodes as bring the load of each to the target; fewer only when nothing has changed for a
// while.
void Operators::look()
{
    const Autoscale& plan = *tier_->autoscale;
    const double wanted = load() / plan.target.value();
    const auto least = std::size_t{plan.least};
    const auto nodes = std::clamp(
        static_cast<std::size_t>(std::ceil(std::min(wanted, static_cast<double>(nodes_.size())))),
        least, nodes_.size());
    if (nodes > running_)
        add_nodes(nodes);
    else if (nodes < running_ && site_->now() - changed_ >= plan.cool_down)
        remove_nodes(nodes);
    schedule(Due::look, plan.every, 0);
}

// Requests at work and in line at all nodes, by the workers of one; the mean since the last look.
double Operators::load()
{
    Wide area = 0;
    for (const NodeId node : nodes_) {
        const NodeBooks& books = site_->node_books(node);
        area += books.busy.area(site_->now()) + books.queue.area(site_->now());
    }
    if (area < load_area_) {  // The warm-up has ended meanwhile.
        load_area_ = 0;
        looked_ = std::max(looked_, site_->counted_from());
    }
    const double passed = to_seconds(site_->now() - looked_);
    const double requests = passed > 0.0 ? to_double(area - load_area_) * 1e-9 / passed : 0.0;
    load_area_ = area;
    looked_ = site_->now();
    return requests / tier_->workers;
}

void Operators::add_nodes(std::size_t count)
{
    const Duration boot = tier_->autoscale->boot;
    for (std::size_t node = running_; node < count; ++node) {
        const bool still_runs = site_->life(nodes_[node])->ready();
        schedule(still_runs ? Due::offer : Due::boot, still_runs ? Duration{0} : boot, node);
    }
    running_ = count;
    changed_ = site_->now();
}

void Operators::remove_nodes(std::size_t count)
{
    for (std::size_t node = count; node < running_; ++node) {
        offer(node, false);
        schedule(Due::shut, tier_->autoscale->drain, node);
    }
    running_ = count;
    changed_ = site_->now();
}

void Operators::offer(std::size_t node, bool offered)
{
    site_->tell_callers(nodes_[node], offered);
}

bool Operators::works(std::size_t node) const
{
    const Standing& standing = site_->standing(nodes_[node]);
    return standing.process_up && standing.host_up;
}

}  // namespace tiersim
