// SPDX-License-Identifier: MIT
/// ACLs and the conditions that are built of them.
#pragma once

#include "io/haproxy/parser.hpp"
#include "io/haproxy/words.hpp"

#include <optional>

namespace tiersim::haproxy {

/// The expression of an ACL in `words` from `at` to `end`; nothing when it is wrong, which is then
/// said.
std::optional<Test> parse_test(Parser& parser, const Words& words, std::size_t at, std::size_t end);

/// The condition that begins with "if" or "unless" at `at`, and goes to the end of the line. A word
/// there that is neither is refused. Nothing there: always.
Condition parse_condition(Parser& parser, const Words& words, std::size_t at);

/// Says that a rule depends on what is not modelled, when `when` does.
void demand_known(Parser& parser, const Condition& when);

/// Whether `when` depends on what is not modelled.
bool depends_on_unknown(const Draft& proxy, const Condition& when);

}  // namespace tiersim::haproxy
