// SPDX-License-Identifier: MIT
/// Why a request did not end well in time, as its call stack showed when it was stuck.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tiersim {

/// What held a request up or made it fail, at one node.
enum class Cause : std::uint8_t {
    unexplained,  ///< Nothing was noticed.
    fault,        ///< A fault held at the place or on the way to it.
    limit,        ///< A limit or a full line turned it away.
    line,         ///< It waited for a worker.
    servers,      ///< It waited for a server that its node may ask.
    no_server,    ///< Its node knew of no server that works.
    work,         ///< Its own work took the time.
    network,      ///< It was on its way.
    error,        ///< The node answered with an error, without a fault.
    broken        ///< Its connection broke, without a fault.
};

inline constexpr std::size_t cause_count = 10;

/// As it stands in reports: "fault", "limit", ...
std::string_view cause_name(Cause cause);

}  // namespace tiersim
