// SPDX-License-Identifier: MIT
/// The table of words that may stand behind `server`, `server-template` and `default-server`.
#pragma once

#include "io/haproxy/draft.hpp"
#include "io/haproxy/keywords.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tiersim::haproxy {

struct ServerWord {
    std::string_view names{};  ///< Between blanks.
    int arguments = 0;         ///< Words that belong to it.
    Level level = Level::harmless;
    void (*take)(Parser& parser, ServerLine& line, const Words& words) = nullptr;  ///< The word
                                                                                   ///< and what
                                                                                   ///< follows.
    std::string_view note{};
};

/// nullptr when there is no such word.
const ServerWord* find_server_word(const std::string& name);

/// All words, by name. For suggestions.
std::vector<std::string> server_word_names();

}  // namespace tiersim::haproxy
