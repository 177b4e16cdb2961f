// SPDX-License-Identifier: MIT
/// Writes the reference of scenario files from the tables, in Markdown.
#pragma once

#include <string>

namespace reference {

/// The whole of docs/scenario-reference.md.
std::string markdown();

}  // namespace reference
