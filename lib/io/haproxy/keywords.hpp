// SPDX-License-Identifier: MIT
/// The table of all keywords of HAProxy 2.6.12: where each may stand, what becomes of it, and who
/// reads its line.
#pragma once

#include "io/haproxy/words.hpp"
#include "tiersim/io/haproxy_config.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiersim::haproxy {

class Parser;

/// What becomes of a keyword.
enum class Level : std::uint8_t {
    full,          ///< Modelled.
    mapped,        ///< Parsed and mapped to the nearest that the model has.
    harmless,      ///< Accepted without effect.
    not_modelled,  ///< Accepted, left out, and said so.
    removed        ///< HAProxy refuses it, with a reason of its own.
};

/// The same in the words of a report.
Support support_of(Level level);

/// Sections in which a keyword may stand.
enum Where : std::uint8_t {
    in_global = 1,
    in_defaults = 2,
    in_front = 4,
    in_back = 8,
    in_other = 16,  ///< Sections that are not looked into.
    in_proxy = in_front | in_back,
    in_all = in_defaults | in_front | in_back
};

using Handler = void (*)(Parser& parser, const Words& words);

struct Keyword {
    std::uint8_t where = 0;
    Level level = Level::harmless;
    std::string_view names{};   ///< Between commas; of one word or of two.
    Handler handler = nullptr;  ///< May be none where there is nothing to read.
    std::string_view note{};    ///< Of what is left out: the consequence. Of what was removed: why.
    bool strict = false;        ///< In the wrong half of a proxy it is an error, not a warning.
};

/// What the table says of a line in a section; nullptr when it has no such keyword there. `name`
/// becomes the keyword, of one word or two.
const Keyword* find_keyword(std::uint8_t section, const Words& words, std::string& name);

/// A row for each keyword, by name.
std::vector<std::pair<std::string, const Keyword*>> all_keywords();

/// All keywords of a section that begin like `first`, or all when it is empty; for suggestions.
std::vector<std::string> keywords_of(std::uint8_t section, std::string_view first);

}  // namespace tiersim::haproxy
