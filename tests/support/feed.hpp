// SPDX-License-Identifier: MIT
/// What any text at all may do to the reader of scenario files: be read, or be refused.
#pragma once

#include <string_view>

namespace support {

/// Reads `text` as a scenario file. Whether it was one; then it has survived being written and read
/// again. Anything but a ScenarioError leaves this function.
bool feed(std::string_view text);

}  // namespace support
