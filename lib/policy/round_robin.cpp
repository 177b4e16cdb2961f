// SPDX-License-Identifier: MIT
/// The rounds of HAProxy's round robin: who is next, who has to wait for the next round, and where
/// servers that come, go or change their weight find their place.
#include "tiersim/policy/round_robin.hpp"

#include <algorithm>
#include <cassert>

namespace tiersim {

namespace {

constexpr std::uint32_t weight_scale = 16;  // HAProxy's, so that a slow start has sixteen steps.

std::uint32_t weight_of(const Candidate& server)
{
    return server.in_use() ? server.weight * weight_scale : 0;
}

}  // namespace

std::size_t RoundRobin::search(const Choice& choice)
{
    if (!known(choice)) notice(choice);
    if (next_total_ == 0) return nobody;
    Index passed = none;
    bool switched = false;
    const Index taken = walk(choice, passed, switched);
    if (taken != none) put_by_position(taken);
    put_back(passed, taken, switched);
    return taken == none ? nobody : taken;
}

// Those without room are passed over; they lose their turn, and form a stack.
RoundRobin::Index RoundRobin::walk(const Choice& choice, Index& passed, bool& switched)
{
    Index avoided = none;
    while (true) {
        if (total_ == 0) position_ = total_ = next_total_;
        const Index server = first_in_turn();
        if (server == none) {
            if (!open_next_round(switched)) return avoided;
            continue;
        }
        advance(places_[server]);
        remove(server);
        ++position_;
        if (choice.servers[server].has_room()) {
            if (server != choice.avoid) return server;
            avoided = server;
        }
        places_[server].under = passed;
        passed = server;
    }
}

RoundRobin::Index RoundRobin::first_in_turn()
{
    if (current_ != none && places_[current_].at.position <= position_) return current_;
    if (opening_ == none) return current_;
    places_[opening_].at = {};
    return opening_;
}

// Once in a pick; false when it has happened already.
bool RoundRobin::open_next_round(bool& switched)
{
    if (switched) return false;
    switched = true;
    std::swap(opening_, next_);
    for (Place& place : places_) {
        if (place.line == Line::next) place.line = Line::opening;
    }
    total_ = next_total_;
    position_ = total_;
    return true;
}

void RoundRobin::advance(Place& place)
{
    if (place.at.position == 0) place.at.position = position_;
    place.last = place.at.position;
    place.at = step(place);
}

void RoundRobin::put_back(Index passed, Index taken, bool switched)
{
    while (passed != none) {
        const Index server = passed;
        passed = places_[server].under;
        if (server == taken) continue;
        if (switched) {
            put_by_weight(server, Line::opening);
        } else {
            put_by_position(server);
        }
    }
}

void RoundRobin::notice(const Choice& choice)
{
    const auto servers = choice.servers;
    edition_ = choice.edition;
    if (places_.empty()) return start(choice);
    const auto same = [](const Place& place, const Candidate& server) {
        return place.weight == weight_of(server);
    };
    if (std::ranges::equal(places_, servers, same)) return;
    for (Index i = 0; i < places_.size(); ++i) {
        const bool stays = i < servers.size() && servers[i].in_use();
        if (!stays && places_[i].weight > 0) leave(i);
    }
    places_.resize(servers.size());
    for (Index i = 0; i < places_.size(); ++i) {
        const std::uint32_t weight = weight_of(servers[i]);
        if (places_[i].weight > 0 && places_[i].weight != weight) reweigh(i, weight);
    }
    for (Index i = 0; i < places_.size(); ++i) {
        if (places_[i].weight == 0 && servers[i].in_use()) enter(i, weight_of(servers[i]));
    }
    measure();
}

void RoundRobin::start(const Choice& choice)
{
    places_.resize(choice.servers.size());
    for (Index i = 0; i < places_.size(); ++i) {
        places_[i].weight = weight_of(choice.servers[i]);
        next_total_ += places_[i].weight;
        if (places_[i].weight > 0) put_by_weight(i, Line::opening);
    }
    position_ = total_ = next_total_;
    measure();
}

void RoundRobin::measure()
{
    for (Place& place : places_) {
        if (place.weight == 0) continue;
        place.stride = next_total_ / place.weight;
        place.excess = next_total_ % place.weight;
    }
}

void RoundRobin::leave(Index server)
{
    next_total_ -= places_[server].weight;
    remove(server);
    places_[server].weight = 0;
}

// About one of its own periods later, so that it gets no burst. Unsigned on purpose: what would be
// negative becomes so large that the server waits for the next round, as it does in HAProxy.
void RoundRobin::enter(Index server, std::uint32_t weight)
{
    Place& place = places_[server];
    place.weight = weight;
    next_total_ += weight;
    place.at.position = position_ + (next_total_ + total_ - position_) / weight;
    put_by_position(server);
}

void RoundRobin::reweigh(Index server, std::uint32_t weight)
{
    Place& place = places_[server];
    const Line line = place.line;
    next_total_ += weight - place.weight;
    place.weight = weight;
    remove(server);
    if (line == Line::opening) return put_by_weight(server, line);
    std::uint32_t& position = place.at.position;
    if (line == Line::next) position += total_;
    const std::uint32_t stride = next_total_ / weight;
    position = std::min(place.last + stride, position);
    place.at.rest = 0;
    if (position < position_ + 2) position = position_ + stride;
    put_by_position(server);
}

void RoundRobin::put_by_position(Index server)
{
    Place& place = places_[server];
    if (place.at.position >= round_end()) {
        place.at.position -= total_;
        return put_by_weight(server, Line::next);
    }
    place.key = key(place.at, place.weight);
    insert(server, Line::current);
}

void RoundRobin::put_by_weight(Index server, Line line)
{
    places_[server].key = -std::int64_t{places_[server].weight};
    insert(server, line);
}

// Behind its equals, from whichever end is nearer: a heavy server returns close to the front, a
// light one to the back.
void RoundRobin::insert(Index server, Line line)
{
    Place& place = places_[server];
    place.line = line;
    Index& front = first(line);
    if (front == none) {
        front = place.after = place.before = server;
        return;
    }
    Index low = front;
    Index high = places_[front].before;
    const bool leads = place.key < places_[low].key;
    while (!leads && places_[high].key > place.key &&
           places_[places_[low].after].key <= place.key) {
        low = places_[low].after;
        high = places_[high].before;
    }
    const bool from_back = leads || places_[high].key <= place.key;
    place.before = leads ? places_[front].before : (from_back ? high : low);
    place.after = places_[place.before].after;
    places_[place.before].after = server;
    places_[place.after].before = server;
    if (leads) front = server;
}

void RoundRobin::remove(Index server)
{
    Place& place = places_[server];
    assert(place.line != Line::absent);
    Index& front = first(place.line);
    if (front == server) front = place.after == server ? none : place.after;
    places_[place.before].after = place.after;
    places_[place.after].before = place.before;
    place.line = Line::absent;
}

RoundRobin::Index& RoundRobin::first(Line line)
{
    if (line == Line::current) return current_;
    return line == Line::opening ? opening_ : next_;
}

}  // namespace tiersim
