// SPDX-License-Identifier: MIT
/// The table of words that may stand behind an address to listen on.
#pragma once

#include "tiersim/io/haproxy_config.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim::haproxy {

struct BindWord {
    std::string_view name{};
    int arguments = 0;
    Support support = Support::harmless;
};

/// All of them.
const std::vector<BindWord>& bind_words();

/// nullptr when there is no such word.
const BindWord* find_bind_word(const std::string& name);

}  // namespace tiersim::haproxy
