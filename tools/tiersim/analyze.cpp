// SPDX-License-Identifier: MIT
/// The command `tiersim analyze`: what the structure of a site tells without a run.
#include "commands.hpp"
#include "tiersim/core/nearest.hpp"
#include "tiersim/core/quantity_text.hpp"
#include "tiersim/io/scenario_file.hpp"
#include "tiersim/report/json.hpp"
#include "tiersim/report/structure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace command {

namespace {

struct Wearing {
    std::string name;
    tiersim::Wear tiersim::Wears::*wear;
};

const std::array all_wearing{
    Wearing{"node", &tiersim::Wears::node}, Wearing{"host", &tiersim::Wears::host},
    Wearing{"zone", &tiersim::Wears::zone}, Wearing{"link", &tiersim::Wears::link}};

[[noreturn]] void refuse(const std::string& assumption, const std::string& why)
{
    throw std::invalid_argument{"--assume " + assumption + ": " + why +
                                "\n  expected: as in host=8760h/4h, mean time up and mean time "
                                "down"};
}

std::string kind_expected(const std::string& name)
{
    std::vector<std::string> known;
    for (const auto& one : all_wearing)
        known.push_back(one.name);
    const auto meant = tiersim::nearest(name, known);
    return "there is no \"" + name + "\"" +
           (meant.empty() ? "; known: node, host, zone, link" : "; did you mean " + meant + "?");
}

/// Reads "host=8760h/4h" into `wears`.
void assume(const std::string& assumption, tiersim::Wears& wears)
{
    const auto sign = assumption.find('=');
    const auto slash = assumption.find('/');
    if (sign == std::string::npos || slash == std::string::npos || slash < sign)
        refuse(assumption, "not understood");
    const auto name = assumption.substr(0, sign);
    const auto* const known = std::find_if(all_wearing.begin(), all_wearing.end(),
                                           [&](const Wearing& one) { return one.name == name; });
    if (known == all_wearing.end()) refuse(assumption, kind_expected(name));
    const auto up = tiersim::parse_duration(assumption.substr(sign + 1, slash - sign - 1));
    const auto down = tiersim::parse_duration(assumption.substr(slash + 1));
    if (!up || !down || *up <= tiersim::Duration{0} || *down <= tiersim::Duration{0})
        refuse(assumption, "no two lengths of time above zero");
    wears.*known->wear = {.up = *up, .down = *down};
}

tiersim::AnalysisPlan plan_of(const Options& options)
{
    tiersim::AnalysisPlan plan{.order = options.order};
    for (const auto& assumption : options.assumptions)
        assume(assumption, plan.wears);
    if (!options.common_cause.empty()) {
        const auto share = tiersim::parse_probability(options.common_cause);
        if (!share)
            throw std::invalid_argument{"--common-cause " + options.common_cause +
                                        ": expected a share, as 5%"};
        plan.wears.common_cause = *share;
    }
    return plan;
}

/// The analyses as they are asked for, one after the other; of several files those in JSON as one
/// list.
std::string text_of(const std::vector<tiersim::Analysis>& all, const Options& options)
{
    const tiersim::TextStyle style{.colour = is_coloured(options, 1), .utf8 = shows_utf8()};
    const bool is_list = options.format == Format::json && options.files.size() > 1;
    std::string text = is_list ? "[\n" : "";
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) text += is_list ? ",\n" : "\n";
        switch (options.format) {
            case Format::json: text += json_report(all[i]); break;
            case Format::dot: text += dot_graph(all[i]); break;
            case Format::text: text += text_report(all[i], style); break;
        }
    }
    return text + (is_list ? "]\n" : "");
}

}  // namespace

int analyze(const Options& options)
{
    const auto plan = plan_of(options);
    std::vector<tiersim::Analysis> all;
    int worst = met;
    for (const auto& file : options.files) {
        try {
            all.push_back(tiersim::analyze(tiersim::read_scenario(file, options.settings), plan));
        } catch (const tiersim::ScenarioError& error) {
            fmt::print(stderr, "{}", error.what());
            worst = bad_input;
        }
    }
    fmt::print("{}", text_of(all, options));
    return worst;
}

}  // namespace command
