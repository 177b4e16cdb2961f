// SPDX-License-Identifier: MIT
/// A line of HAProxy's HTTP log: what a process wrote down of one request. Runs write it, and logs
/// of any HAProxy are read.
#pragma once

#include "tiersim/core/time.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace tiersim::haproxy {

/// The fields of `option httplog`, in its order. Times are in ms; -1: it did not come to that.
struct LogRecord {
    std::string process{};      ///< Whose log it is: a node's name.
    std::uint32_t client = 0;   ///< Its IPv4 address.
    std::uint32_t port = 0;     ///< Of the client.
    std::string client_name{};  ///< What stands there when it has no such address.
    Duration began{};  ///< First byte of the request, since the start of the run; in a log that was
                       ///< read, since the beginning of 2026.
    std::string frontend{};
    bool encrypted = false;         ///< Came in by a bind with ssl: '~' behind the frontend.
    std::string backend{};          ///< The frontend's name when none was chosen.
    std::string server{};           ///< Empty: "<NOSRV>".
    std::int64_t request = -1;      ///< TR: until its headers were complete.
    std::int64_t waited = -1;       ///< Tw: then until it had a server.
    std::int64_t connect = -1;      ///< Tc: then until it was connected.
    std::int64_t response = -1;     ///< Tr: then until the headers of the answer.
    std::int64_t active = 0;        ///< Ta: all of it.
    std::int32_t status = -1;       ///< -1: no answer.
    std::uint64_t bytes = 0;        ///< Sent to the client.
    std::string request_cookie{};   ///< Captured; empty: none.
    std::string response_cookie{};  ///< The same.
    std::string termination = "----";
    std::uint32_t process_connections = 0;   ///< ac, this one included.
    std::uint32_t frontend_connections = 0;  ///< fc, this one included.
    std::uint32_t backend_connections = 0;   ///< bc, without this one.
    std::uint32_t server_connections = 0;    ///< sc, without this one.
    std::uint32_t retries = 0;
    bool redispatched = false;        ///< '+' before the retries.
    std::uint32_t server_queue = 0;   ///< sq: its place in the line, not the line's length.
    std::uint32_t backend_queue = 0;  ///< bq
    std::string captures{};           ///< Headers, as they stand in a log: "{example.org|} {gzip}".
    std::string line{};               ///< "GET / HTTP/1.1"; empty: "<BADREQ>".
    bool early = false;  ///< '+' before Ta and the bytes: so far; written when the answer began.
    bool cut = false;    ///< The line breaks off in its request.
    bool tcp = false;    ///< `option tcplog`: fewer fields.
    friend bool operator==(const LogRecord&, const LogRecord&) = default;
};

/// Whoever wants to know of every request that a HAProxy of the site has ended.
using LogSink = std::function<void(const LogRecord&)>;

/// The line as HAProxy writes it, without its end. The run is taken to have begun with 2026, UTC.
std::string to_text(const LogRecord& record);

/// The same as syslog keeps it, with time, host and process in front; halog reads such lines.
std::string to_syslog(const LogRecord& record);

}  // namespace tiersim::haproxy
