// SPDX-License-Identifier: MIT
/// The command `tiersim run`, until there is a simulation.
#include "commands.hpp"
namespace command {
int run(const Options&) { return bad_input; }
}  // namespace command
