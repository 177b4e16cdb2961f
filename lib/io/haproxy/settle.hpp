// SPDX-License-Identifier: MIT
/// What can only be said when all lines are read: names that nothing bears, halves that do not fit
/// together, numbers that are given out; and then the values.
#pragma once

namespace tiersim::haproxy {

class Parser;

/// Checks all proxies and puts them into the configuration.
void settle(Parser& parser);

}  // namespace tiersim::haproxy
