// SPDX-License-Identifier: MIT
/// A line for each promise.
#include "report/promises.hpp"

#include <algorithm>
#include <array>

namespace tiersim::report {

namespace {

std::string_view word_of(Verdict verdict)
{
    constexpr std::array<std::string_view, 3> names{"kept", "MISSED", "undecided"};
    return names[static_cast<std::size_t>(verdict)];
}

Tone tone_of(Verdict verdict)
{
    constexpr std::array tones{Tone::good, Tone::bad, Tone::unsure};
    return tones[static_cast<std::size_t>(verdict)];
}

Unit unit_of(Metric metric)
{
    switch (metric) {
        case Metric::availability:
        case Metric::availability_by_time:
        case Metric::error_share:
        case Metric::lost_writes:
        case Metric::stale_reads: return Unit::share;
        case Metric::throughput:
        case Metric::goodput: return Unit::per_second;
        default: return Unit::seconds;
    }
}

}  // namespace

void write_promises(Page& page, const Result& result)
{
    if (result.expectations.empty()) return;
    page.heading("Promises");
    std::size_t widest = 0;
    std::vector<std::string> measured;
    for (const auto& one : result.expectations) {
        measured.push_back(page.words(one.measured, unit_of(one.expect.metric)));
        widest = std::max(widest, columns_of(measured.back()));
    }
    for (std::size_t i = 0; i < measured.size(); ++i) {
        const auto& one = result.expectations[i];
        const std::string word{word_of(one.verdict)};
        const auto gap = std::string(11 - word.size(), ' ');
        const auto rest = std::string(widest + 2 - columns_of(measured[i]), ' ');
        page.paragraph(
            "  " + page.ink().paint(word, tone_of(one.verdict)) + gap + measured[i] + rest,
            one.text);
    }
}

}  // namespace tiersim::report
