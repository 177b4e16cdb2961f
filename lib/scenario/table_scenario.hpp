// SPDX-License-Identifier: MIT
/// The members of a scenario: clients, run, promises, and all the rest by the other tables.
#pragma once

#include "scenario/table_arrivals.hpp"
#include "scenario/table_fault.hpp"
#include "scenario/table_haproxy.hpp"
#include "scenario/table_steps.hpp"
#include "tiersim/scenario/scenario.hpp"

namespace tiersim::table {

constexpr Title title(Of<Field> /*of*/) { return {"field", "A header or a cookie."}; }
template <class Visit>
constexpr void describe(Of<Field> /*of*/, Visit& visit)
{
    visit("name", &Field::name, "What it is called.", required);
    visit("value", &Field::value, "What it says.", any);
}

constexpr Title title(Of<Body> /*of*/)
{
    return {"body", "How the body of a message passes, when that takes time."};
}
template <class Visit>
constexpr void describe(Of<Body> /*of*/, Visit& visit)
{
    visit("takes", &Body::takes, "From its first byte to its last, in a steady flow.", required);
    visit("stalls", &Body::stalls, "The last byte never comes: nothing moves any more after that.",
          any);
}

constexpr Title title(Of<KeepAlive> /*of*/)
{
    return {"keep_alive", "How clients keep connections for their next requests."};
}
template <class Visit>
constexpr void describe(Of<KeepAlive> /*of*/, Visit& visit)
{
    visit("requests", &KeepAlive::requests, "On one connection at most; 0: no limit.", any);
    visit("idle", &KeepAlive::idle, "Closed by the client after this; \"0s\": never.", any);
}

constexpr Title title(Of<Kind> /*of*/)
{
    return {"kind", "A kind of request and its share of a population's requests."};
}
template <class Visit>
constexpr void describe(Of<Kind> /*of*/, Visit& visit)
{
    visit("name", &Kind::name, "What the kind is called.", new_name);
    visit("share", &Kind::share, "Shares of a population sum to 1.", any);
    visit("size", &Kind::size, "Of the answer.", any);
    visit("priority", &Kind::priority, "For hosts that work by priority; the lowest first.", any);
    visit("method", &Kind::method, "HTTP method, for HAProxy's rules.", any);
    visit("path", &Kind::path, "What is asked for, with its query; for HAProxy's rules.", any);
    visit("host", &Kind::host, "Header Host, for HAProxy's rules.", any);
    visit("headers", &Kind::headers, "Other headers, for HAProxy's rules.", any);
    visit("cookies", &Kind::cookies, "Cookies that every request brings, for HAProxy's rules.",
          any);
    visit("port", &Kind::port, "Of the HAProxy that is asked; 0: the first that it listens on.",
          any);
    visit("upload", &Kind::upload, "To a HAProxy; absent: it comes with the headers.", any);
    visit("download", &Kind::download,
          "From a HAProxy, as far as buffers do not hold it; absent: at once.", any);
}

constexpr Title title(Of<Clients> /*of*/)
{
    return {"clients", "People or programs that use the site."};
}
template <class Visit>
constexpr void describe(Of<Clients> /*of*/, Visit& visit)
{
    visit("name", &Clients::name, "What the population is called.", new_name);
    visit("zone", &Clients::zone, "Where they are.", Rule{.well_formed = true});
    visit("calls", &Clients::calls, "The tier they ask.",
          Rule{.required = true, .names = Names::tier});
    visit("arrivals", &Clients::arrivals, "When requests come.", required);
    visit("mix", &Clients::mix, "Kinds of requests; empty: one kind, \"request\".", any);
    visit("timeout", &Clients::timeout, "Each attempt is given up after this; \"0s\": never.", any);
    visit("patience", &Clients::patience,
          "The same, drawn for each attempt, in place of `timeout`.", any);
    visit("retry", &Clients::retry, "How a failed request is tried again; absent: not at all.",
          any);
    visit("good_within", &Clients::good_within,
          "An answer is good when it comes within this time of the first attempt; \"0s\": always.",
          any);
    visit("sources", &Clients::sources,
          "Different users, for source hashing; 0: each request is another's.", any);
    visit("from", &Clients::from, "No request before.", any);
    visit("until", &Clients::until, "No new request from here on; \"0s\": to the end.", any);
    visit("limit", &Clients::limit, "Requests in all; 0: no limit.", any);
    visit("keep_alive", &Clients::keep_alive,
          "Of connections to a HAProxy; absent: one for each request.", any);
}

constexpr Title title(Of<RunPlan> /*of*/)
{
    return {"run", "How long and how often a scenario runs, and how finely it is watched."};
}
template <class Visit>
constexpr void describe(Of<RunPlan> /*of*/, Visit& visit)
{
    visit("seed", &RunPlan::seed, "Decides all that is random.", any);
    visit("duration", &RunPlan::duration, "Simulated time, warm-up included.", above_zero);
    visit("warmup", &RunPlan::warmup, "Requests that begin in it are not counted.", any);
    visit("replications", &RunPlan::replications, "Independent runs with seeds of their own.",
          one_or_more);
    visit("interval", &RunPlan::interval, "Step of the timelines.", above_zero);
    visit("window", &RunPlan::window,
          "For availability by time: a window is good when enough of its requests were.",
          above_zero);
    visit("window_good", &RunPlan::window_good, "Share of a window's requests that is enough.",
          above_zero);
}

constexpr std::array<Word<Metric>, 16> words(Of<Metric> /*of*/)
{
    return {{
        {Metric::availability, "availability", "Share of requests answered well and in time."},
        {Metric::availability_by_time, "availability_by_time", "Share of windows that were good."},
        {Metric::error_share, "error_share", "Share of requests that failed."},
        {Metric::throughput, "throughput", "Answers per second."},
        {Metric::goodput, "goodput", "Good answers per second."},
        {Metric::latency_mean, "latency_mean", "Mean time from first attempt to answer."},
        {Metric::latency_p50, "latency_p50", "Half of the answers come within it."},
        {Metric::latency_p90, "latency_p90", "90 % of the answers come within it."},
        {Metric::latency_p95, "latency_p95", "95 % of the answers come within it."},
        {Metric::latency_p99, "latency_p99", "99 % of the answers come within it."},
        {Metric::latency_p999, "latency_p999", "99.9 % of the answers come within it."},
        {Metric::time_to_detect, "time_to_detect",
         "From the start of a fault to the first balancer that knows; the longest of all."},
        {Metric::time_to_recover, "time_to_recover",
         "From the start of a fault to the last bad window because of it; the longest of all."},
        {Metric::lost_writes, "lost_writes",
         "Of a replicated database: share of the acknowledged writes that a failover lost."},
        {Metric::stale_reads, "stale_reads",
         "Of a replicated database: share of the reads that missed an acknowledged write."},
        {Metric::without_primary, "without_primary",
         "Of a replicated database: time of a run without a primary that works."},
    }};
}

constexpr Title title(Of<Expect> /*of*/)
{
    return {"expect",
            "One promise: a metric of a population is at least or at most a quantity; a share, a "
            "rate or a duration, by the metric."};
}
template <class Visit>
constexpr void describe(Of<Expect> /*of*/, Visit& visit)
{
    visit("of", &Expect::of, "A population; may be absent when there is only one.",
          Rule{.names = Names::population});
    visit("metric", &Expect::metric, "What is measured.", required);
    visit("at_least", &Expect::at_least, "The lowest value that keeps the promise.", any);
    visit("at_most", &Expect::at_most, "The highest value that keeps the promise.", any);
    visit("from", &Expect::from, "Only requests that began from here; not for latencies.", any);
    visit("to", &Expect::to, "Only requests that began before; \"0s\": the end of the run.", any);
}

constexpr Title title(Of<Scenario> /*of*/)
{
    return {"scenario", "The description of a site, its load, its faults and what is expected."};
}
template <class Visit>
constexpr void describe(Of<Scenario> /*of*/, Visit& visit)
{
    visit("name", &Scenario::name, "What the scenario is called.", any);
    visit("about", &Scenario::about, "A sentence for people.", any);
    visit("run", &Scenario::run, "How long and how often it runs.", any);
    visit("network", &Scenario::network, "How long messages take.", any);
    visit("hosts", &Scenario::hosts,
          "Machines that are shared or special; others come with their nodes.", any);
    visit("clients", &Scenario::clients, "Who uses the site.", Rule{.required = true, .items = 1});
    visit("balancers", &Scenario::balancers, "Tiers of load balancers.", any);
    visit("haproxies", &Scenario::haproxies, "Tiers of HAProxy, each by its haproxy.cfg.", any);
    visit("web_servers", &Scenario::web_servers, "Tiers of web servers.", any);
    visit("app_servers", &Scenario::app_servers, "Tiers of application servers.", any);
    visit("databases", &Scenario::databases, "Tiers of databases.", any);
    visit("caches", &Scenario::caches, "Tiers of caches.", any);
    visit("crews", &Scenario::crews, "Who repairs; faults without a crew wait for nobody.", any);
    visit("faults", &Scenario::faults, "What goes wrong.", any);
    visit("expect", &Scenario::expect, "What the scenario promises; kept or not, it is a test.",
          any);
}

}  // namespace tiersim::table
