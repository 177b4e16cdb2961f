// SPDX-License-Identifier: MIT
/// The members of placements, faults, the run and promises, each against the others.
#include "scenario/findings.hpp"
#include "scenario/table_fault.hpp"
#include "scenario/together.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <algorithm>

namespace tiersim {

namespace {

bool acts_on_messages(const Effect& effect)
{
    return std::holds_alternative<Delay>(effect) || std::holds_alternative<Loss>(effect) ||
           std::holds_alternative<Partition>(effect);
}

std::string name_of(const Effect& effect)
{
    const auto name = []<class T>(const T&) { return title(table::Of<T>{}).name; };
    return std::string{std::visit(name, effect)};
}

void add_place_of(const Fault& fault, Misfits& misfits)
{
    const int places = (fault.node.empty() ? 0 : 1) + (fault.host.empty() ? 0 : 1) +
                       (fault.zone.empty() ? 0 : 1) + (fault.between.empty() ? 0 : 1);
    if (places != 1)
        misfits.push_back({.expected = "exactly one place: `node`, `host`, `zone` or `between`",
                           .found = places == 0 ? "none" : std::to_string(places)});
    if (fault.between.empty()) return;
    if (fault.between.size() != 2)
        misfits.push_back({.pointer = "/between",
                           .expected = "two names",
                           .found = std::to_string(fault.between.size())});
    if (!acts_on_messages(fault.effect))
        misfits.push_back(
            {.pointer = "/effect",
             .expected = "an effect on messages, which is what goes between two places",
             .found = "\"" + name_of(fault.effect) + "\""});
}

void add_random_times_of(const Fault& fault, Misfits& misfits)
{
    if (!fault.up || !fault.down)
        misfits.push_back({.pointer = fault.up ? "/down" : "/up",
                           .says = "required, but missing: `up` and `down` go together"});
    const bool fixed = fault.lasts > Duration{0} || fault.every > Duration{0} || fault.times > 0;
    if (fixed)
        misfits.push_back({.says = "times are fixed (`lasts`, `every`, `times`) or random (`up`, "
                                   "`down`), not both"});
    if (fault.up && mean(*fault.up) == Duration{0})
        misfits.push_back(
            {.pointer = "/up", .expected = "a law with a mean above 0s", .found = "a mean of 0s"});
}

void add_fixed_times_of(const Fault& fault, Misfits& misfits)
{
    const bool repeated = fault.every > Duration{0};
    if (repeated && (fault.lasts == Duration{0} || fault.lasts >= fault.every))
        misfits.push_back(
            {.pointer = "/lasts",
             .expected = "a duration above 0s and below `every`, " + to_text(fault.every),
             .found = in_quotes(fault.lasts)});
    if (!repeated && fault.times > 0)
        misfits.push_back(
            {.pointer = "/times", .says = "says how often, but `every` is not given"});
}

/// What a metric is measured in, with an example, and whether `bound` is such.
std::string unit_of(Metric metric)
{
    switch (metric) {
        case Metric::availability:
        case Metric::availability_by_time:
        case Metric::error_share:
        case Metric::lost_writes:
        case Metric::stale_reads: return R"(a share such as "99.9%")";
        case Metric::throughput:
        case Metric::goodput: return R"(a rate such as "400/s")";
        default: return R"(a duration such as "250ms")";
    }
}

bool fits(Metric metric, const Quantity& bound)
{
    switch (metric) {
        case Metric::availability:
        case Metric::availability_by_time:
        case Metric::error_share:
        case Metric::lost_writes:
        case Metric::stale_reads: return std::holds_alternative<Probability>(bound);
        case Metric::throughput:
        case Metric::goodput: return std::holds_alternative<Rate>(bound);
        default: return std::holds_alternative<Duration>(bound);
    }
}

std::string text_of(const Quantity& quantity)
{
    return "\"" + std::visit([](auto value) { return to_text(value); }, quantity) + "\"";
}

void add_bound(const Expect& expect, const std::optional<Quantity>& bound,
               const std::string& pointer, Misfits& misfits)
{
    if (bound && !fits(expect.metric, *bound))
        misfits.push_back(
            {.pointer = pointer, .expected = unit_of(expect.metric), .found = text_of(*bound)});
}

bool has_window(Metric metric)
{
    return metric == Metric::availability || metric == Metric::availability_by_time ||
           metric == Metric::error_share || metric == Metric::throughput ||
           metric == Metric::goodput;
}

}  // namespace

Misfits together(const Placement& place)
{
    Misfits misfits;
    if (place.hosts.empty() && place.cores > 0 && place.quota > place.cores)
        misfits.push_back({.pointer = "/quota",
                           .expected = "at most the host's cores, " + std::to_string(place.cores),
                           .found = to_text(place.quota)});
    if (place.quota_period > Duration{0} && place.quota == 0.0)
        misfits.push_back({.pointer = "/quota_period", .says = "there is no `quota` to enforce"});
    if (!place.speeds.empty() && place.speeds.size() != place.replicas)
        misfits.push_back({.pointer = "/speeds",
                           .expected = "one for each replica, " + std::to_string(place.replicas),
                           .found = std::to_string(place.speeds.size())});
    return misfits;
}

Misfits together(const Fault& fault)
{
    Misfits misfits;
    add_place_of(fault, misfits);
    if (fault.up || fault.down)
        add_random_times_of(fault, misfits);
    else
        add_fixed_times_of(fault, misfits);
    if (!fault.crew.empty() && !(fault.up && fault.down))
        misfits.push_back({.pointer = "/crew",
                           .says = "a crew repairs random faults, which have `up` and `down`"});
    return misfits;
}

Misfits together(const RunPlan& run)
{
    if (run.warmup < run.duration) return {};
    return {{.pointer = "/warmup",
             .expected = "less than the `duration`, " + to_text(run.duration),
             .found = in_quotes(run.warmup)}};
}

Misfits together(const Failover& failover)
{
    if (failover.timeout <= failover.interval) return {};
    return {{.pointer = "/timeout",
             .expected = "at most `interval`, " + to_text(failover.interval),
             .found = in_quotes(failover.timeout)}};
}

Misfits together(const Database& tier)
{
    Misfits misfits;
    if (tier.failover && !tier.replication)
        misfits.push_back({.pointer = "/failover",
                           .says = "no node can take the primary's place without `replication`"});
    if (tier.replication && tier.place.replicas < 2)
        misfits.push_back({.pointer = "/replication",
                           .expected = "at least 2 `replicas`, to have somewhere to copy to",
                           .found = std::to_string(tier.place.replicas)});
    else if (tier.replication && tier.replication->acknowledged_by >= tier.place.replicas)
        misfits.push_back(
            {.pointer = "/replication/acknowledged_by",
             .expected = "less than `replicas`, " + std::to_string(tier.place.replicas),
             .found = std::to_string(tier.replication->acknowledged_by)});
    return misfits;
}

Misfits together(const AppServer& tier)
{
    Misfits misfits;
    for (std::size_t i = 1; i < tier.deploys.size(); ++i)
        if (tier.deploys[i].at <= tier.deploys[i - 1].at)
            misfits.push_back(
                {.pointer = "/deploys/" + std::to_string(i) + "/at",
                 .expected = "a moment after the last, " + to_text(tier.deploys[i - 1].at),
                 .found = in_quotes(tier.deploys[i].at)});
    if (!tier.autoscale) return misfits;
    if (tier.autoscale->least > tier.place.replicas)
        misfits.push_back({.pointer = "/autoscale/least",
                           .expected = "at most `replicas`, " + std::to_string(tier.place.replicas),
                           .found = std::to_string(tier.autoscale->least)});
    if (tier.workers == 0)
        misfits.push_back(
            {.pointer = "/autoscale", .says = "needs a number of `workers` to tell the load"});
    return misfits;
}

Misfits together(const Expect& expect)
{
    Misfits misfits;
    if (!expect.at_least && !expect.at_most)
        misfits.push_back({.says = "expected a bound: `at_least` or `at_most`"});
    add_bound(expect, expect.at_least, "/at_least", misfits);
    add_bound(expect, expect.at_most, "/at_most", misfits);
    if (misfits.empty() && expect.at_least && expect.at_most && *expect.at_least > *expect.at_most)
        misfits.push_back({.pointer = "/at_most",
                           .expected = "not less than `at_least`, " + text_of(*expect.at_least),
                           .found = text_of(*expect.at_most)});
    if (expect.to > Duration{0} && expect.to <= expect.from)
        misfits.push_back({.pointer = "/to",
                           .expected = "a moment after `from`, " + to_text(expect.from),
                           .found = in_quotes(expect.to)});
    const bool windowed = expect.from > Duration{0} || expect.to > Duration{0};
    if (windowed && !has_window(expect.metric))
        misfits.push_back({.pointer = expect.from > Duration{0} ? "/from" : "/to",
                           .says = "this metric is of the whole run; it has no `from` and `to`"});
    return misfits;
}

}  // namespace tiersim
