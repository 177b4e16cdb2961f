// SPDX-License-Identifier: MIT
/// The members of application servers and of what they do for a request.
#pragma once

#include "scenario/table_operation.hpp"
#include "scenario/table_tiers.hpp"

namespace tiersim::table {

using Does = decltype(Step::does);

constexpr Title title(Of<Does> /*of*/)
{
    return {"step", "One step of what an application does for a request."};
}

constexpr Title title(Of<Compute> /*of*/) { return {"compute", "Uses the CPU."}; }
template <class Visit>
constexpr void describe(Of<Compute> /*of*/, Visit& visit)
{
    visit("work", &Compute::work, "How long on a core of speed 1.", alone);
    visit("recorded", &Compute::recorded, "As long as the trace says, in place of `work`.", any);
}

constexpr Title title(Of<Wait> /*of*/)
{
    return {"wait", "Waits for something outside of the site, and uses no CPU."};
}
template <class Visit>
constexpr void describe(Of<Wait> /*of*/, Visit& visit)
{
    visit("length", &Wait::length, "For how long.", Rule{.required = true, .alone = true});
}

constexpr Title title(Of<Hedge> /*of*/)
{
    return {"hedge",
            "A query that takes long, or fails, is asked again, and the first good answer counts."};
}
template <class Visit>
constexpr void describe(Of<Hedge> /*of*/, Visit& visit)
{
    visit("after", &Hedge::after,
          "Without an answer, a further copy is sent so long after the last.",
          Rule{.required = true, .alone = true});
    visit("copies", &Hedge::copies, "Further copies, at most.", Rule{.least = 1.0, .most = 100.0});
    visit("cancel", &Hedge::cancel, "The answers of the others are not waited for.", any);
}

constexpr Title title(Of<Query> /*of*/)
{
    return {"query", "Asks a tier (a database, another service) and waits for the answer."};
}
template <class Visit>
constexpr void describe(Of<Query> /*of*/, Visit& visit)
{
    visit("to", &Query::to, "A tier that `upstreams` names.",
          Rule{.required = true, .alone = true});
    visit("times", &Query::times, "How often, one after the other.", one_or_more);
    visit("write", &Query::write, "Writes go to the first node of the tier, its primary.", any);
    visit("work", &Query::work, "CPU there, in place of what the tier says.", any);
    visit("hedge", &Query::hedge, "Asks again while there is no good answer; absent: never.", any);
    visit("blocks", &Query::blocks, "Holds the worker of an event loop while it waits.", any);
}

constexpr Title title(Of<Lookup> /*of*/)
{
    return {"lookup", "Asks a cache; a miss does the other steps and then fills the cache."};
}
template <class Visit>
constexpr void describe(Of<Lookup> /*of*/, Visit& visit)
{
    visit("to", &Lookup::to, "A cache that `upstreams` names.", required);
    visit("otherwise", &Lookup::otherwise, "What a miss does.", required);
}

constexpr Title title(Of<Repeat> /*of*/)
{
    return {"repeat", "Does steps several times: a fixed number, or a geometric one (1, 2, ...)."};
}
template <class Visit>
constexpr void describe(Of<Repeat> /*of*/, Visit& visit)
{
    visit("mean", &Repeat::mean, "How often; whole unless `geometric`.",
          Rule{.required = true, .least = 1.0});
    visit("geometric", &Repeat::geometric, "The number is drawn.", any);
    visit("steps", &Repeat::steps, "What is done.", Rule{.required = true, .items = 1});
}

constexpr Title title(Of<Perhaps> /*of*/) { return {"perhaps", "Does steps with a chance."}; }
template <class Visit>
constexpr void describe(Of<Perhaps> /*of*/, Visit& visit)
{
    visit("chance", &Perhaps::chance, "The chance.", required);
    visit("steps", &Perhaps::steps, "What is done.", Rule{.required = true, .items = 1});
}

constexpr Title title(Of<Way> /*of*/) { return {"way", "One of several ways to go on."}; }
template <class Visit>
constexpr void describe(Of<Way> /*of*/, Visit& visit)
{
    visit("chance", &Way::chance, "The chance.", required);
    visit("steps", &Way::steps, "What is done.", required);
}

constexpr Title title(Of<OneOf> /*of*/)
{
    return {"one_of",
            "Goes one of several ways, by lot; none of them with the chance that is left."};
}
template <class Visit>
constexpr void describe(Of<OneOf> /*of*/, Visit& visit)
{
    visit("ways", &OneOf::ways, "The ways; their chances sum to 100% at most.",
          Rule{.required = true, .alone = true, .items = 1});
}

constexpr Title title(Of<Branch> /*of*/)
{
    return {"branch", "Steps that are done beside others."};
}
template <class Visit>
constexpr void describe(Of<Branch> /*of*/, Visit& visit)
{
    visit("steps", &Branch::steps, "What is done.",
          Rule{.required = true, .alone = true, .items = 1});
    visit("copies", &Branch::copies, "Branches like this, each with keys and draws of its own.",
          Rule{.least = 1.0, .most = 1000.0});
    visit("after", &Branch::after,
          "Begins so much later, when the others have not sufficed; at once when one of them has "
          "failed.",
          any);
}

constexpr Title title(Of<Parallel> /*of*/)
{
    return {"parallel",
            "Does steps side by side, and goes on when enough branches are done. It fails when "
            "they cannot be enough any more."};
}
template <class Visit>
constexpr void describe(Of<Parallel> /*of*/, Visit& visit)
{
    visit("branches", &Parallel::branches, "What is done side by side.",
          Rule{.required = true, .alone = true, .items = 1});
    visit("wait_for", &Parallel::wait_for, "Branches that must end well; 0: all.", any);
    visit("cancel", &Parallel::cancel, "The others are given up; otherwise they go on for nobody.",
          any);
}

constexpr Title title(Of<Attempt> /*of*/)
{
    return {"attempt",
            "Does steps, and others instead of the rest when one of them fails (a fallback)."};
}
template <class Visit>
constexpr void describe(Of<Attempt> /*of*/, Visit& visit)
{
    visit("steps", &Attempt::steps, "What is tried.", Rule{.required = true, .items = 1});
    visit("otherwise", &Attempt::otherwise, "What is done when that fails; nothing: it goes on.",
          any);
}

constexpr Title title(Of<Route> /*of*/)
{
    return {"route", "What an application server does for a kind of request."};
}
template <class Visit>
constexpr void describe(Of<Route> /*of*/, Visit& visit)
{
    visit("kind", &Route::kind, "Absent: every kind that no other route names.",
          Rule{.names = Names::kind});
    visit("steps", &Route::steps, "What is done, in this order.", required);
}

constexpr Title title(Of<AppServer> /*of*/)
{
    return {"app_server",
            "A bounded pool of workers, each held from the first step to the last, also while it "
            "waits for the tier below; or event loops."};
}
template <class Visit>
constexpr void describe(Of<AppServer> /*of*/, Visit& visit)
{
    visit("name", &AppServer::name, "What the tier is called.", new_name);
    visit("place", &AppServer::place, about_place, any);
    visit("workers", &AppServer::workers, "Requests served at once by a node; 0: no limit.", any);
    visit("queue", &AppServer::queue,
          "Requests that wait for a worker; more are refused. 0: none waits.", any);
    visit("queue_unbounded", &AppServer::queue_unbounded, "Any number may wait.", any);
    visit("queue_timeout", &AppServer::queue_timeout,
          "Longest wait for a worker, then the request is given up; \"0s\": without end.", any);
    visit("patience", &AppServer::patience,
          "Longest wait for a worker, drawn for each request, in place of `queue_timeout`.", any);
    visit("upstreams", &AppServer::upstreams, "The tiers it asks, and how.", any);
    visit("routes", &AppServer::routes, "What it does for each kind of request.",
          Rule{.required = true, .items = 1});
    visit("event_loop", &AppServer::event_loop,
          "Workers are the threads of event loops: one is held only while it computes, or while it "
          "waits for a query that blocks.",
          any);
    visit("cancels", &AppServer::cancels,
          "Stops working on a request whose caller has gone, and gives up what it asked for it.",
          any);
    visit("queue_drops", &AppServer::queue_drops,
          "A full queue is the kernel's: it drops the connection, which the caller's kernel asks "
          "for again after 1 s, 3 s, 7 s ...",
          any);
    visit("starts_in", &AppServer::starts_in,
          "From the end of an outage until the process takes requests.", any);
    visit("warms_up", &AppServer::warms_up, "After each start; absent: at full speed at once.",
          any);
    visit("pauses", &AppServer::pauses, "Absent: it never pauses.", any);
    visit("deploys", &AppServer::deploys, "New versions, one after the other.", any);
    visit("autoscale", &AppServer::autoscale, "Absent: all nodes always run.", any);
}

}  // namespace tiersim::table
