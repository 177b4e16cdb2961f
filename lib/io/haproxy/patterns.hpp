// SPDX-License-Identifier: MIT
/// The options and patterns behind the sample of an ACL.
#pragma once

#include "io/haproxy/parser.hpp"
#include "io/haproxy/samples.hpp"
#include "io/haproxy/words.hpp"

#include <optional>
#include <string_view>

namespace tiersim::haproxy {

/// Where they stand.
struct Patterns {
    const Words* words = nullptr;
    std::size_t at = 0;
    std::size_t end = 0;
};

/// Reads options, files and patterns into `test`; false when something is wrong, which is then
/// said. `match` is what the keyword itself asks for.
bool read_patterns(Parser& parser, Patterns patterns, ValueType type, std::optional<Match> match,
                   Test& test);

/// "10.0.0.0/8", "2001:db8::/32", an address alone.
std::optional<Subnet> parse_subnet(std::string_view text);

/// "80", "80:90", "80-90", ":90", "80:".
std::optional<Range> parse_range(std::string_view text);

}  // namespace tiersim::haproxy
