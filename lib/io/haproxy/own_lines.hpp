// SPDX-License-Identifier: MIT
/// What the lines of one proxy mean to each other, when all of them are known.
#pragma once

#include "io/haproxy/draft.hpp"
#include "io/haproxy/parser.hpp"

namespace tiersim::haproxy {

/// Drops what the mode of the proxy has no use for, and says so.
void obey_mode(Parser& parser, Draft& draft);

/// Says what is missing, idle or dangerous.
void check_own_lines(Parser& parser, const Draft& draft);

}  // namespace tiersim::haproxy
