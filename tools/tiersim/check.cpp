// SPDX-License-Identifier: MIT
/// The command `tiersim check`: problems and warnings, without a run.
#include "commands.hpp"
#include "tiersim/io/problem_json.hpp"
#include "tiersim/io/scenario_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace command {

namespace {

std::vector<tiersim::Problem> problems_of(const std::string& file, const Options& options)
{
    try {
        return tiersim::read_with_warnings(file, options.settings).warnings;
    } catch (const tiersim::ScenarioError& error) {
        return error.problems();
    }
}

bool any_error(const std::vector<tiersim::Problem>& problems)
{
    return std::ranges::any_of(problems, [](const tiersim::Problem& problem) {
        return problem.severity == tiersim::Severity::error;
    });
}

std::string report(const std::string& file, const std::vector<tiersim::Problem>& problems)
{
    return problems.empty() ? file + ": nothing to say against it\n" : to_text(problems);
}

}  // namespace

int check(const Options& options)
{
    std::vector<tiersim::Problem> all;
    bool bad = false;
    for (const auto& file : options.files) {
        const auto problems = problems_of(file, options);
        const bool wrong = any_error(problems);
        const bool silent = options.quiet && !wrong;
        if (options.format == Format::text && !silent) fmt::print("{}", report(file, problems));
        all.insert(all.end(), problems.begin(), problems.end());
        bad = bad || wrong;
    }
    if (options.format == Format::json) fmt::print("{}", tiersim::json_of(all));
    return bad ? bad_input : met;
}

}  // namespace command
