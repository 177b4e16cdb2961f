// SPDX-License-Identifier: MIT
/// The gate: which connections a process accepts, and which wait in the kernel. Nobody hears of a
/// closed gate; the connection is there, and nothing happens on it.
#include "model/haproxy/process.hpp"

namespace tiersim::haproxy {

namespace {

bool listens(const Bind& bind, std::uint32_t port)
{
    return port == bind.port || (port > bind.port && port <= bind.port_last);
}

/// 10.x.x.x for clients, one for each user; 172.16.x.x for a node of the site that asks.
std::uint32_t address_of(const tiersim::Request& request)
{
    if (request.depth > 2)
        return 0xac100000U + static_cast<std::uint32_t>(request.frames[request.depth - 2U].node);
    const std::uint32_t user = request.source + (std::uint32_t{request.population} << 20U);
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

bool Process::open(const Door& door)
{
    const FrontendState& frontend = frontends_[door.frontend];
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
}

void Process::accept(Slot slot, Index number)
{
    Door& door = doors_[number];
    const StreamId id = streams_.open();
    Stream& stream = streams_[id];
    tiersim::Request& request = site().request(slot);
    request.stage = Stage::at_node;
    stream.slot = slot;
    stream.level = static_cast<std::uint8_t>(request.depth - 1);
    stream.verb = request.verb;
    stream.frontend = door.frontend;
    stream.bind = number;
    stream.message = &messages_->of(request.population, request.kind);
    stream.address = address_of(request);
    stream.deserted = request.base == stream.level;
    stream.at.accepted = now_ms();
    stream.phase = Phase::reading;
    note_stream(request.top(), id);
    request.top().rounds = 0;
    ++door.connections;
    ++frontends_[door.frontend].connections;
    ++connections_;
    site().node_books(Node::id()).inside.raise(now());
    if (is_zero(tier_->work)) return begin(id);
    Rng rng{mix(request.key ^ work_salt_)};
    work(Call{slot}, sample(tier_->work, rng));
}

void Process::leave_door(const Stream& stream)
{
    --doors_[stream.bind].connections;
    --frontends_[stream.frontend].connections;
    --connections_;
    site().node_books(Node::id()).inside.lower(now());
}

}  // namespace tiersim::haproxy
