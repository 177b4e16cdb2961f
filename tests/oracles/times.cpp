// SPDX-License-Identifier: MIT
/// Measures of noted times.
#include "oracles/times.hpp"

#include <cmath>

namespace oracles {

using tiersim::Histogram;
using tiersim::to_seconds;

void note(Seen& seen, tiersim::Duration length)
{
    seen.histograms["times"].add(length);
    seen.sums["squares"] += to_seconds(length) * to_seconds(length);
}

std::optional<Measure> of_times(const std::string& key)
{
    const auto of = [](auto measure) -> Measure {
        return [measure](const Seen& seen) { return measure(seen.histograms.at("times")); };
    };
    if (key == "graceful_takeover" || key == "mean_errors") return std::nullopt;
    if (key.starts_with("mean_")) return of([](const Histogram& times) { return mean(times); });
    if (key.starts_with("min_"))
        return of([](const Histogram& times) { return to_seconds(times.min()); });
    if (key.starts_with("max_"))
        return of([](const Histogram& times) { return to_seconds(times.max()); });
    if (key.starts_with("p95_"))
        return of([](const Histogram& times) { return quantile(times, 0.95); });
    if (key.starts_with("sd_"))
        return [](const Seen& seen) {
            const Histogram& times = seen.histograms.at("times");
            const double average = mean(times);
            const double square = seen.sum("squares") / static_cast<double>(times.count());
            return std::sqrt(square - average * average);
        };
    return std::nullopt;
}

}  // namespace oracles
