// SPDX-License-Identifier: MIT
/// Reads HAProxy's log, as it is written by option httplog and option tcplog, with or without what
/// syslog puts in front. Nothing is thrown; what cannot be read is told in sentences.
#pragma once

#include "tiersim/io/haproxy_log.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim::haproxy {

/// A line that tells of a request and cannot be read, or that is none of a log.
struct LogProblem {
    std::size_t line = 0;  ///< From 1; 0: of the file as a whole.
    std::string text{};    ///< "column 27: expected ..."
    friend bool operator==(const LogProblem&, const LogProblem&) = default;
};

/// What stands in a log.
struct LogReading {
    std::vector<LogRecord> records{};  ///< In the order of the lines.
    std::vector<LogProblem> problems{};
    std::size_t messages = 0;  ///< Lines that tell of no request: a server is DOWN, a proxy
                               ///< started.
    friend bool operator==(const LogReading&, const LogReading&) = default;
};

/// The request that `line` tells of. Nothing when it tells of none; `problem` says what is wrong
/// with it, if anything is.
std::optional<LogRecord> read_log_line(std::string_view line, std::string& problem);

LogReading read_log_text(std::string_view text);

/// The log in a file, plain or .zst.
LogReading read_log(const std::string& file);

}  // namespace tiersim::haproxy
