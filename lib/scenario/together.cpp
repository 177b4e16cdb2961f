// SPDX-License-Identifier: MIT
/// The members of laws and arrival processes, each against the others.
#include "scenario/together.hpp"

#include "scenario/findings.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tiersim {

namespace {

/// A sum of shares, rounded so that 0.1 + 0.2 reads as 30%.
std::string percent(double share) { return to_text(std::round(share * 1e10) / 1e8) + "%"; }

bool is_one(double sum) { return std::abs(sum - 1.0) < 1e-9; }

template <class Items>
double sum_of_shares(const Items& items)
{
    double sum = 0.0;
    for (const auto& item : items)
        sum += item.share.value();
    return sum;
}

template <class Items>
Misfits shares_sum_to_one(const Items& items, const std::string& pointer)
{
    const double sum = sum_of_shares(items);
    if (is_one(sum)) return {};
    return {{.pointer = pointer, .expected = "shares that sum to 100%", .found = percent(sum)}};
}

Misfits whole_unless_geometric(double mean, bool geometric, const std::string& pointer)
{
    if (geometric || std::floor(mean) == mean) return {};
    return {{.pointer = pointer,
             .expected = "a whole number, or `geometric`: true",
             .found = to_text(mean)}};
}

/// Each item is after the one before, by `key`.
template <class Items, class Before>
Misfits ascending(const Items& items, const std::string& list, const std::string& key,
                  Before before)
{
    for (std::size_t i = 1; i < items.size(); ++i) {
        if (before(items[i - 1], items[i])) continue;
        auto pointer = list;
        pointer.append("/").append(std::to_string(i)).append(key);
        return {{.pointer = std::move(pointer),
                 .says = "expected to come after the item before it; the items ascend"}};
    }
    return {};
}

}  // namespace

Misfits together(const Uniform& law)
{
    if (law.high >= law.low) return {};
    return {{.pointer = "/high",
             .expected = "a duration of at least `low`, " + to_text(law.low),
             .found = in_quotes(law.high)}};
}

Misfits together(const Hyperexponential& law) { return shares_sum_to_one(law.phases, "/phases"); }

Misfits together(const BoundedPareto& law)
{
    if (law.high > law.low) return {};
    return {{.pointer = "/high",
             .expected = "a duration above `low`, " + to_text(law.low),
             .found = in_quotes(law.high)}};
}

Misfits together(const Empirical& law)
{
    const bool observed = !law.values.empty() || !law.file.empty();
    if (observed == !law.quantiles.empty())
        return {{.expected = "either values, or quantiles, or a file of values",
                 .found = observed ? "more than one of them" : "none of them"}};
    if (observed) return {};
    const bool whole = law.quantiles.front().share == Probability{} &&
                       law.quantiles.back().share == Probability::of(1.0);
    if (!whole || law.quantiles.size() < 2)
        return {{.pointer = "/quantiles", .says = "expected to go from share 0% to share 100%"}};
    return ascending(law.quantiles, "/quantiles", "", [](const auto& a, const auto& b) {
        return a.share < b.share && a.value <= b.value;
    });
}

Misfits together(const Renewal& arrivals)
{
    if (mean(arrivals.gap) > Duration{0}) return {};
    return {{.pointer = "/gap", .expected = "a law with a mean above 0s", .found = "a mean of 0s"}};
}

Misfits together(const Batches& arrivals)
{
    return whole_unless_geometric(arrivals.mean_size, arrivals.geometric, "/mean_size");
}

Misfits together(const Bursts& arrivals)
{
    const bool alive = std::any_of(arrivals.phases.begin(), arrivals.phases.end(),
                                   [](const auto& phase) { return phase.rate > Rate{}; });
    if (alive) return {};
    return {
        {.pointer = "/phases", .says = "expected a phase with a rate above 0/s; no request comes"}};
}

Misfits together(const RateCurve& arrivals)
{
    const auto& points = arrivals.points;
    if (points.front().at != Duration{0})
        return {{.pointer = "/points/0/at",
                 .expected = "\"0s\" for the first point",
                 .found = in_quotes(points.front().at)}};
    auto misfits = ascending(points, "/points", "/at",
                             [](const auto& a, const auto& b) { return a.at < b.at; });
    const bool alive = std::any_of(points.begin(), points.end(),
                                   [](const auto& point) { return point.rate > Rate{}; });
    if (!alive)
        misfits.push_back(
            {.pointer = "/points", .says = "expected a rate above 0/s; no request comes"});
    if (misfits.empty() && arrivals.period > Duration{0} && arrivals.period <= points.back().at)
        misfits.push_back({.pointer = "/period",
                           .expected = "a duration after the last point, " +
                                       to_text(points.back().at) + ", or \"0s\"",
                           .found = in_quotes(arrivals.period)});
    return misfits;
}

Misfits together(const Trace& arrivals)
{
    if (!arrivals.file.empty() && arrivals.time_column.empty())
        return {{.pointer = "/time_column",
                 .says = "required, but missing: the file's column of times"}};
    if (arrivals.file.empty() && arrivals.arrivals.empty())
        return {{.says = "expected a `file` or `arrivals`; no request comes"}};
    return ascending(arrivals.arrivals, "/arrivals", "/at",
                     [](const auto& a, const auto& b) { return a.at <= b.at; });
}

Misfits together(const Repeat& repeat)
{
    return whole_unless_geometric(repeat.mean, repeat.geometric, "/mean");
}

Misfits together(const OneOf& choice)
{
    constexpr double rounding = 1e-9;
    double sum = 0.0;
    for (const Way& way : choice.ways)
        sum += way.chance.value();
    if (sum <= 1.0 + rounding) return {};
    return {{.pointer = "/ways",
             .expected = "chances that sum to 100% at most",
             .found = percent(sum)}};
}

Misfits together(const Parallel& parallel)
{
    Misfits misfits;
    std::uint64_t branches = 0;
    bool any_at_once = false;
    for (const Branch& branch : parallel.branches) {
        branches += branch.copies;
        any_at_once = any_at_once || branch.after == Duration{0};
    }
    if (parallel.wait_for > branches)
        misfits.push_back({.pointer = "/wait_for",
                           .expected = "at most as many as there are, " + std::to_string(branches),
                           .found = std::to_string(parallel.wait_for)});
    if (!any_at_once)
        misfits.push_back({.pointer = "/branches", .says = "no branch begins at once"});
    return misfits;
}

Misfits together(const Breaker& breaker)
{
    if (breaker.failures > 0 || breaker.window > Duration{0}) return {};
    return {{.says = "expected `failures` or a `window`; nothing ever opens it"}};
}

Misfits together(const Clients& clients)
{
    Misfits misfits;
    if (!clients.mix.empty()) misfits = shares_sum_to_one(clients.mix, "/mix");
    if (clients.until > Duration{0} && clients.until <= clients.from)
        misfits.push_back({.pointer = "/until",
                           .expected = "a moment after `from`, " + to_text(clients.from),
                           .found = in_quotes(clients.until)});
    const auto* trace = std::get_if<Trace>(&clients.arrivals);
    if (trace == nullptr) return misfits;
    const auto kinds = std::max<std::size_t>(clients.mix.size(), 1);
    for (std::size_t i = 0; i < trace->arrivals.size(); ++i) {
        if (trace->arrivals[i].kind < kinds) continue;
        misfits.push_back({.pointer = "/arrivals/trace/arrivals/" + std::to_string(i) + "/kind",
                           .expected = "an index in the mix, below " + std::to_string(kinds),
                           .found = std::to_string(trace->arrivals[i].kind)});
        break;
    }
    return misfits;
}

}  // namespace tiersim
