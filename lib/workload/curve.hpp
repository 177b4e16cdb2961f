// SPDX-License-Identifier: MIT
/// A rate curve as stretches between its points, on which the rate is straight.
#pragma once

#include "tiersim/workload/arrivals.hpp"

namespace tiersim {

/// From one point of a curve to the next.
struct Stretch {
    Duration start{};
    double length = 0.0;  ///< In seconds; infinite where the last rate holds on.
    double first = 0.0;   ///< Rate at its start, per second.
    double last = 0.0;    ///< Rate at its end.

    /// Expected arrivals between `from` seconds after its start and its end; infinite if it never
    /// ends and the rate is above zero.
    double area_after(double from) const;
    /// How long after `from` the area reaches `area`, which it does before the end.
    double time_to(double from, double area) const;
};

/// The stretch that begins at point `index` of the curve.
Stretch stretch(const RateCurve& curve, std::size_t index);

/// Expected arrivals over all points, and from the last to the end of the period if there is one.
double total_area(const RateCurve& curve);

/// The long-run rate per second.
double mean_rate(const RateCurve& curve);

}  // namespace tiersim
