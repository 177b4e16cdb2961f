// SPDX-License-Identifier: MIT
/// How long a message takes between two places, and whether it gets through. A place is a zone, or
/// a host that some link or fault names.
#pragma once

#include "kernel/agenda.hpp"
#include "tiersim/core/random.hpp"
#include "tiersim/fault/fault.hpp"
#include "tiersim/scenario/parts.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tiersim {

/// A number of a place in the network.
using PlaceId = std::uint16_t;

/// A place's names: its zone, and its host where it is just one.
struct PlaceName {
    std::string zone{};
    std::string host{};
};

/// All that a message needs of a wire in the usual case.
struct Hop {
    Duration latency{};
    Agenda::Place lane = Agenda::unsorted;  ///< Of messages that take just the latency.
    bool plain = true;                      ///< No jitter, loss or fault: the usual case.
};

/// One direction between two places.
struct Wire {
    Hop* hop = nullptr;
    const Distribution* jitter = nullptr;
    double loss = 0.0;  ///< As described, without faults.
    Condition now{};    ///< Faults that hold.

    /// Works out whether the hop is plain, after a change.
    void look();
};

/// All wires of a site.
class Wires {
public:
    Wires(const Network& network, std::vector<PlaceName> places, Agenda& agenda);

    const Wire& between(PlaceId a, PlaceId b) const { return wires_[a * count_ + b]; }
    Wire& between(PlaceId a, PlaceId b) { return wires_[a * count_ + b]; }
    const Wire& local() const { return local_; }
    const Hop& hop(PlaceId a, PlaceId b) const { return hops_[a * count_ + b]; }
    const Hop& local_hop() const { return hops_.back(); }
    PlaceId count() const { return count_; }
    const PlaceName& name(PlaceId place) const { return names_[place]; }

private:
    void describe(Wire& wire, const PlaceName& a, const PlaceName& b, Agenda& agenda) const;

    const Network* network_;
    std::vector<PlaceName> names_;
    PlaceId count_ = 0;
    std::vector<Hop> hops_;  ///< Of wires_, and at the end of local_.
    std::vector<Wire> wires_;
    Wire local_;
};

/// Time until TCP sends a lost message again for the `tries`-th time (0, 1, ...): from 1 s for a
/// connection, 200 ms for data on, doubling (RFC 6298 and its usual lower bound).
Duration retransmission_timeout(bool connecting, std::uint32_t tries);

}  // namespace tiersim
