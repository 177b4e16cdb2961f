// SPDX-License-Identifier: MIT
/// Times, lengths of time and counts as logs write them, read without a rounding error.
#pragma once

#include "tiersim/core/time.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tiersim {

/// The text without the spaces around it.
std::string_view trimmed(std::string_view text);

/// A decimal number ("12", "-0.5", "1e-3") of `unit`s, rounded half away from zero to a nanosecond.
std::optional<Duration> parse_decimal(std::string_view text, Duration unit);

/// A duration such as "250ms", or a decimal number of seconds.
std::optional<Duration> parse_length(std::string_view text);

/// Seconds from any zero, or a date and time after ISO 8601 as seconds since 1970 (a T or a space
/// between; without a zone it is UTC).
std::optional<Duration> parse_stamp(std::string_view text);

/// A whole number that is not negative.
std::optional<std::uint64_t> parse_count(std::string_view text);

}  // namespace tiersim
