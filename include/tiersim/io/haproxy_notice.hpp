// SPDX-License-Identifier: MIT
/// What a HAProxy says of its servers: that one is up, down, or taken out.
#pragma once

#include "tiersim/core/time.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace tiersim::haproxy {

/// What has become of a server.
enum class ServerChange : std::uint8_t {
    up,
    down,
    stopping,  ///< NOLB: a check got 404.
    enters_maintenance,
    leaves_maintenance,
    enters_drain,
    leaves_drain
};

/// One change of a server, as a process came to believe it.
struct Notice {
    std::string process{};  ///< Whose log it is: a node's name.
    Duration at{};          ///< Since the start of the run.
    std::string backend{};
    std::string server{};
    ServerChange change = ServerChange::up;
    std::uint32_t active = 0;     ///< Servers that the backend has then ...
    std::uint32_t backups = 0;    ///< ... and backups.
    std::uint32_t sessions = 0;   ///< Requests at the server.
    std::uint32_t requeued = 0;   ///< Requests that waited for it, and are balanced again ...
    std::uint32_t remaining = 0;  ///< ... or go on waiting for it.
    friend bool operator==(const Notice&, const Notice&) = default;
};

/// Whoever wants to know of every change of a server.
using NoticeSink = std::function<void(const Notice&)>;

/// The line as HAProxy writes it, without its end; and with time, host and process in front, as
/// syslog keeps it under RFC 5424. The run is taken to have begun with 2026, UTC.
std::string to_text(const Notice& notice);
std::string to_syslog(const Notice& notice);

}  // namespace tiersim::haproxy
