// SPDX-License-Identifier: MIT
/// Puts load, tiers, hosts, faults and promises into words.
#include "words.hpp"

#include "tiersim/core/quantity_text.hpp"

#include <fmt/format.h>

#include <type_traits>
#include <variant>

namespace command {

using namespace tiersim;

namespace {

/// Parts of a line, with commas between.
class Words {
public:
    void add(const std::string& part)
    {
        if (!part.empty()) text_ += (text_.empty() ? "" : ", ") + part;
    }
    void add(bool worth_it, const std::string& part)
    {
        if (worth_it) add(part);
    }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

std::string counted(std::uint64_t number, const std::string& noun)
{
    return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

std::string joined(const std::vector<std::string>& names)
{
    Words words;
    for (const auto& name : names)
        words.add(name);
    return words.text();
}

std::string law_words(const Arrivals& arrivals)
{
    struct Namer {
        std::string operator()(const Poisson&) const { return "Poisson"; }
        std::string operator()(const Paced&) const { return "paced"; }
        std::string operator()(const Renewal&) const { return "renewal"; }
        std::string operator()(const Batches&) const { return "in groups"; }
        std::string operator()(const Bursts&) const { return "in bursts"; }
        std::string operator()(const RateCurve&) const { return "on a curve"; }
        std::string operator()(const Wave&) const { return "on a daily wave"; }
        std::string operator()(const Trace& trace) const
        {
            return trace.file.empty() ? "recorded" : "from " + trace.file;
        }
        std::string operator()(const Thinking&) const { return {}; }
    };
    return std::visit(Namer{}, arrivals);
}

std::string load_of(const Clients& clients)
{
    if (const auto* thinking = std::get_if<Thinking>(&clients.arrivals))
        return counted(thinking->users, "user") + " who think " +
               fmt::format("{:.3g} s", to_seconds(mean(thinking->think))) + " in the mean";
    const double rate = mean_rate(clients.arrivals).per_second();
    return fmt::format("{:.4g}/s {}", rate, law_words(clients.arrivals));
}

std::string line_of(const Clients& clients)
{
    Words words;
    words.add(load_of(clients) + " -> " + clients.calls);
    std::vector<std::string> kinds;
    for (const auto& kind : clients.mix)
        kinds.push_back(fmt::format("{} {:.3g}%", kind.name, 100.0 * kind.share.value()));
    words.add(joined(kinds));
    if (clients.patience)
        words.add("patience of " + to_text(mean(*clients.patience)) + " in the mean");
    else
        words.add(clients.timeout > Duration{0}, "timeout " + to_text(clients.timeout));
    words.add(clients.retry.attempts == 0, "attempts without end");
    words.add(clients.retry.attempts > 1, std::to_string(clients.retry.attempts) + " attempts");
    words.add(clients.good_within > Duration{0}, "good within " + to_text(clients.good_within));
    return words.text();
}

std::string line_of(const Placement& place)
{
    Words words;
    words.add(counted(place.replicas, "node"));
    words.add(!place.hosts.empty(), "on " + joined(place.hosts));
    words.add(!place.zones.empty(), "in " + joined(place.zones));
    words.add(place.cores > 0, counted(place.cores, "core") + " each");
    return words.text();
}

std::string balancing_words(const Balancing& balancing)
{
    struct Namer {
        std::string operator()(const RoundRobin&) const { return "round robin"; }
        std::string operator()(const SmoothRoundRobin&) const { return "smooth round robin"; }
        std::string operator()(const LeastConnections&) const { return "least connections"; }
        std::string operator()(const First&) const { return "first with room"; }
        std::string operator()(const RandomDraws& random) const
        {
            return "best of " + std::to_string(random.draws) + " by lot";
        }
        std::string operator()(const SourceHash&) const { return "source hash"; }
        std::string operator()(const CustomBalancing& own) const { return own.name; }
    };
    return std::visit(Namer{}, balancing);
}

std::string way_to(const Upstream& upstream)
{
    if (upstream.to.empty()) return {};
    auto text = "-> " + upstream.to + " by " + balancing_words(upstream.balance);
    if (upstream.check.enabled()) text += ", checked every " + to_text(upstream.check.interval);
    return text;
}

template <class Tier>
Line tier_line(const Tier& tier, const std::string& role, const Words& more)
{
    Words words;
    words.add(role);
    words.add(line_of(tier.place));
    words.add(more.text());
    return {tier.name, words.text()};
}

Section tiers_of(const Scenario& scenario)
{
    Section section{.heading = "tiers"};
    auto& lines = section.lines;
    for (const auto& tier : scenario.balancers) {
        Words more;
        more.add(std::holds_alternative<Standby>(tier.cluster), "one active, others stand by");
        more.add(way_to(tier.upstream));
        lines.push_back(tier_line(tier, "load balancer", more));
    }
    for (const auto& tier : scenario.haproxies) {
        Words more;
        more.add(std::holds_alternative<Standby>(tier.cluster), "one active, others stand by");
        more.add(tier.file);
        lines.push_back(tier_line(tier, "HAProxy", more));
    }
    for (const auto& tier : scenario.web_servers) {
        Words more;
        more.add(way_to(tier.upstream));
        lines.push_back(tier_line(tier, "web server", more));
    }
    for (const auto& tier : scenario.app_servers) {
        Words more;
        more.add(tier.workers > 0, counted(tier.workers, "worker") + " each");
        for (const auto& upstream : tier.upstreams)
            more.add(way_to(upstream));
        lines.push_back(tier_line(tier, "application server", more));
    }
    for (const auto& tier : scenario.databases) {
        Words more;
        more.add(tier.connections > 0, counted(tier.connections, "connection") + " each");
        lines.push_back(tier_line(tier, "database", more));
    }
    for (const auto& tier : scenario.caches) {
        Words more;
        more.add(std::to_string(tier.capacity) + " of " + counted(tier.keys, "key"));
        lines.push_back(tier_line(tier, "cache", more));
    }
    return section;
}

std::string place_of(const Fault& fault)
{
    if (!fault.node.empty()) return fault.node;
    if (!fault.host.empty()) return "host " + fault.host;
    if (!fault.zone.empty()) return "zone " + fault.zone;
    return fault.between.size() == 2 ? fault.between[0] + " <-> " + fault.between[1] : "";
}

std::string times_of(const Fault& fault)
{
    const auto from = "from " + to_text(fault.at);
    if (fault.up && fault.down)
        return from + fmt::format(" at random: {:.3g} s without and {:.3g} s with it in the mean",
                                  to_seconds(mean(*fault.up)), to_seconds(mean(*fault.down)));
    if (fault.lasts == Duration{0}) return from + " to the end";
    auto text = "at " + to_text(fault.at) + " for " + to_text(fault.lasts);
    if (fault.every > Duration{0}) text += ", every " + to_text(fault.every);
    if (fault.times > 0) text += ", " + counted(fault.times, "time");
    return text;
}

Section faults_of(const Scenario& scenario)
{
    Section section{.heading = "faults"};
    for (const auto& fault : scenario.faults)
        section.lines.push_back(
            {effect_name(fault.effect), place_of(fault) + " " + times_of(fault)});
    return section;
}

std::string metric_words(Metric metric)
{
    switch (metric) {
        case Metric::availability: return "availability";
        case Metric::availability_by_time: return "availability by time";
        case Metric::error_share: return "error share";
        case Metric::throughput: return "throughput";
        case Metric::goodput: return "goodput";
        case Metric::latency_mean: return "mean latency";
        case Metric::latency_p50: return "latency p50";
        case Metric::latency_p90: return "latency p90";
        case Metric::latency_p95: return "latency p95";
        case Metric::latency_p99: return "latency p99";
        case Metric::latency_p999: return "latency p99.9";
        case Metric::time_to_detect: return "time to detect";
        case Metric::time_to_recover: return "time to recover";
        case Metric::lost_writes: return "lost writes";
        case Metric::stale_reads: return "stale reads";
        case Metric::without_primary: return "time without a primary";
    }
    return {};
}

std::string text_of(const Quantity& quantity)
{
    return std::visit([](auto value) { return to_text(value); }, quantity);
}

Section promises_of(const Scenario& scenario)
{
    Section section{.heading = "expect"};
    for (const auto& expect : scenario.expect) {
        auto text = metric_words(expect.metric);
        if (expect.at_least) text += " at least " + text_of(*expect.at_least);
        if (expect.at_most) text += " at most " + text_of(*expect.at_most);
        if (expect.from > Duration{0}) text += " from " + to_text(expect.from);
        if (expect.to > Duration{0}) text += " until " + to_text(expect.to);
        section.lines.push_back({expect.of, text});
    }
    return section;
}

Section run_of(const RunPlan& run)
{
    Words words;
    words.add(to_text(run.duration));
    words.add(run.warmup > Duration{0}, "the first " + to_text(run.warmup) + " not counted");
    words.add(run.replications > 1, std::to_string(run.replications) + " replications");
    words.add("seed " + std::to_string(run.seed));
    return {.heading = "run", .lines = {{{}, words.text()}}};
}

Section hosts_of(const Scenario& scenario)
{
    Section section{.heading = "hosts"};
    for (const auto& host : scenario.hosts) {
        Words words;
        words.add("zone " + host.zone);
        words.add(host.cores > 0, counted(host.cores, "core"));
        words.add(host.speed != 1.0, "speed " + to_text(host.speed));
        section.lines.push_back({host.name, words.text()});
    }
    return section;
}

}  // namespace

std::vector<Section> sections_of(const Scenario& scenario)
{
    Section load{.heading = "load"};
    for (const auto& clients : scenario.clients)
        load.lines.push_back({clients.name, line_of(clients)});
    std::vector<Section> sections;
    for (const auto& section : {run_of(scenario.run), load, tiers_of(scenario), hosts_of(scenario),
                                faults_of(scenario), promises_of(scenario)})
        if (!section.lines.empty()) sections.push_back(section);
    return sections;
}

}  // namespace command
