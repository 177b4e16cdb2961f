// SPDX-License-Identifier: MIT
/// The command `tiersim import`: haproxy.cfg and keepalived.conf, what HAProxy and keepalived say
/// of them, and what a simulation leaves out.
#include "commands.hpp"
#include "tiersim/io/haproxy_config.hpp"
#include "tiersim/io/keepalived_config.hpp"
#include "tiersim/io/problem_json.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace command {

namespace {

using tiersim::haproxy::FindingKind;

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

/// What there is to say of a file, whoever's it is.
struct Said {
    std::string file{};
    std::vector<tiersim::haproxy::Finding> findings{};
    std::string text{};
    bool accepted = false;
};

Said said_of(const std::string& file, const tiersim::haproxy::ReadOptions& reading)
{
    std::ifstream stream{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    if (tiersim::keepalived::is_keepalived(text)) {
        const auto config = tiersim::keepalived::read_keepalived_text(text, file);
        return {file, config.findings, to_text(config), config.valid()};
    }
    const auto import = tiersim::haproxy::read_haproxy_config(file, reading);
    return {file, import.findings, to_text(import), import.accepted()};
}

void append(std::vector<tiersim::Problem>& problems, const Said& said)
{
    for (const auto& finding : said.findings) {
        const bool bad = finding.kind == FindingKind::refused ||
                         finding.kind == FindingKind::undecided;
        problems.push_back(
            {.severity = bad ? tiersim::Severity::error : tiersim::Severity::warning,
             .file = said.file,
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
        const Said said = said_of(file, reading);
        bad = bad || !said.accepted;
        append(problems, said);
        const bool silent = options.quiet && said.accepted;
        if (options.format == Format::text && !silent) fmt::print("{}", said.text);
    }
    if (options.format == Format::json) fmt::print("{}", tiersim::json_of(problems));
    return bad ? bad_input : met;
}

}  // namespace command
