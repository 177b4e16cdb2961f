// SPDX-License-Identifier: MIT
/// Reads the lines of keepalived.conf, block by block.
#pragma once

#include "tiersim/io/keepalived_config.hpp"

#include <string>
#include <string_view>

namespace tiersim::keepalived {

/// What `text` describes.
Config read_blocks(std::string_view text, const std::string& name);

}  // namespace tiersim::keepalived
