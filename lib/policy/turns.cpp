// SPDX-License-Identifier: MIT
/// The rounds of positions: who is next, who has to wait for the next round, and where servers that
/// come, go or change their weight find their place.
#include "tiersim/policy/turns.hpp"

#include <algorithm>
#include <cassert>

namespace tiersim {

void Turns::start(std::span<const std::uint32_t> weights)
{
    *this = {};
    places_.resize(weights.size());
    for (Index i = 0; i < places_.size(); ++i) {
        places_[i].weight = weights[i];
        next_total_ += weights[i];
        if (weights[i] > 0) put_by_weight(i, Line::opening);
    }
    position_ = total_ = next_total_;
    measured_ = false;
}

// About one of its own periods later, so that it gets no burst. Unsigned on purpose: what would be
// negative becomes so large that the server waits for the next round, as it does in HAProxy.
void Turns::enter(Index server, std::uint32_t weight)
{
    Place& place = places_[server];
    assert(place.weight == 0 && weight > 0);
    place.weight = weight;
    next_total_ += weight;
    measured_ = false;
    place.at.position = position_ + (next_total_ + total_ - position_) / weight;
    put_by_position(server);
}

void Turns::leave(Index server)
{
    next_total_ -= places_[server].weight;
    remove(server);
    places_[server].weight = 0;
    measured_ = false;
}

void Turns::reweigh(Index server, std::uint32_t weight)
{
    Place& place = places_[server];
    const Line line = place.line;
    next_total_ += weight - place.weight;
    place.weight = weight;
    measured_ = false;
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

void Turns::measure()
{
    for (Place& place : places_) {
        if (place.weight == 0) continue;
        place.stride = next_total_ / place.weight;
        place.excess = next_total_ % place.weight;
    }
    measured_ = true;
}

// None when all have been looked at.
Turns::Index Turns::next_to_look_at(bool& switched)
{
    while (true) {
        if (total_ == 0) position_ = total_ = next_total_;
        const Index server = first_in_turn();
        if (server != none) return server;
        if (!open_next_round(switched)) return none;
    }
}

Turns::Index Turns::first_in_turn()
{
    if (current_ != none && places_[current_].at.position <= position_) return current_;
    if (opening_ == none) return current_;
    places_[opening_].at = {};
    return opening_;
}

// Once in a pick; false when it has happened already.
bool Turns::open_next_round(bool& switched)
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

// Takes it out of its line.
void Turns::advance(Index server)
{
    Place& place = places_[server];
    if (place.at.position == 0) place.at.position = position_;
    place.last = place.at.position;
    place.at = step(place);
    remove(server);
    ++position_;
}

void Turns::put_back(Index passed, Index taken, bool switched)
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

void Turns::put_by_position(Index server)
{
    Place& place = places_[server];
    if (place.at.position >= round_end()) {
        place.at.position -= total_;
        return put_by_weight(server, Line::next);
    }
    place.key = key(place.at, place.weight);
    insert(server, Line::current);
}

void Turns::put_by_weight(Index server, Line line)
{
    places_[server].key = -std::int64_t{places_[server].weight};
    insert(server, line);
}

// Behind its equals, from whichever end is nearer: a heavy server returns close to the front, a
// light one to the back.
void Turns::insert(Index server, Line line)
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

void Turns::remove(Index server)
{
    Place& place = places_[server];
    assert(place.line != Line::absent);
    Index& front = first(place.line);
    if (front == server) front = place.after == server ? none : place.after;
    places_[place.before].after = place.after;
    places_[place.after].before = place.before;
    place.line = Line::absent;
}

Turns::Index& Turns::first(Line line)
{
    if (line == Line::current) return current_;
    return line == Line::opening ? opening_ : next_;
}

}  // namespace tiersim
