// SPDX-License-Identifier: MIT
/// What any text at all may do to the readers of files: be read, or be refused.
#pragma once

#include <string_view>

namespace support {

/// Reads `text` as a scenario file. Whether it was one; then it has survived being written and read
/// again. Anything but a ScenarioError leaves this function.
bool feed(std::string_view text);

/// Reads `text` as keepalived.conf, and as haproxy.cfg twice, and looks at what comes of it;
/// whether HAProxy would start with it. Nothing leaves this function but a std::logic_error when
/// something does not fit.
bool feed_haproxy(std::string_view text);

/// Reads `text` as a log of HAProxy; each request in it survives being written and read again.
/// Nothing leaves this function but a std::logic_error when one does not.
void feed_log(std::string_view text);

}  // namespace support
