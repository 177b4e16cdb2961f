// SPDX-License-Identifier: MIT
/// The gate: which connections a process accepts, and which wait in the kernel. Nobody hears of a
/// closed gate; the connection is there, and nothing happens on it.
#include "model/haproxy/process.hpp"

#include <algorithm>

namespace tiersim::haproxy {

namespace {

bool listens(const Bind& bind, std::uint32_t port)
{
    return port == bind.port || (port > bind.port && port <= bind.port_last);
}

/// 10.x.x.x for clients, one for each user; 172.16.x.x for a node of the site that asks.
std::uint32_t address_of(const Simulation& site, const tiersim::Request& request)
{
    if (request.depth > 2)
        return 0xac100000U + static_cast<std::uint32_t>(request.frames[request.depth - 2U].node);
    const auto user = static_cast<std::uint32_t>(site.asker(request)) +
                      (std::uint32_t{request.population} << 20U);
    return 0x0a000000U + (user & 0xffffffU);
}

}  // namespace

// The bind line that listens on the port; the first of all where no port is named or none listens.
Index Process::door_for(const Message& message) const
{
    for (std::size_t i = 0; i < doors_.size(); ++i)
        if (message.port != 0 && listens(*doors_[i].bind, message.port))
            return static_cast<Index>(i);
    return 0;
}

// How long until one more connection may be accepted, as far as rates go.
Millis Process::rates_wait(const FrontendState& frontend) const
{
    const Global& global = tier_->config.global;
    const auto wait = [&](const FrequencyCounter& counter, std::uint32_t limit) {
        return limit == 0 ? Millis{0} : counter.wait(now_ms(), limit);
    };
    return std::max({wait(session_rate_, global.maxsessrate),
                     wait(connection_rate_, global.maxconnrate),
                     wait(frontend.session_rate, frontend.config->rate_limit.value_or(0))});
}

// When a rate has closed the gate, the process looks again in time.
void Process::watch_rates()
{
    for (const Door& door : doors_) {
        if (door.line.empty()) continue;
        const Millis wait = rates_wait(frontends_[door.frontend]);
        if (wait == 0 || gate_due_ <= now_ms() + wait) continue;
        gate_due_ = now_ms() + wait;
        set_timer_at(gate_due_, Due::gate, 0);
    }
}

bool Process::open(const Door& door)
{
    const FrontendState& frontend = frontends_[door.frontend];
    if (rates_wait(frontend) > 0) return false;
    if (door.bind->maxconn && door.connections >= *door.bind->maxconn) return false;
    if (frontend.connections >= frontend.config->maxconn.value_or(maxconn_)) return false;
    return connections_ < maxconn_;
}

void Process::admit()
{
    for (std::size_t i = 0; i < doors_.size(); ++i) {
        Door& door = doors_[i];
        while (!door.line.empty() && open(door))
            accept(door.line.pop(site().requests()), static_cast<Index>(i));
    }
    watch_rates();
}

void Process::accept(Slot slot, Index number)
{
    Door& door = doors_[number];
    ++door.connections;
    ++frontends_[door.frontend].connections;
    ++connections_;
    frontends_[door.frontend].session_rate.add(now_ms());
    session_rate_.add(now_ms());
    connection_rate_.add(now_ms());
    const StreamId id = open_stream(slot, number);
    if (obey_at_once(id)) return;
    Stream& stream = streams_[id];
    stream.visit = begin_visit(stream);
    if (stream.visit != no_visit) visits_[stream.visit].tracked = stream.tracked;
    read(id);
}

StreamId Process::open_stream(Slot slot, Index number)
{
    const StreamId id = streams_.open();
    Stream& stream = streams_[id];
    tiersim::Request& request = site().request(slot);
    request.stage = Stage::at_node;
    stream.slot = slot;
    stream.level = static_cast<std::uint8_t>(request.depth - 1);
    stream.verb = request.verb;
    stream.frontend = doors_[number].frontend;
    stream.bind = number;
    stream.message = &messages_->of(request.population, request.kind);
    stream.address = address_of(site(), request);
    stream.deserted = request.base == stream.level;
    stream.at.accepted = now_ms();
    stream.phase = Phase::reading;
    note_worker(request.top(), number_, id);
    request.top().rounds = 0;
    site().node_books(Node::id()).inside.raise(now());
    return id;
}

// The headers come, and cost the process some work.
void Process::read(StreamId id)
{
    if (is_zero(tier_->work)) return begin(id);
    Rng rng{mix(record(streams_[id]).key ^ work_salt_)};
    work(Call{streams_[id].slot}, sample(tier_->work, rng));
}

// tcp-request connection and session: who is rejected there is in no log.
bool Process::obey_at_once(StreamId id)
{
    const Frontend& config = *frontends_[streams_[id].frontend].config;
    const Ruler ruler{.proxy = &config.name, .acls = &config.acls, .timeouts = &config.timeouts};
    streams_[id].unlogged = true;
    if (obey(id, config.rules.tcp_connection, ruler) || obey(id, config.rules.tcp_session, ruler))
        return true;
    streams_[id].unlogged = false;
    return false;
}

void Process::leave_door(Index number)
{
    --doors_[number].connections;
    --frontends_[doors_[number].frontend].connections;
    --connections_;
}

}  // namespace tiersim::haproxy
