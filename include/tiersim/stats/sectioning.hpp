// SPDX-License-Identifier: MIT
/// Percentiles with intervals: the percentile of all records, its doubt from how much the sections
/// (replications, or long stretches of one run) differ from it.
#pragma once

#include "tiersim/stats/histogram.hpp"
#include "tiersim/stats/interval.hpp"

#include <cstdint>
#include <span>

namespace tiersim {

/// What one section saw.
struct Section {
    Histogram latencies{};
    std::uint64_t lost = 0;  ///< Requests without an answer; they took forever.
};

/// The quantile over all sections in seconds, infinite when it falls among the lost. Centred at the
/// pooled quantile, not at the mean of the sections' (Nakayama 2014). Sections too small for the
/// share are joined with their neighbours, down to eight; below that there is no interval. The
/// histogram's own error is added where it matters.
Estimate quantile_by_sections(std::span<const Section> sections, Probability share,
                              Probability confidence = usual_confidence());

/// How many records a section must hold before its quantile says anything about the tail:
/// 100 / (1 - share).
double records_needed(Probability share);

}  // namespace tiersim
