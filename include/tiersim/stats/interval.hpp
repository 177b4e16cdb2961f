// SPDX-License-Identifier: MIT
/// A number together with its doubt: every statistic has a confidence interval or says why it has
/// none.
#pragma once

#include "tiersim/core/quantity.hpp"

#include <optional>
#include <string>
#include <utility>

namespace tiersim {

/// From `low` to `high`, in the unit of what was estimated.
struct Interval {
    double low = 0.0;
    double high = 0.0;
    double half_width() const { return (high - low) / 2.0; }
    bool contains(double value) const { return low <= value && value <= high; }
    friend bool operator==(const Interval&, const Interval&) = default;
};

/// How sure an interval is to cover the truth, unless somebody wants it otherwise.
inline Probability usual_confidence() { return Probability::of(0.95); }

/// A value (times in seconds) with its interval, or with the reason why there is none.
struct Estimate {
    double value = 0.0;
    std::optional<Interval> interval{};
    std::string why_none{};  ///< A sentence; empty when there is an interval.

    /// `value`, half a width to either side.
    static Estimate around(double value, double half_width)
    {
        return {value, Interval{value - half_width, value + half_width}, {}};
    }
    static Estimate without(double value, std::string why) { return {value, {}, std::move(why)}; }

    friend bool operator==(const Estimate&, const Estimate&) = default;
};

}  // namespace tiersim
