// SPDX-License-Identifier: MIT
/// Compares outages with the checks that should see them, and looks for clusters of one.
#include "scenario/consequences.hpp"
#include "scenario/findings.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <algorithm>
#include <set>

namespace tiersim {

namespace {

/// Whether a fault strikes nodes of `tier`; some, but not all of them.
bool strikes_a_part(const Fault& fault, const Tier& tier)
{
    if (tier.place->replicas < 2) return false;
    for (std::uint32_t number = 1; number <= std::min(tier.place->replicas, 1000U); ++number) {
        if (!fault.node.empty() && fault.node == node_name(tier.name, number)) return true;
        if (!fault.host.empty() && fault.host == Site::host_of(tier, number)) return true;
    }
    return false;
}

bool spoils_answers(const Effect& effect)
{
    return std::holds_alternative<Crash>(effect) || std::holds_alternative<Hang>(effect) ||
           std::holds_alternative<Errors>(effect) || std::holds_alternative<Partition>(effect);
}

/// Whether connections are still accepted, which is all that a check of kind tcp asks for.
bool passes_connections(const Effect& effect)
{
    return std::holds_alternative<Hang>(effect) || std::holds_alternative<Errors>(effect);
}

/// Whether the kernel of the host still refuses connections, which a check sees at once.
bool is_refused(const Fault& fault)
{
    return std::holds_alternative<Crash>(fault.effect) && fault.host.empty();
}

Duration or_else(Duration wait, Duration otherwise)
{
    return wait > Duration{0} ? wait : otherwise;
}

/// The longest that it can take until checks bring a server down.
Duration slowest_detection(const HealthCheck& check, bool refused)
{
    const double between = to_seconds(or_else(check.interval_fast, check.interval));
    const double timeout = refused ? 0.0 : to_seconds(or_else(check.timeout, check.interval));
    const double further = check.fall - 1.0;
    return from_seconds(to_seconds(check.interval) + (between + timeout) * further + timeout);
}

Duration length_of(const Fault& fault) { return fault.down ? mean(*fault.down) : fault.lasts; }

void look_at_check(const Tier& caller, const Upstream& upstream, const Tier& to, const Fault& fault,
                   std::vector<Problem>& problems)
{
    const auto pointer = Site::pointer_to(caller, upstream) + "/check";
    const auto which = fault.node.empty() ? fault.host : fault.node;
    const auto way = caller.name + " -> " + to.name + ": ";
    const bool observed = upstream.observe.errors > 0;
    const auto goes_on = caller.name + " goes on sending requests to " + which + " while it fails";
    if (!upstream.check.enabled()) {
        if (!observed && !to.fails_over)
            problems.push_back(
                warning_at(pointer, way + "neither checks nor observation; " + goes_on));
        return;
    }
    if (upstream.check.kind == CheckKind::tcp && passes_connections(fault.effect)) {
        if (!observed)
            problems.push_back(
                warning_at(pointer, way +
                                        "a check of kind tcp is passed as long as connections are "
                                        "accepted; " +
                                        goes_on));
        return;
    }
    const auto outage = length_of(fault);
    const auto slowest = slowest_detection(upstream.check, is_refused(fault));
    if (outage == Duration{0} || slowest <= outage) return;
    problems.push_back(warning_at(pointer, way + "the check may take " + to_text(slowest) +
                                               " to see an outage of " + which + " that lasts " +
                                               to_text(outage) + "; until then requests go there"));
}

void look_at_clusters(const Site& site, std::vector<Problem>& problems)
{
    const auto& balancers = site.scenario().balancers;
    for (std::size_t i = 0; i < balancers.size(); ++i) {
        if (!std::holds_alternative<Standby>(balancers[i].cluster)) continue;
        const auto& place = balancers[i].place;
        const std::set<std::string> hosts(place.hosts.begin(), place.hosts.end());
        const auto pointer = "/balancers/" + std::to_string(i) + "/place";
        if (place.replicas < 2)
            problems.push_back(warning_at(pointer,
                                          "a standby cluster of one: nobody takes over "
                                          "when " +
                                              balancers[i].name + " dies"));
        else if (hosts.size() == 1)
            problems.push_back(warning_at(pointer, "all of " + balancers[i].name + " stand on " +
                                                       *hosts.begin() +
                                                       "; when it dies, nobody takes over"));
    }
}

}  // namespace

std::vector<Problem> warn_of_blindness(const Site& site)
{
    std::vector<Problem> problems;
    look_at_clusters(site, problems);
    for (const auto& caller : site.tiers()) {
        for (const auto* upstream : caller.upstreams) {
            const auto* to = site.tier(upstream->to);
            const auto& faults = site.scenario().faults;
            const auto first = std::find_if(faults.begin(), faults.end(), [&](const Fault& fault) {
                return to != nullptr && spoils_answers(fault.effect) && strikes_a_part(fault, *to);
            });
            if (first != faults.end()) look_at_check(caller, *upstream, *to, *first, problems);
        }
    }
    return problems;
}

}  // namespace tiersim
