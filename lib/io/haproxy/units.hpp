// SPDX-License-Identifier: MIT
/// Times, sizes and numbers as HAProxy reads them, with all their leniency.
#pragma once

#include "tiersim/core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tiersim::haproxy {

/// The unit of a time that names none, and to which it is rounded up.
enum class Unit : std::uint8_t { milliseconds, seconds };

/// A time, or what is wrong with it.
struct Time {
    Duration length{};
    std::string problem{};  ///< Empty: none.
    std::string warning{};  ///< Empty: none. The time holds nevertheless.
};

/// "30s", "1500", "100us": a whole number and us, ms, s, m, h or d; at most 2147483647 units.
Time parse_time(std::string_view text, Unit unit = Unit::milliseconds);

/// "16k": powers of 1024; nothing when it is none.
std::optional<std::uint64_t> parse_size(std::string_view text);

/// The number at the start of `text`, 0 when there is none: "10x" is 10.
std::int64_t leading_number(std::string_view text);

/// `number`, or the nearest from 0 to 2147483647.
std::uint32_t unsigned_of(std::int64_t number);

inline bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// A number that is all of `text`.
std::optional<std::int64_t> whole_number(std::string_view text);

}  // namespace tiersim::haproxy
