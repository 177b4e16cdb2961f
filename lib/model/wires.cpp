// SPDX-License-Identifier: MIT
/// How the network's description becomes a table of wires.
#include "model/wires.hpp"

#include <algorithm>

namespace tiersim {

namespace {

// How telling a name in a link is for a place: its host, its zone, any, or none.
int fit(const std::string& pattern, const PlaceName& place)
{
    if (!place.host.empty() && pattern == place.host) return 4;
    if (pattern == place.zone) return 2;
    return pattern == "*" ? 1 : 0;
}

int fit(const Link& link, const PlaceName& a, const PlaceName& b)
{
    const int there = fit(link.from, a) * fit(link.to, b);
    const int back = fit(link.from, b) * fit(link.to, a);
    return std::max(there, back);
}

}  // namespace

void Wire::look() { hop->plain = jitter == nullptr && loss == 0.0 && now == Condition{}; }

Wires::Wires(const Network& network, std::vector<PlaceName> places, Agenda& agenda)
    : network_{&network}, names_{std::move(places)}, count_{static_cast<PlaceId>(names_.size())}
{
    wires_.resize(std::size_t{count_} * count_);
    hops_.resize(wires_.size() + 1);
    for (std::size_t i = 0; i < wires_.size(); ++i)
        wires_[i].hop = &hops_[i];
    local_.hop = &hops_.back();
    for (PlaceId a = 0; a < count_; ++a)
        for (PlaceId b = 0; b < count_; ++b)
            describe(between(a, b), names_[a], names_[b], agenda);
    local_.hop->latency = network.local;
    local_.hop->lane = agenda.lane_for(network.local);
}

void Wires::describe(Wire& wire, const PlaceName& a, const PlaceName& b, Agenda& agenda) const
{
    const Link* best = nullptr;
    for (const Link& link : network_->links)
        if (fit(link, a, b) > (best != nullptr ? fit(*best, a, b) : 0)) best = &link;
    wire.hop->latency = best != nullptr ? best->latency : network_->latency;
    wire.loss = best != nullptr ? best->loss.value() : network_->loss.value();
    const Distribution& jitter = best != nullptr ? best->jitter : network_->jitter;
    if (!is_zero(jitter)) wire.jitter = &jitter;
    wire.hop->lane = agenda.lane_for(wire.hop->latency);
    wire.look();
}

Duration retransmission_timeout(bool connecting, std::uint32_t tries)
{
    constexpr Duration longest = std::chrono::seconds{120};
    const Duration first = connecting ? Duration{std::chrono::seconds{1}}
                                      : Duration{std::chrono::milliseconds{200}};
    return std::min(longest, first * (std::int64_t{1} << std::min(tries, 12U)));
}

}  // namespace tiersim
