// SPDX-License-Identifier: MIT
/// Areas under a rate curve, and the way back from an area to a time.
#include "workload/curve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tiersim {

double Stretch::area_after(double from) const
{
    const double rest = length - from;
    if (rest <= 0.0 || (first <= 0.0 && last <= 0.0)) return 0.0;
    if (std::isinf(length)) return length;
    const double now = first + (last - first) * (from / length);
    return rest * (now + last) / 2.0;
}

// The root of now * x + slope * x^2 / 2 = area, in the form that does not cancel.
double Stretch::time_to(double from, double area) const
{
    const double slope = std::isinf(length) ? 0.0 : (last - first) / length;
    const double now = first + slope * from;
    const double root = std::sqrt(std::max(0.0, now * now + 2.0 * slope * area));
    return 2.0 * area / (now + root);
}

Stretch stretch(const RateCurve& curve, std::size_t index)
{
    const auto& points = curve.points;
    const auto& point = points[index];
    const bool is_last = index + 1 == points.size();
    const bool repeats = curve.period > Duration{0};
    const double first = point.rate.per_second();
    if (is_last && !repeats)
        return {point.at, std::numeric_limits<double>::infinity(), first, first};
    const Duration end = is_last ? std::max(curve.period, point.at) : points[index + 1].at;
    const auto& next = is_last ? points.front() : points[index + 1];
    const double last = curve.steps ? first : next.rate.per_second();
    return {point.at, to_seconds(end - point.at), first, last};
}

double total_area(const RateCurve& curve)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        const Stretch part = stretch(curve, i);
        if (!std::isinf(part.length)) sum += part.area_after(0.0);
    }
    return sum;
}

double mean_rate(const RateCurve& curve)
{
    if (curve.points.empty()) return 0.0;
    if (curve.period <= Duration{0}) return curve.points.back().rate.per_second();
    return total_area(curve) / to_seconds(std::max(curve.period, curve.points.back().at));
}

}  // namespace tiersim
