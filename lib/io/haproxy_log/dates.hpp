// SPDX-License-Identifier: MIT
/// Dates as they stand in logs. Time 0 is the beginning of 2026, UTC; where a log was written in
/// another zone nobody can tell, and it is taken for UTC.
#pragma once

#include "tiersim/core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tiersim::haproxy {

/// "01/Jan/2026:00:00:00.000"
std::string log_date(Duration at);

/// The time that log_date gave a text for; nothing when it is none.
std::optional<Duration> parse_log_date(std::string_view text);

/// "Jan  1 00:00:00"
std::string syslog_date(Duration at);

/// "2026-01-01T00:00:00.000+00:00", as RFC 5424 has it.
std::string rfc_date(Duration at);

}  // namespace tiersim::haproxy
