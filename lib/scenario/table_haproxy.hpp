// SPDX-License-Identifier: MIT
/// The members of tiers of HAProxy. Their configuration stands in a file of its own.
#pragma once

#include "scenario/table_tiers.hpp"
#include "tiersim/scenario/haproxy_tier.hpp"

namespace tiersim::table {

constexpr Title title(Of<ServerPlace> /*of*/)
{
    return {"server_place", "Where a server of the configuration stands."};
}
template <class Visit>
constexpr void describe(Of<ServerPlace> /*of*/, Visit& visit)
{
    visit("server", &ServerPlace::server, "As \"backend/server\".", required);
    visit("node", &ServerPlace::node, "A node, or a tier that has one node or one address.",
          Rule{.required = true, .names = Names::node_or_tier});
}

constexpr std::array<Word<AdminAction>, 10> words(Of<AdminAction> /*of*/)
{
    return {{{AdminAction::ready, "ready", "It gets requests again."},
             {AdminAction::drain, "drain", "It gets no new requests but those that stick to it."},
             {AdminAction::maint, "maint", "It gets no requests and is not checked."},
             {AdminAction::weight, "weight", "It has another weight."},
             {AdminAction::maxconn, "maxconn", "It has another limit."},
             {AdminAction::health_up, "health_up", "It counts as up."},
             {AdminAction::health_stopping, "health_stopping", "It counts as about to stop."},
             {AdminAction::health_down, "health_down", "It counts as down."},
             {AdminAction::shutdown_sessions, "shutdown_sessions", "Its requests are cut off."},
             {AdminAction::reload, "reload",
              "A new process takes over; the old one ends its "
              "work."}}};
}

constexpr Title title(Of<AdminStep> /*of*/)
{
    return {"admin_step", "One command to the socket of every process of the tier."};
}
template <class Visit>
constexpr void describe(Of<AdminStep> /*of*/, Visit& visit)
{
    visit("at", &AdminStep::at, "Since the start of the run.", any);
    visit("server", &AdminStep::server, "As \"backend/server\"; of a reload none.", any);
    visit("action", &AdminStep::action, "What is done to it.", any);
    visit("value", &AdminStep::value, "Of weight and maxconn.", any);
}

constexpr Title title(Of<AgentStep> /*of*/)
{
    return {"agent_step", "What the agent of a server says from a time on."};
}
template <class Visit>
constexpr void describe(Of<AgentStep> /*of*/, Visit& visit)
{
    visit("at", &AgentStep::at, "Since the start of the run.", any);
    visit("server", &AgentStep::server, "As \"backend/server\".", required);
    visit("says", &AgentStep::says,
          "One line, as \"up 50%\" or \"drain\"; empty: its connection is refused.", any);
}

constexpr Title title(Of<Haproxy> /*of*/)
{
    return {"haproxy", "HAProxy 2.6, as its own configuration makes it."};
}
template <class Visit>
constexpr void describe(Of<Haproxy> /*of*/, Visit& visit)
{
    visit("name", &Haproxy::name, "What the tier is called.", new_name);
    visit("place", &Haproxy::place, about_place, any);
    visit("cluster", &Haproxy::cluster, "How several processes stand together.", any);
    visit("work", &Haproxy::work, "CPU a request.", any);
    visit("file", &Haproxy::file, "Its haproxy.cfg.", required);
    visit("servers", &Haproxy::servers, "Where servers stand whose address and name are no node's.",
          any);
    visit("admin", &Haproxy::admin, "What an operator does while it runs.", any);
    visit("agents", &Haproxy::agents,
          "What the agents of servers say; before the first one \"up\".", any);
}

}  // namespace tiersim::table
