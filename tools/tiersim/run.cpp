// SPDX-License-Identifier: MIT
/// The command `tiersim run`: runs scenarios, reports, and says whether promises were kept.
#include "commands.hpp"
#include "progress.hpp"
#include "tiersim/experiment/simulate.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace command {

namespace {

/// The scenario of a file; its warnings are told, unless quiet.
tiersim::Scenario scenario_of(const std::string& file, const Options& options)
{
    auto reading = tiersim::read_with_warnings(file, options.settings);
    if (!options.quiet && !reading.warnings.empty())
        fmt::print(stderr, "{}\n", to_text(reading.warnings));
    return std::move(reading.scenario);
}

std::string_view word_of(tiersim::Verdict verdict)
{
    switch (verdict) {
        case tiersim::Verdict::met: return "kept";
        case tiersim::Verdict::missed: return "not kept";
        case tiersim::Verdict::undecided: return "undecided";
    }
    return {};
}

/// The promises that were not clearly kept, one a line.
std::string short_of(const std::string& file, const tiersim::Result& result)
{
    std::string text = file + (result.kept() ? ": all promises kept\n" : ": not as promised\n");
    for (const auto& promise : result.expectations)
        if (promise.verdict != tiersim::Verdict::met)
            text += fmt::format("  {}: {}\n", word_of(promise.verdict), promise.text);
    return text;
}

int run_file(const std::string& file, const Options& options)
{
    const auto scenario = scenario_of(file, options);
    Progress progress{file, !options.quiet && is_terminal(2)};
    const auto result = tiersim::simulate(
        scenario,
        {.threads = options.threads, .progress = [&](double share) { progress.show(share); }});
    progress.clear();
    fmt::print("{}", short_of(file, result));
    return result.kept() ? met : missed;
}

}  // namespace

int run(const Options& options)
{
    int worst = met;
    for (const auto& file : options.files) {
        try {
            worst = std::max(worst, run_file(file, options));
        } catch (const tiersim::ScenarioError& error) {
            fmt::print(stderr, "{}\n", error.what());
            worst = bad_input;
        }
    }
    return worst;
}

}  // namespace command
