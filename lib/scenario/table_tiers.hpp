// SPDX-License-Identifier: MIT
/// The members of balancers, web servers, databases and caches.
#pragma once

#include "scenario/table_parts.hpp"
#include "scenario/table_replication.hpp"
#include "tiersim/scenario/tiers.hpp"

namespace tiersim::table {

inline constexpr std::string_view about_place = "How many nodes, and where they stand.";

constexpr Title title(Of<Cluster> /*of*/)
{
    return {"cluster", "How several balancers stand together."};
}

constexpr Title title(Of<AllActive> /*of*/)
{
    return {"all_active",
            "All serve; clients know all addresses and take one by lot (DNS round robin)."};
}
template <class Visit>
constexpr void describe(Of<AllActive> /*of*/, Visit& /*visit*/)
{
}

constexpr Title title(Of<Standby> /*of*/)
{
    return {"standby",
            "One holds the address and serves; others watch its adverts (VRRP). The first node has "
            "the highest priority."};
}
template <class Visit>
constexpr void describe(Of<Standby> /*of*/, Visit& visit)
{
    visit("advert", &Standby::advert, "Time between two adverts.", above_zero);
    visit("priority", &Standby::priority, "Of the first node; each further one has one less.",
          Rule{.least = 1.0, .most = 254.0});
    visit("preempt", &Standby::preempt,
          "A node of higher priority takes the address back when it returns.", any);
    visit("script_interval", &Standby::script_interval,
          "How often keepalived looks whether the balancer process lives; \"0s\": never.", any);
    visit("script_fall", &Standby::script_fall,
          "Bad looks in a row that make a node give up the address.", one_or_more);
    visit("script_rise", &Standby::script_rise, "Good looks in a row that end that.", one_or_more);
    visit("script_cost", &Standby::script_cost,
          "Priority that a node has less while looks are bad; 0: it gives up the address at once.",
          Rule{.most = 253.0});
    visit("priorities", &Standby::priorities,
          "Of the nodes, in place of `priority`, where they differ by other than one.",
          Rule{.least = 1.0, .most = 254.0});
    visit("preempt_delay", &Standby::preempt_delay,
          "A node that is back lets a lower one be for so long.", any);
}

constexpr Title title(Of<LoadBalancer> /*of*/)
{
    return {"load_balancer",
            "HAProxy's place: takes requests, chooses servers, queues, checks, "
            "retries."};
}
template <class Visit>
constexpr void describe(Of<LoadBalancer> /*of*/, Visit& visit)
{
    visit("name", &LoadBalancer::name, "What the tier is called.", new_name);
    visit("place", &LoadBalancer::place, about_place, any);
    visit("cluster", &LoadBalancer::cluster, "How several balancers stand together.", any);
    visit("work", &LoadBalancer::work, "CPU a request.", any);
    visit("connections", &LoadBalancer::connections,
          "Most requests inside at once, the rest are refused; 0: no limit.", any);
    visit("rate_limit", &LoadBalancer::rate_limit, "Of requests let in by each node; absent: none.",
          any);
    visit("upstream", &LoadBalancer::upstream, "The servers it balances.", required);
}

constexpr Title title(Of<StaticContent> /*of*/)
{
    return {"static_content", "What a web server serves without asking anybody."};
}
template <class Visit>
constexpr void describe(Of<StaticContent> /*of*/, Visit& visit)
{
    visit("kind", &StaticContent::kind, "Kind of request.",
          Rule{.required = true, .names = Names::kind});
    visit("work", &StaticContent::work, "CPU, in place of the server's `work`.", any);
    visit("disk", &StaticContent::disk, "Reading it, when it is not in memory.", any);
    visit("in_memory", &StaticContent::in_memory, "Share found in the page cache.", any);
}

constexpr Title title(Of<WebServer> /*of*/)
{
    return {"web_server", "Event-driven: its few workers never wait for the tier below."};
}
template <class Visit>
constexpr void describe(Of<WebServer> /*of*/, Visit& visit)
{
    visit("name", &WebServer::name, "What the tier is called.", new_name);
    visit("place", &WebServer::place, about_place, any);
    visit("workers", &WebServer::workers, "Requests that work at once; 0: no limit.", any);
    visit("connections", &WebServer::connections,
          "Requests inside at once, waiting for the tier below included; more are refused; 0: no "
          "limit.",
          any);
    visit("work", &WebServer::work, "CPU for a request that is passed on.", any);
    visit("tls", &WebServer::tls, "CPU added to every request.", any);
    visit("content", &WebServer::content, "Kinds it serves itself; all others are passed on.", any);
    visit("upstream", &WebServer::upstream,
          "The tier below; not needed when all kinds are content.", any);
    visit("cancels", &WebServer::cancels, "Stops dealing with a request whose caller has gone.",
          any);
}

constexpr Title title(Of<Statement> /*of*/)
{
    return {"statement", "What a read or a write costs a database."};
}
template <class Visit>
constexpr void describe(Of<Statement> /*of*/, Visit& visit)
{
    visit("work", &Statement::work, "CPU.", alone);
    visit("disk", &Statement::disk,
          "One access to the disk; a read needs it when its page is not in the buffer cache.", any);
}

constexpr Title title(Of<Database> /*of*/)
{
    return {"database",
            "Connections, CPU, buffer cache and disk. The first node is the primary: writes go "
            "there."};
}
template <class Visit>
constexpr void describe(Of<Database> /*of*/, Visit& visit)
{
    visit("name", &Database::name, "What the tier is called.", new_name);
    visit("place", &Database::place, about_place, any);
    visit("connections", &Database::connections, "Statements at once; 0: no limit.", any);
    visit("queue", &Database::queue, "Statements that wait for a connection; more are refused.",
          any);
    visit("queue_unbounded", &Database::queue_unbounded, "Any number may wait.", any);
    visit("read", &Database::read, "What a read costs.", any);
    visit("write", &Database::write, "What a write costs.", any);
    visit("buffer_hits", &Database::buffer_hits, "Reads that find their page in memory.", any);
    visit("disks", &Database::disks, "Accesses to the disk at once; others wait in turn.",
          one_or_more);
    visit("warms_up", &Database::warms_up,
          "After a crash the buffer is cold: misses fall back to normal over this time.", any);
    visit("replication", &Database::replication,
          "How writes come to the other nodes; absent: they do not.", any);
    visit("failover", &Database::failover,
          "How another node takes the primary's place; absent: the first node stays it.", any);
    visit("cancels", &Database::cancels,
          "Stops working on a statement whose caller has gone; accesses to the disk and writes "
          "that others must have go on.",
          any);
}

constexpr Title title(Of<Cache> /*of*/)
{
    return {"cache",
            "Keys of Zipf popularity in a store of limited capacity; the least recently used goes "
            "first. Empty after a crash."};
}
template <class Visit>
constexpr void describe(Of<Cache> /*of*/, Visit& visit)
{
    visit("name", &Cache::name, "What the tier is called.", new_name);
    visit("place", &Cache::place, about_place, any);
    visit("workers", &Cache::workers, "Lookups and fills at once; 0: no limit.", any);
    visit("work", &Cache::work, "CPU for a lookup or a fill.", any);
    visit("keys", &Cache::keys, "How many different keys are asked for.", one_or_more);
    visit("zipf", &Cache::zipf, "Popularity of the k-th key ~ k^-zipf; 0: all alike.",
          Rule{.least = 0.0});
    visit("capacity", &Cache::capacity, "Keys held.", one_or_more);
    visit("ttl", &Cache::ttl, "Time a key is good for after it was filled; \"0s\": for good.", any);
}

}  // namespace tiersim::table
