// SPDX-License-Identifier: MIT
/// A tier of HAProxy processes in a site: their configuration, where its servers stand, and what
/// an operator does to them while they run.
#pragma once

#include "tiersim/core/time.hpp"
#include "tiersim/scenario/haproxy.hpp"
#include "tiersim/scenario/tiers.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tiersim {

/// Where a server of the configuration stands, when neither its address nor its name says so.
struct ServerPlace {
    std::string server{};  ///< "backend/server"
    std::string node{};    ///< A node, or a tier that has one node or one address.
    friend bool operator==(const ServerPlace&, const ServerPlace&) = default;
};

/// What the command socket can do to a server.
enum class AdminAction : std::uint8_t {
    ready,              ///< set server ... state ready
    drain,              ///< set server ... state drain
    maint,              ///< set server ... state maint
    weight,             ///< set server ... weight N
    maxconn,            ///< set maxconn server ... N
    health_up,          ///< set server ... health up
    health_stopping,    ///< set server ... health stopping
    health_down,        ///< set server ... health down
    shutdown_sessions,  ///< shutdown sessions server ...
    reload              ///< systemctl reload: a new process takes over, the old one ends its work.
};

/// One command, given to every process of the tier that runs then.
struct AdminStep {
    Duration at{};
    std::string server{};  ///< "backend/server"; of a reload none.
    AdminAction action = AdminAction::ready;
    std::uint32_t value = 0;  ///< Of weight and maxconn.
    friend bool operator==(const AdminStep&, const AdminStep&) = default;
};

/// What the agent of a server says from `at` on: one line, as "up 50%" or "drain".
struct AgentStep {
    Duration at{};
    std::string server{};  ///< "backend/server"
    std::string says{};    ///< Empty: nothing, its connection is refused.
    friend bool operator==(const AgentStep&, const AgentStep&) = default;
};

/// HAProxy 2.6, as its own configuration makes it.
struct Haproxy {
    std::string name{};
    Placement place{};
    Cluster cluster{};
    Distribution work{};  ///< CPU a request, on its host.
    std::string file{};   ///< Its haproxy.cfg, from which `config` is read with the scenario.
    haproxy::Config config{};
    std::vector<ServerPlace> servers{};
    std::vector<AdminStep> admin{};
    std::vector<AgentStep> agents{};  ///< An agent that is checked before its first says "up".
    friend bool operator==(const Haproxy&, const Haproxy&) = default;
};

}  // namespace tiersim
