// SPDX-License-Identifier: MIT
/// Quantities as people write them: "250ms", "400/s", "0.1%", "64kB". What is written is read back
/// as exactly the same value.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tiersim {

/// A length such as "250ms": ns, us, ms, s, min (or m), h, d. Nothing when the text is no length,
/// is finer than a nanosecond or longer than 146 years.
std::optional<Duration> parse_duration(std::string_view text);

/// A rate such as "400/s": per s, min or h.
std::optional<Rate> parse_rate(std::string_view text);

/// A share such as "0.1%", at most "100%".
std::optional<Probability> parse_probability(std::string_view text);

/// A size such as "64kB": B, kB, MB, GB, TB (powers of 1000), KiB, MiB, GiB, TiB (powers of 1024).
/// Nothing when it is no whole number of bytes.
std::optional<Bytes> parse_bytes(std::string_view text);

/// In the largest unit that needs no fraction: "90s", "2min", "1500us".
std::string to_text(Duration length);

/// Per second: "1.5/s".
std::string to_text(Rate rate);

/// In percent: "0.1%".
std::string to_text(Probability share);

/// In the largest decimal unit that needs no fraction: "64kB", "1024B".
std::string to_text(Bytes size);

/// The shortest decimal that is read back as exactly `number`: "1.5", "3".
std::string to_text(double number);

}  // namespace tiersim
