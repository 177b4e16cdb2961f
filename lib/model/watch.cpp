// SPDX-License-Identifier: MIT
/// Watching a run: the end of the warm-up, the steps of the timelines, and the last look at the
/// books.
#include "model/builder.hpp"
#include "model/client.hpp"
#include "model/haproxy/jars.hpp"
#include "model/haproxy/message.hpp"
#include "model/life.hpp"
#include "model/operators.hpp"
#include "model/shared_address.hpp"
#include "model/simulation.hpp"

#include <algorithm>

namespace tiersim {

Simulation::Simulation(const Scenario& scenario, std::uint64_t seed)
    : scenario_{&scenario},
      seed_{seed},
      counted_from_{scenario.run.warmup},
      end_{scenario.run.duration}
{
    Builder{*this}.build();
}

NodeId Simulation::add_node(std::unique_ptr<Node> node, const std::string& name,
                            const Standing& standing)
{
    const auto id = static_cast<NodeId>(nodes_.size());
    node->site_ = this;
    node->id_ = id;
    node->name_ = name;
    seats_.push_back({.node = node.get(), .host = standing.host});
    nodes_.push_back(std::move(node));
    standings_.push_back(standing);
    return id;
}

void Simulation::start_ticking()
{
    books_.nodes.resize(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        seats_[i].books = nodes_[i]->books_ = &books_.nodes[i];
    busy_area_.resize(nodes_.size());
    queue_area_.resize(nodes_.size());
    const auto what = static_cast<std::uint32_t>(What::tick);
    if (counted_from_ > Instant{})
        agenda_.schedule(Agenda::unsorted, counted_from_, 0, what | 1U << 8U);
    agenda_.schedule(Agenda::unsorted, Instant{scenario_->run.interval}, 0, what);
}

void Simulation::tick(bool warm)
{
    if (warm) return count_from_here();
    const double interval = static_cast<double>(scenario_->run.interval.count());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        NodeBooks& books = books_.nodes[i];
        const Wide busy = books.busy.area(now());
        const Wide queue = books.queue.area(now());
        books.moments.push_back(
            {.busy = static_cast<float>(static_cast<double>(busy - busy_area_[i]) / interval),
             .queued = static_cast<float>(static_cast<double>(queue - queue_area_[i]) / interval)});
        busy_area_[i] = busy;
        queue_area_[i] = queue;
    }
    const Duration length = std::max(Duration{1},
                                     (end_ - counted_from_) / std::int64_t{batch_count});
    const Duration passed = std::max(Duration{0}, now() - counted_from_);
    const auto batch = static_cast<std::size_t>(passed / length);
    for (Client* const client : clients_)
        client->tick(std::min(batch, batch_count - 1));
    agenda_.schedule(Agenda::unsorted, now() + scenario_->run.interval, 0,
                     static_cast<std::uint32_t>(What::tick));
}

// The warm-up is over: levels stay, everything else is measured anew.
void Simulation::count_from_here()
{
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        NodeBooks fresh;
        NodeBooks& books = books_.nodes[i];
        fresh.busy = books.busy;
        fresh.queue = books.queue;
        fresh.inside = books.inside;
        fresh.moments = std::move(books.moments);
        for (Gauge* gauge : {&fresh.busy, &fresh.queue, &fresh.inside})
            gauge->restart(now());
        busy_area_[i] -= books.busy.area(now());  // Wraps around, and back at the next tick.
        queue_area_[i] -= books.queue.area(now());
        books = std::move(fresh);
    }
    for (const auto& set : replica_sets_)
        set->count_from_here();
}

void Simulation::close_books()
{
    for (Client* const client : clients_)
        client->close_books();
    for (const auto& set : replica_sets_) {
        set->close_books();
        books_.data.push_back(set->books());
    }
    for (const Request& request : requests_)
        if (request.stage != Stage::free && request.base == 0 && request.population != probe)
            ++books_.populations[request.population].in_flight;
}

std::uint64_t Simulation::asker(const Request& request) const
{
    if (request.population == probe) return request.source;
    const Trace::Arrival* const entry = clients_[request.population]->recorded(request);
    return entry != nullptr && entry->source != 0 ? entry->source : request.source;
}

bool Simulation::comes_again(const Request& request) const
{
    if (request.population == probe) return false;
    const Clients& clients = clients_[request.population]->description();
    return clients.sources != 0 || std::holds_alternative<Thinking>(clients.arrivals);
}

Duration Simulation::recorded_service(const Request& request) const
{
    if (request.population == probe) return Duration{0};
    const Trace::Arrival* const entry = clients_[request.population]->recorded(request);
    return entry != nullptr ? entry->service : Duration{0};
}

}  // namespace tiersim
