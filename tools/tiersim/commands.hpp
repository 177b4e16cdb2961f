// SPDX-License-Identifier: MIT
/// The commands of tiersim; each gives the exit code.
#pragma once

#include "options.hpp"

#include <string>
#include <vector>

namespace command {

/// Tells single points of failure, availability and capacity without a run.
int analyze(const Options& options);

/// Says what is wrong or odd with scenario files.
int check(const Options& options);

/// Says what HAProxy makes of configurations, and what a simulation leaves out.
int import(const Options& options);

/// Shows what scenario files describe, or which there are.
int list(const Options& options);

/// Runs scenarios, reports, and says whether they kept their promises.
int run(const Options& options);

/// The names of all commands.
const std::vector<std::string>& names();

/// Does what is asked.
int execute(const Options& options);

}  // namespace command
