// SPDX-License-Identifier: MIT
/// How a call ends. An outcome is a value in the model, never an exception.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tiersim {

/// The ways in which a call ends, as its caller learns of it.
enum class Outcome : std::uint8_t {
    ok,               ///< Answered.
    miss,             ///< A cache did not have it; a success of the cache, never of a request.
    error,            ///< The server answered with an error of its own (500).
    bad_gateway,      ///< The connection to a server below broke (502).
    unavailable,      ///< No server could be had: none is up, or none could be connected to (503).
    overloaded,       ///< A limit or a full queue turned it away (503).
    queue_timeout,    ///< It waited too long for a server or a worker (503).
    gateway_timeout,  ///< A server below did not answer in time (504).
    refused,          ///< Nobody listens there: the process is dead, its host alive.
    reset,            ///< The connection broke: the process died with the work in hand.
    unreachable,      ///< No connection in time.
    timed_out         ///< The caller's patience ended.
};

inline constexpr std::size_t outcome_count = 12;

/// As it stands in reports: "ok", "bad gateway", ...
std::string_view outcome_name(Outcome outcome);

}  // namespace tiersim
