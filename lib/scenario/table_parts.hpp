// SPDX-License-Identifier: MIT
/// The members of hosts, the network and the way one tier calls another.
#pragma once

#include "scenario/table_policy.hpp"
#include "scenario/table_workload.hpp"
#include "tiersim/scenario/parts.hpp"

namespace tiersim::table {

constexpr std::array<Word<Discipline>, 5> words(Of<Discipline> /*of*/)
{
    return {{{Discipline::shared, "shared", "All jobs at once, at most one core a job."},
             {Discipline::in_turn, "in_turn", "First come, first served; a job keeps its core."},
             {Discipline::last_first, "last_first", "Last come, first served."},
             {Discipline::by_priority, "by_priority", "By the kind's priority, lowest first."},
             {Discipline::preemptive, "preemptive",
              "The same, and a job gives its core to a more important one until that is done."}}};
}

constexpr Title title(Of<Host> /*of*/)
{
    return {"host", "A machine that carries one or more nodes. When it dies, all of them do."};
}
template <class Visit>
constexpr void describe(Of<Host> /*of*/, Visit& visit)
{
    visit("name", &Host::name, "What the host is called.", new_name);
    visit("zone", &Host::zone, "Where it stands.", Rule{.well_formed = true});
    visit("cores", &Host::cores, "CPU cores; 0: more than its nodes can use.", any);
    visit("speed", &Host::speed, "2: work takes half as long.", above_zero);
    visit("discipline", &Host::discipline, "How cores are given to the work that is ready.", any);
}

constexpr Title title(Of<Placement> /*of*/)
{
    return {
        "placement",
        "Where the nodes of a tier stand: on named hosts in turn, or each on a host of its own."};
}
template <class Visit>
constexpr void describe(Of<Placement> /*of*/, Visit& visit)
{
    visit("replicas", &Placement::replicas, "How many nodes; they are called app-1, app-2, ...",
          Rule{.alone = true, .least = 1.0});
    visit("hosts", &Placement::hosts,
          "Names of hosts, taken in turn; empty: a host for each node, named like it.",
          Rule{.names = Names::host});
    visit("zones", &Placement::zones,
          "For hosts of their own: their zones, in turn; empty: \"site\".",
          Rule{.well_formed = true});
    visit("cores", &Placement::cores, "Of hosts of their own; 0: more than the node can use.", any);
    visit("speed", &Placement::speed, "Of hosts of their own; 2: work takes half as long.",
          above_zero);
    visit("discipline", &Placement::discipline, "Of hosts of their own.", any);
    visit("quota", &Placement::quota,
          "Cores that a node of this tier may use at most; 0: no quota.", Rule{.least = 0.0});
    visit(
        "quota_period", &Placement::quota_period,
        "Of the quota: in each period a node uses cores freely until it has had its part, and none "
        "until the next (Linux: 100 ms); \"0s\": it never uses more at any time.",
        any);
    visit("speeds", &Placement::speeds,
          "Of each host of its own, where they differ; empty: `speed` for all.", above_zero);
}

constexpr Title title(Of<Link> /*of*/)
{
    return {"link", "The links between two places, both ways."};
}
template <class Visit>
constexpr void describe(Of<Link> /*of*/, Visit& visit)
{
    visit("from", &Link::from, "A zone or a host; \"*\": any.", required);
    visit("to", &Link::to, "A zone or a host; \"*\": any.", required);
    visit("latency", &Link::latency, "Time of a message, one way.", required);
    visit("jitter", &Link::jitter, "Added to each message.", any);
    visit("loss", &Link::loss, "Share of the messages that is lost and sent again later.", any);
}

constexpr Title title(Of<Network> /*of*/)
{
    return {"network",
            "How long messages take. The most telling link counts: hosts before zones before the "
            "rest."};
}
template <class Visit>
constexpr void describe(Of<Network> /*of*/, Visit& visit)
{
    visit("latency", &Network::latency, "Time of a message, one way, between any two hosts.", any);
    visit("local", &Network::local, "The same between two nodes of one host.", any);
    visit("jitter", &Network::jitter, "Added to each message.", any);
    visit("loss", &Network::loss, "Share of the messages that is lost and sent again later.", any);
    visit("links", &Network::links, "Exceptions; they hold both ways.", any);
}

constexpr Title title(Of<Upstream> /*of*/)
{
    return {"upstream",
            "How a node calls the servers of another tier: its choice, its limits, its patience."};
}
template <class Visit>
constexpr void describe(Of<Upstream> /*of*/, Visit& visit)
{
    visit("to", &Upstream::to, "Name of a tier.",
          Rule{.required = true, .alone = true, .names = Names::tier});
    visit("balance", &Upstream::balance, "Which server gets the next request.", any);
    visit("weights", &Upstream::weights, "One for each server; empty: 1 each.", any);
    visit("server_limit", &Upstream::server_limit,
          "Most requests of this caller at one server (maxconn, pool size); 0: no limit.", any);
    visit("queue", &Upstream::queue, "Most requests that wait for a server; 0: no limit.", any);
    visit("queue_timeout", &Upstream::queue_timeout,
          "Longest wait for a server; \"0s\": without end.", any);
    visit("connect_timeout", &Upstream::connect_timeout,
          "Longest wait for a connection; \"0s\": without end.", any);
    visit("timeout", &Upstream::timeout,
          "Longest wait for the answer once connected; \"0s\": without end.", any);
    visit("retries", &Upstream::retries, "Further attempts when no connection could be had.", any);
    visit("retry_pause", &Upstream::retry_pause, "Wait before the same server is tried again.",
          any);
    visit("redispatch", &Upstream::redispatch, "The last retry may go to another server.", any);
    visit("retry_errors", &Upstream::retry_errors,
          "Attempts that broke or were answered with an error are retried as well.", any);
    visit("check", &Upstream::check, "Active health checks; absent: none.", any);
    visit("observe", &Upstream::observe, "Passive observation; absent: none.", any);
    visit("calls_limit", &Upstream::calls_limit,
          "Most calls of this caller to this tier at once, those that wait for a server included; "
          "more fail at once (bulkhead); 0: no limit.",
          any);
    visit("breaker", &Upstream::breaker, "Stops asking when too much fails; absent: never.", any);
}

}  // namespace tiersim::table
