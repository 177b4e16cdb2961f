// SPDX-License-Identifier: MIT
/// The members of application servers and of what they do for a request.
#pragma once

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
            "waits for the tier below."};
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
}

}  // namespace tiersim::table
