// SPDX-License-Identifier: MIT
/// The command `tiersim import`: haproxy.cfg and keepalived.conf, what HAProxy and keepalived say
/// of them, and what a simulation leaves out.
#include "commands.hpp"
#include "tiersim/io/haproxy_config.hpp"
#include "tiersim/io/haproxy_site.hpp"
#include "tiersim/io/keepalived_config.hpp"
#include "tiersim/io/problem_json.hpp"
#include "tiersim/io/scenario_file.hpp"
#include "tiersim/scenario/check.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
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

/// The site around a configuration goes to a file, if it can be run.
int write_site(const Options& options, const tiersim::haproxy::ReadOptions& reading)
{
    namespace fs = std::filesystem;
    const std::string& file = options.files.front();
    const auto import = tiersim::haproxy::read_haproxy_config(file, reading);
    if (!options.quiet || !import.accepted()) fmt::print("{}", to_text(import));
    if (!import.accepted()) return bad_input;
    std::error_code none;
    const auto folder = fs::absolute(options.output).parent_path();
    const auto path = fs::relative(fs::absolute(file), folder, none);
    const auto site = tiersim::site_around(import.config, path.empty() ? file : path.string());
    const auto problems = tiersim::check(site);
    if (tiersim::any_error(problems)) {
        fmt::print("\n{}", tiersim::to_text(problems));
        return bad_input;
    }
    std::ofstream stream{options.output};
    stream << tiersim::write_scenario(site);
    if (stream.good()) return met;
    fmt::print(stderr, "tiersim: {} cannot be written\n", options.output);
    return bad_input;
}

}  // namespace

int import(const Options& options)
{
    const tiersim::haproxy::ReadOptions reading{.environment = environment(),
                                                .assume_false = options.assume_false};
    if (!options.output.empty() && options.files.size() == 1) return write_site(options, reading);
    if (!options.check_only) {
        fmt::print(stderr, "tiersim: import takes --check, or one FILE and -o\n");
        return bad_input;
    }
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
