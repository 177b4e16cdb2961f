// SPDX-License-Identifier: MIT
/// Working with stretches of downtime.
#include "oracles/outages.hpp"

#include "model/fault_board.hpp"

#include <algorithm>

namespace oracles {

using namespace tiersim;

namespace {

/// From `at` on so many more (or fewer) are down.
struct Change {
    double at = 0.0;
    int by = 0;
};

// When more than `most` are down at once. At equal times the ends come first: a repair of no length
// is no outage.
Downtime more_than(int most, std::vector<Change> changes)
{
    std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
        return a.at != b.at ? a.at < b.at : a.by < b.by;
    });
    Downtime all;
    int down = 0;
    for (const Change& change : changes) {
        const bool was = down > most;
        down += change.by;
        if (!was && down > most) all.spells.push_back({.from = change.at, .to = change.at});
        if (was && down <= most) all.spells.back().to = change.at;
    }
    return all;
}

void add(const Downtime& downtime, std::vector<Change>& changes)
{
    for (const auto& [from, to] : downtime.spells) {
        changes.push_back({from, 1});
        changes.push_back({to, -1});
    }
}

Downtime spells_of(Simulation& site, std::size_t fault)
{
    Downtime own;
    for (const Spell& spell : site.faults().spells()[fault])
        own.spells.push_back({to_seconds(spell.from), to_seconds(spell.to)});
    return own;
}

}  // namespace

double Downtime::total() const
{
    double sum = 0.0;
    for (const Stretch& spell : spells)
        sum += spell.to - spell.from;
    return sum;
}

bool Downtime::holds(double at) const
{
    return std::any_of(spells.begin(), spells.end(),
                       [=](const Stretch& spell) { return spell.from <= at && at < spell.to; });
}

Downtime outages_of(Simulation& site, std::size_t first, std::size_t count, std::size_t needed)
{
    if (count == 1) return spells_of(site, first);
    std::vector<Change> changes;
    for (std::size_t i = 0; i < count; ++i)
        add(spells_of(site, first + i), changes);
    return more_than(static_cast<int>(count - needed), std::move(changes));
}

Downtime outages_with_zones(Simulation& site, std::size_t servers, std::size_t zones,
                            std::size_t needed)
{
    std::vector<Change> changes;
    for (std::size_t i = 0; i < servers; ++i)
        add(either(spells_of(site, i), spells_of(site, servers + i % zones)), changes);
    return more_than(static_cast<int>(servers - needed), std::move(changes));
}

Downtime either(const Downtime& a, const Downtime& b)
{
    std::vector<Change> changes;
    add(a, changes);
    add(b, changes);
    return more_than(0, std::move(changes));
}

}  // namespace oracles
