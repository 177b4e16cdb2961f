// SPDX-License-Identifier: MIT
/// Scenario files: JSON with comments, read into a Scenario and written from one. The names in a
/// file are those of the C++ structs.
#pragma once

#include "tiersim/scenario/problem.hpp"
#include "tiersim/scenario/scenario.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim {

/// A change to a file's values before they are read: "clients.users.timeout=2s". The path goes by
/// keys, and in lists by the index or the `name` of an item; the value is JSON, or else a text.
using Setting = std::string;

/// What a file holds, and what is odd about it without keeping it from being run.
struct Reading {
    Scenario scenario{};
    std::vector<Problem> warnings{};
};

/// The scenario in `file`, changed by `settings`, with all that it names (traces, observed values)
/// read as well and everything checked. ScenarioError, with all problems, when it cannot be run.
Scenario read_scenario(const std::filesystem::path& file,
                       const std::vector<Setting>& settings = {});

/// The same from a text; `name` stands for the file in problems, and files are looked for beside
/// it.
Scenario read_scenario_text(std::string_view text, const std::string& name = {},
                            const std::vector<Setting>& settings = {});

/// As read_scenario, with the warnings.
Reading read_with_warnings(const std::filesystem::path& file,
                           const std::vector<Setting>& settings = {});

/// As read_scenario_text, with the warnings.
Reading read_text_with_warnings(std::string_view text, const std::string& name = {},
                                const std::vector<Setting>& settings = {});

/// `scenario` changed by `settings`, as if it stood in a file; for sweeps. ScenarioError when that
/// cannot be run. What other files hold is read again.
Scenario with_settings(const Scenario& scenario, const std::vector<Setting>& settings);

/// The scenario as JSON, without what equals its default, with short forms where there are any;
/// read back it is the same value. std::invalid_argument when it holds an algorithm or a law of
/// one's own.
std::string write_scenario(const Scenario& scenario);

/// The JSON Schema (draft-07) of scenario files, for editors.
std::string scenario_schema();

}  // namespace tiersim
