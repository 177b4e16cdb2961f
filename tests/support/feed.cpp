// SPDX-License-Identifier: MIT
/// Reads, writes, reads again.
#include "support/feed.hpp"

#include "tiersim/io/scenario_file.hpp"

#include <optional>
#include <stdexcept>

namespace support {

namespace {

std::optional<tiersim::Scenario> read(std::string_view text)
{
    try {
        return tiersim::read_scenario_text(text, "any.json");
    } catch (const tiersim::ScenarioError& error) {
        if (error.problems().empty()) throw std::logic_error{"refused without a reason"};
        return std::nullopt;
    }
}

}  // namespace

bool feed(std::string_view text)
{
    const auto scenario = read(text);
    if (!scenario) return false;
    if (read(tiersim::write_scenario(*scenario)) != scenario)
        throw std::logic_error{"written and read again, it is another scenario"};
    return true;
}

}  // namespace support
