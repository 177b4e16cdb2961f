// SPDX-License-Identifier: MIT
/// Joining sections until each is big enough, and their spread about the pooled quantile.
#include "tiersim/stats/sectioning.hpp"

#include "tiersim/stats/replications.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace tiersim {

namespace {

constexpr std::size_t fewest_sections = 8;

Section joined(std::span<const Section> sections)
{
    Section whole;
    for (const auto& section : sections) {
        whole.latencies.merge(section.latencies);
        whole.lost += section.lost;
    }
    return whole;
}

bool is_enough(const Section& section, Probability share)
{
    return static_cast<double>(section.latencies.count() + section.lost) >= records_needed(share);
}

// Groups of as few neighbours as make each group big enough; what is left over joins the last
// group.
std::vector<Section> big_enough(std::span<const Section> sections, Probability share)
{
    for (std::size_t size = 1; sections.size() / size >= fewest_sections; ++size) {
        const std::size_t groups = sections.size() / size;
        std::vector<Section> found;
        for (std::size_t i = 0; i < groups; ++i) {
            const std::size_t from = i * size;
            const std::size_t to = i + 1 == groups ? sections.size() : from + size;
            found.push_back(joined(sections.subspan(from, to - from)));
        }
        const auto enough = [&](const Section& group) { return is_enough(group, share); };
        if (std::all_of(found.begin(), found.end(), enough)) return found;
    }
    return {};
}

// The half of a bucket is certain error; it counts when it is not small against the interval.
double with_resolution(double half_width, const Histogram& latencies, Duration quantile)
{
    const double resolution = to_seconds(latencies.resolution(quantile));
    return resolution > half_width / 4.0 ? half_width + resolution : half_width;
}

}  // namespace

Estimate quantile_by_sections(std::span<const Section> sections, Probability share,
                              Probability confidence)
{
    const Section all = joined(sections);
    if (all.latencies.count() + all.lost == 0)
        return Estimate::without(0.0, "nothing was measured");
    const auto pooled = all.latencies.quantile(share, all.lost);
    if (!pooled)
        return Estimate::without(
            std::numeric_limits<double>::infinity(),
            "so many requests got no answer that this percentile is one of them");
    const double value = to_seconds(*pooled);
    if (share.value() >= 1.0)
        return Estimate::without(value, "the greatest of a sample has no interval");
    if (sections.size() < fewest_sections)
        return Estimate::without(value, "fewer than 8 replications or sections");
    const auto groups = big_enough(sections, share);
    if (groups.empty())
        return Estimate::without(value, "too few requests for this percentile: 8 sections of " +
                                            std::to_string(std::llround(records_needed(share))) +
                                            " are needed");
    double squares = 0.0;
    for (const auto& group : groups) {
        const auto quantile = group.latencies.quantile(share, group.lost);
        if (!quantile)
            return Estimate::without(value, "in one section this percentile got no answer");
        squares += (to_seconds(*quantile) - value) * (to_seconds(*quantile) - value);
    }
    const auto count = static_cast<double>(groups.size());
    const double error = std::sqrt(squares / (count - 1.0) / count);
    const double half_width = student_factor(confidence, count - 1.0) * error;
    return Estimate::around(value, with_resolution(half_width, all.latencies, *pooled));
}

double records_needed(Probability share)
{
    return share.value() < 1.0 ? 100.0 / (1.0 - share.value())
                               : std::numeric_limits<double>::infinity();
}

}  // namespace tiersim
