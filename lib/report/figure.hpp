// SPDX-License-Identifier: MIT
/// Numbers as people read them: with a unit, thousands separators, and only the digits that their
/// interval leaves meaningful.
#pragma once

#include "tiersim/core/time.hpp"
#include "tiersim/stats/interval.hpp"

#include <cstdint>
#include <string>

namespace tiersim::report {

/// A space at which no line is broken; a plain one in the finished report.
inline constexpr const char* tie = "\u00A0";

/// What a figure counts.
enum class Unit : std::uint8_t { seconds, share, per_second, number };

/// Signs that a plain terminal may not have.
struct Signs {
    std::string plus_minus = "±";
    std::string micro = "µ";
    std::string ellipsis = "…";
};

/// A number and how far it may be off: "12.3 ms" and "± 0.4", or "[11.8, 13.9]" when the interval
/// is lopsided. No margin where there is no interval.
struct Figure {
    std::string value{};
    std::string margin{};
};

/// "12,345".
std::string count_text(std::uint64_t count);

/// To three digits, or four that begin with 1; a share above one half to two digits of what is
/// missing to 100 %.
std::string quantity_text(double value, Unit unit, const Signs& signs);

/// To the digits that the interval leaves: "12.3 ms", "± 0.4".
Figure figure(const Estimate& estimate, Unit unit, const Signs& signs);

/// An instant to the millisecond: "63.400 s".
std::string moment_text(Instant at);

/// An instant or a length in seconds, to the millisecond, without zeros at the end: "63.4 s".
std::string clock_text(Instant at);
std::string clock_text(Duration length);

}  // namespace tiersim::report
