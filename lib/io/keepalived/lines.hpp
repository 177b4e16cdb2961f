// SPDX-License-Identifier: MIT
/// keepalived.conf cut into lines and words: comments, quotes, braces.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tiersim::keepalived {

/// A line in words; braces are words of their own.
struct Line {
    std::size_t number = 0;
    std::vector<std::string> words{};

    const std::string& operator[](std::size_t at) const
    {
        static const std::string none;
        return at < words.size() ? words[at] : none;
    }
};

/// The lines of a text such that a brace ends one.
std::vector<Line> lines_of(std::string_view text);

}  // namespace tiersim::keepalived
