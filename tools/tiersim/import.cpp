// SPDX-License-Identifier: MIT
/// The command `tiersim import`: haproxy.cfg files, what HAProxy says of them, and what a
/// simulation leaves out.
#include "commands.hpp"
#include "tiersim/io/haproxy_config.hpp"
#include "tiersim/io/problem_json.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace command {

namespace {

using tiersim::haproxy::FindingKind;
using tiersim::haproxy::Import;

std::vector<tiersim::haproxy::Variable> environment()
{
    std::vector<tiersim::haproxy::Variable> variables;
    for (char** at = environ; at != nullptr && *at != nullptr; ++at) {
        const std::string variable = *at;
        const std::size_t sign = variable.find('=');
        if (sign == std::string::npos) continue;
        variables.push_back({variable.substr(0, sign), variable.substr(sign + 1)});
    }
    return variables;
}

void append(std::vector<tiersim::Problem>& problems, const Import& import)
{
    for (const auto& finding : import.findings) {
        const bool bad = finding.kind == FindingKind::refused ||
                         finding.kind == FindingKind::undecided;
        problems.push_back(
            {.severity = bad ? tiersim::Severity::error : tiersim::Severity::warning,
             .file = import.file,
             .line = finding.line,
             .column = 1,
             .says = finding.keyword + (finding.keyword.empty() ? "" : ": ") + finding.says,
             .suggestion = finding.suggestion});
    }
}

}  // namespace

int import(const Options& options)
{
    const tiersim::haproxy::ReadOptions reading{.environment = environment(),
                                                .assume_false = options.assume_false};
    std::vector<tiersim::Problem> problems;
    bool bad = false;
    for (const auto& file : options.files) {
        const Import import = tiersim::haproxy::read_haproxy_config(file, reading);
        bad = bad || !import.accepted();
        append(problems, import);
        const bool silent = options.quiet && import.accepted();
        if (options.format == Format::text && !silent) fmt::print("{}", to_text(import));
    }
    if (options.format == Format::json) fmt::print("{}", tiersim::json_of(problems));
    return bad ? bad_input : met;
}

}  // namespace command
